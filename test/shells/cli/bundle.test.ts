import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import manifest from '../../../package.json' with { type: 'json' };
import { cli } from '../../support/cli.ts';
import { repo, temporaryFolder } from '../../support/repo.ts';
import { honestRepo } from '../../support/task-repo.ts';

/** What npm would install: the built bundle and the files that package.json names, and nothing of the sources. */
const installed = temporaryFolder();
const main = join(installed, 'dist/cli.js');

beforeAll(() => {
  const rolldown = ['node_modules/rolldown/bin/cli.mjs', '-c', 'rolldown.config.mjs'];
  execFileSync(process.execPath, [...rolldown, '-d', join(installed, 'dist')], { stdio: 'pipe' });
  for (const name of ['package.json', ...manifest.files])
    if (name !== 'dist') cpSync(name, join(installed, name), { recursive: true });
}, 60_000);

function bundle(argv: readonly string[], cwd = installed) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...argv], {
    cwd,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

describe('the bundle is the same program', () => {
  test.each([
    ['--version'],
    ['--help'],
    ['gate', 'output', '--help'],
    ['explain', 'pairs-merge'],
    ['schema', 'plan'],
    ['completion', 'bash'],
    ['explan'],
    ['record-tests', 'none.xml', '--json'],
  ])('%s', async (...argv) => {
    expect(bundle(argv)).toEqual(await cli(argv, { cwd: installed }));
  });

  test('check, with every rule, grammars included', async () => {
    const { dir, run } = await honestRepo();
    const ran = bundle(['check', '--json'], dir);
    expect(ran).toEqual(await run('check', '--json'));
    expect(ran.code).toBe(0);
  });

  test('init, then validate, in a new repository', () => {
    const { dir } = repo({ a: '1' }).make();
    expect(bundle(['init'], dir).code).toBe(0);
    expect(bundle(['validate'], dir)).toMatchObject({ code: 0, err: '' });
  });

  test('no repository: exit 3', () => {
    expect(bundle(['check'], '/').code).toBe(3);
  });
});

test('what a command does not need is not loaded', () => {
  const chunks = readdirSync(join(installed, 'dist/chunks'));
  const loadedBy = (...argv: readonly string[]) => {
    const env = { ...process.env, NODE_DEBUG: 'esm' };
    const { stderr } = spawnSync(process.execPath, [main, ...argv], { encoding: 'utf8', env });
    return chunks.filter((chunk) => stderr.includes(chunk)).map((chunk) => chunk.split('-')[0]);
  };
  expect(loadedBy('--version')).toContain('package');
  expect(loadedBy('--version').length).toBeLessThan(8);
  expect(loadedBy('explain', '--help')).toContain('explain');
  expect(loadedBy('explain', '--help')).not.toContain('check');
  expect(loadedBy('explain', 'pairs-merge')).not.toContain('workspace');
});

describe('pipes', () => {
  test('a reader that goes away is no error', async () => {
    const child = spawn(process.execPath, [main, 'explain'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk;
    });
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, err]).toEqual([0, '']);
  });

  test('all of a long output arrives', () => {
    const { out } = bundle(['explain', '--json']);
    expect(JSON.parse(out).length).toBeGreaterThan(20);
  });
});

test('the package holds what the bundle reads', () => {
  expect(existsSync(join(installed, 'docs/rules/output/scope-drift.md'))).toBe(true);
  expect(existsSync(join(installed, 'schemas/plan.schema.json'))).toBe(true);
  expect(existsSync(join(installed, 'src'))).toBe(false);
});
