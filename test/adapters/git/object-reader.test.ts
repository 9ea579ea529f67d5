import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { objectReader } from '../../../src/adapters/git/object-reader.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { repo, temporaryFolder } from '../../support/repo.ts';

const { PATH } = process.env;
afterEach(() => {
  process.env['PATH'] = PATH;
});

/** Puts a script in the place of git. */
function gitIs(script: string): void {
  const bin = temporaryFolder();
  writeFileSync(join(bin, 'git'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env['PATH'] = `${bin}${delimiter}${PATH}`;
}

const id = '1'.repeat(40) as Sha;

test.each([
  ['never answers', 'exec sleep 100', 'did not answer within 0.2 s'],
  ['ends', 'exit 3', 'ended with 3'],
  ['says something else', 'echo hello; exec cat', 'git printed something'],
  [
    'says more than it was asked',
    'read -r x; echo "$x" | sed "s/info //;s/$/ blob 3/"; echo more; exec cat',
    'git printed something',
  ],
])('a git that %s', async (_what, script, message) => {
  gitIs(script);
  const reader = objectReader(temporaryFolder(), 'Do this.', 0.2);
  const first = reader.info([id]);
  const second = first.catch(() => []).then(() => reader.info([id]));
  await expect(Promise.all([first, second])).rejects.toThrow(message);
  await expect(reader.info([id])).rejects.toThrow(message);
  await reader.close();
});

test('no git', async () => {
  process.env['PATH'] = temporaryFolder();
  const reader = objectReader(temporaryFolder(), 'Do this.');
  await expect(reader.info([id])).rejects.toMatchObject({ kind: 'access', remedy: 'Do this.' });
  await reader.close();
});

test('the commit of a submodule is not here, whatever git calls that', async () => {
  gitIs(`echo '${id} submodule'; exec cat >/dev/null`);
  const reader = objectReader(temporaryFolder(), 'Do this.');
  expect(await reader.info([id])).toEqual([undefined]);
  await reader.close();
});

test('nothing asked starts nothing; close without a question is fine', async () => {
  gitIs('exit 1');
  const reader = objectReader(temporaryFolder(), 'Do this.');
  expect([await reader.info([]), await reader.contents([])]).toEqual([[], new Map()]);
  await reader.close();
});

test('contents of what is not here is an error', async () => {
  const made = repo({ a: '1' }).make();
  const reader = objectReader(join(made.dir, '.git'), 'Do this.');
  await expect(reader.contents([id])).rejects.toMatchObject({ kind: 'access' });
  const blob = execFileSync('git', ['rev-parse', 'main:a'], { cwd: made.dir, encoding: 'utf8' });
  await expect(reader.contents([blob.trim() as Sha])).rejects.toMatchObject({ kind: 'access' });
  await reader.close();
});
