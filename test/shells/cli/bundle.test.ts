import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
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

describe('check, again', () => {
  const kept = (dir: string) => join(dir, '.git/handoff/cache/studies');

  test('parses nothing that it has studied, and says the same; a damaged file is studied again', async () => {
    const { dir } = await honestRepo();
    const first = bundle(['check', '--json'], dir);
    expect([first.code, existsSync(kept(dir))]).toEqual([0, true]);
    const [grammars, away] = [join(installed, 'dist/grammars'), join(installed, 'away')];
    renameSync(grammars, away);
    try {
      expect(bundle(['check', '--json'], dir)).toEqual(first);
      truncateSync(kept(dir), 40);
      expect(bundle(['check', '--json'], dir).code).toBe(4);
    } finally {
      renameSync(away, grammars);
    }
    expect(bundle(['check', '--json'], dir)).toEqual(first);
  });

  test('another build has studied nothing', async () => {
    const { dir } = await honestRepo();
    const first = bundle(['check', '--json'], dir);
    const before = readFileSync(kept(dir));
    const build = /"\d+\.\d+\.\d+ ([0-9a-f]{16})"/.exec(before.toString('latin1'))?.[1];
    expect(build).toBeDefined();
    const content = Buffer.from(before.subarray(32).toString().replace(`${build}`, '0'.repeat(16)));
    const digest = createHash('sha256').update(content).digest();
    writeFileSync(kept(dir), Buffer.concat([digest, content]));
    expect(bundle(['check', '--json'], dir)).toEqual(first);
    expect(readFileSync(kept(dir))).toEqual(before);
  });

  test('a git directory that cannot be written is judged all the same', async () => {
    const { dir } = await honestRepo();
    const written = bundle(['check', '--json'], dir);
    rmSync(join(dir, '.git/handoff/cache'), { recursive: true });
    writeFileSync(join(dir, '.git/handoff/cache'), 'a file where the folder would be');
    expect(bundle(['check', '--json'], dir)).toEqual(written);
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
