import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundledGrammars } from '../../../src/adapters/grammars/bundled-grammars.ts';

const folder = mkdtempSync(join(tmpdir(), 'grammars-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PROGRAM = `
  import { bundledGrammars } from '${process.cwd()}/src/adapters/grammars/bundled-grammars.ts';
  import { createSyntax } from '${process.cwd()}/src/analysis/syntax.ts';
  const parsed = await createSyntax(bundledGrammars()).parse('def f(): pass', 'python');
  console.log(parsed.state, parsed.root.children[0].type);
`;

it('is found beside the source of this test run', async () => {
  for (const name of ['web-tree-sitter', 'tree-sitter-tsx', 'tree-sitter-c'] as const) {
    const bytes = await bundledGrammars().readGrammar(name);
    expect([...bytes.subarray(0, 4)]).toEqual([...Buffer.from('\0asm')]);
  }
});

it('is found by tsx, from source', () => {
  const entry = join(folder, 'from-source.mts');
  writeFileSync(entry, PROGRAM);
  const output = execFileSync('node_modules/.bin/tsx', [entry], { encoding: 'utf8' });
  expect(output).toBe('parsed function_definition\n');
});

describe('a bundle, with no node_modules near it', () => {
  beforeAll(() => {
    const entry = join(folder, 'entry.ts');
    writeFileSync(entry, `${PROGRAM}export {};`);
    const output = ['--dir', join(folder, 'dist/chunks'), '--format', 'esm'];
    execFileSync('node_modules/.bin/rolldown', [entry, '--platform', 'node', ...output], {
      stdio: 'pipe',
    });
    // The entry stands one folder above its chunks, or among them.
    cpSync(join(folder, 'dist/chunks'), join(folder, 'dist'), { recursive: true });
    mkdirSync(join(folder, 'dist/grammars'));
    for (const [pkg, name] of [
      ['web-tree-sitter', 'web-tree-sitter'],
      ['tree-sitter-python', 'tree-sitter-python'],
    ]) {
      cpSync(`node_modules/${pkg}/${name}.wasm`, join(folder, `dist/grammars/${name}.wasm`));
    }
  });

  it.each(['dist/entry.js', 'dist/chunks/entry.js'])('%s finds dist/grammars', (file) => {
    const output = execFileSync(
      process.execPath,
      ['--input-type=module', '-e', `await import('${join(folder, file)}')`],
      { encoding: 'utf8', cwd: folder },
    );
    expect(output).toBe('parsed function_definition\n');
  });
});

it('a grammar that is not installed is a broken installation', async () => {
  const nowhere = bundledGrammars(pathToFileURL(join(folder, 'elsewhere.js')).href);
  await expect(nowhere.readGrammar('tree-sitter-go')).rejects.toMatchObject({
    kind: 'internal',
    message: 'The grammar file tree-sitter-go.wasm is not installed.',
  });
});

it('a grammar that cannot be read is not taken for a missing one', async () => {
  mkdirSync(join(folder, 'grammars/tree-sitter-go.wasm'), { recursive: true });
  const broken = bundledGrammars(pathToFileURL(join(folder, 'module.js')).href);
  await expect(broken.readGrammar('tree-sitter-go')).rejects.toMatchObject({ code: 'EISDIR' });
});

it('its clock moves forward in milliseconds', () => {
  const { now } = bundledGrammars();
  const before = now();
  expect(now() - before).toBeGreaterThanOrEqual(0);
});
