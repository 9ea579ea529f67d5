import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openRepository } from '../../../src/adapters/git/open-repository.ts';

/** A path that is hard to quote: every repository below lives in it. */
const ODD = 'a "b" \\ #é ';
let folder: string;
const { PATH } = process.env;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), ODD)));
});
afterEach(() => {
  process.env['PATH'] = PATH;
  rmSync(folder, { recursive: true });
});

function git(directory: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
  return execFileSync('git', ['-C', directory, ...identity, ...args], { encoding: 'utf8' }).trim();
}

function repository(name: string, ...options: string[]): string {
  const directory = join(folder, name);
  git(folder, 'init', '-q', '-b', 'main', ...options, directory);
  if (!options.includes('--bare')) git(directory, 'commit', '-q', '--allow-empty', '-m', 'one');
  return directory;
}

/** Puts a script of that name in front of git; `REAL` in it is the real one. */
function gitOnPath(script: string): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  writeFileSync(join(bin, 'git'), `#!/bin/sh\n${script.replace('REAL', real)}\n`, { mode: 0o755 });
  process.env['PATH'] = `${bin}:${PATH}`;
}

describe('where the repository is', () => {
  test('from a folder deep in the working tree', async () => {
    const top = repository('plain');
    mkdirSync(join(top, 'src/deep'), { recursive: true });
    const found = await openRepository(join(top, 'src/deep'));
    expect(found).toMatchObject({
      topLevel: top,
      gitDir: join(top, '.git'),
      commonDir: join(top, '.git'),
      objectFormat: 'sha1',
    });
    await found.close();
  });

  test('through a symbolic link, the top level is where the link leads', async () => {
    const top = repository('plain');
    mkdirSync(join(top, 'src'));
    symlinkSync(join(top, 'src'), join(folder, 'link'));
    const found = await openRepository(join(folder, 'link'));
    expect(found.topLevel).toBe(top);
    await found.close();
  });

  test('a second worktree has its own git directory and shares the common one', async () => {
    const top = repository('plain');
    const second = join(folder, 'second');
    git(top, 'worktree', 'add', '-q', second);
    const found = await openRepository(second);
    expect(found).toMatchObject({ topLevel: second, commonDir: join(top, '.git') });
    expect(found.gitDir).toBe(join(top, '.git/worktrees/second'));
    await found.close();
  });

  test.each([
    ['bare', '--bare'],
    ['.git', ''],
  ])('%s: no working tree', async (where, option) => {
    const top = repository('plain', ...(option ? [option] : []));
    const found = await openRepository(option ? top : join(top, where));
    expect(found.topLevel).toBeUndefined();
    await found.close();
  });

  test('SHA-256 objects are read through the quarantine', async () => {
    const top = repository('plain', '--object-format=sha256');
    const found = await openRepository(top);
    const { stdout } = await found.judge({
      args: ['cat-file', '-t', git(top, 'rev-parse', 'HEAD')],
    });
    expect([found.objectFormat, stdout.toString()]).toEqual(['sha256', 'commit\n']);
    await found.close();
  });
});

describe('the quarantine', () => {
  test('sees the objects and the objects that those borrow, and no refs', async () => {
    const lender = repository('lender');
    git(folder, 'clone', '-q', '--shared', lender, join(folder, 'borrower'));
    const found = await openRepository(join(folder, 'borrower'));
    const head = git(lender, 'rev-parse', 'HEAD');
    const { stdout } = await found.judge({ args: ['cat-file', '-t', head] });
    expect(stdout.toString()).toBe('commit\n');
    const refs = await found.judge({ args: ['for-each-ref'] });
    expect(refs.stdout.toString()).toBe('');
    await found.close();
  });

  test('keeps what is written in it to itself, and is gone after close', async () => {
    const top = repository('plain');
    const found = await openRepository(top);
    const { stdout } = await found.judge({
      args: ['hash-object', '-w', '--stdin'],
      stdin: 'a trial result',
    });
    const id = stdout.toString().trim();
    expect((await found.judge({ args: ['cat-file', 'blob', id] })).stdout.toString()).toBe(
      'a trial result',
    );
    expect(() => git(top, 'cat-file', '-e', id)).toThrow();
    await found.close();
    expect(existsSync(found.quarantine)).toBe(false);
  });

  test.each([
    ['ends without closing it', '', { status: 0 }],
    ['fails', 'throw new Error("x");', { status: 1 }],
    [
      'is interrupted',
      'process.kill(process.pid, "SIGINT"); setInterval(() => {}, 1e6);',
      { signal: 'SIGINT' },
    ],
    [
      'is asked to end',
      'process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1e6);',
      { signal: 'SIGTERM' },
    ],
  ])('is gone when the process %s', (_how, end, ended) => {
    const top = repository('plain');
    const module = join(process.cwd(), 'src/adapters/git/open-repository.ts');
    const script = `import { openRepository } from ${JSON.stringify(module)};
      process.stdout.write((await openRepository(${JSON.stringify(top)})).quarantine);
      ${end}`;
    const args = ['--import', 'tsx', '--input-type=module', '-e', script];
    const { stdout, ...how } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(how).toMatchObject(ended);
    expect(stdout).toMatch(/handoff-gate-/);
    expect(existsSync(stdout)).toBe(false);
  });
});

describe('could not look', () => {
  test('no such directory', async () => {
    await expect(openRepository(join(folder, 'none'))).rejects.toMatchObject({ kind: 'usage' });
  });

  test('no repository', async () => {
    await expect(openRepository(folder)).rejects.toMatchObject({
      kind: 'access',
      message: `There is no git repository at ${folder}`,
    });
  });

  test('a path with a line break', async () => {
    const top = repository('two\nlines');
    await expect(openRepository(top)).rejects.toMatchObject({
      kind: 'access',
      message: expect.stringContaining('line break'),
    });
  });

  test('no git', async () => {
    const top = repository('plain');
    process.env['PATH'] = folder;
    await expect(openRepository(top)).rejects.toMatchObject({
      kind: 'access',
      remedy: expect.stringContaining('Install git'),
    });
  });

  test.each([
    ['git version 2.37.9', 'git 2.37.9 is too old'],
    ['git version 1.99.0 (Vendor)', 'git 1.99.0 is too old'],
    ['something else', 'git of unknown version is too old'],
  ])('%s', async (version, message) => {
    const top = repository('plain');
    gitOnPath(`case "$*" in *" version") echo '${version}';; *) exec REAL "$@";; esac`);
    await expect(openRepository(top)).rejects.toMatchObject({ kind: 'access', message });
  });

  test.each(['git version 2.39.0', 'git version 2.50.1.windows.1', 'git version 3.0.0'])(
    'benign: %s',
    async (version) => {
      const top = repository('plain');
      gitOnPath(`case "$*" in *" version") echo '${version}';; *) exec REAL "$@";; esac`);
      await (await openRepository(top)).close();
    },
  );

  test("another user's repository, unless the user listed it as safe", async () => {
    const top = repository('plain');
    gitOnPath('export GIT_TEST_ASSUME_DIFFERENT_OWNER=1; exec REAL "$@"');
    await expect(openRepository(top)).rejects.toMatchObject({
      kind: 'access',
      remedy: expect.stringContaining('safe.directory'),
    });
    const settings = join(folder, 'settings');
    git(folder, 'config', '--file', settings, 'safe.directory', top);
    process.env['GIT_CONFIG_GLOBAL'] = settings;
    try {
      await (await openRepository(top)).close();
    } finally {
      delete process.env['GIT_CONFIG_GLOBAL'];
    }
  });
});

describe('a git that misbehaves', () => {
  test.each([
    [
      'prints too much',
      ['cat-file', '--batch-all-objects', '--batch'],
      { maxBytes: 10 },
      'more than 10 bytes',
    ],
    [
      'takes too long',
      ['cat-file', '--batch-all-objects', '--batch'],
      { seconds: 0 },
      'within 0 s',
    ],
    ['fails', ['cat-file', '-t', 'f'.repeat(40)], {}, 'ended with 128: fatal'],
  ])('%s', async (_why, args, limits, message) => {
    const found = await openRepository(repository('plain'));
    await expect(found.judge({ args, ...limits })).rejects.toMatchObject({
      kind: 'access',
      message: expect.stringContaining(message),
    });
    await found.close();
  });

  test('its complaint cannot carry control characters into a terminal or log', async () => {
    const found = await openRepository(repository('plain'));
    const name = '\x1b[31m::error::x';
    await expect(found.live({ args: ['rev-parse', '--verify', name] })).rejects.toMatchObject({
      message: expect.not.stringMatching(/[\x00-\x1f]/),
    });
    await found.close();
  });

  test('what reads the output may stop it', async () => {
    const found = await openRepository(repository('plain'));
    const onOutput = () => {
      throw new Error('enough');
    };
    await expect(found.judge({ args: ['version'], onOutput })).rejects.toThrow('enough');
    await found.close();
  });
});
