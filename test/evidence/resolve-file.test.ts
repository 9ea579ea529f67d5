import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { resolveFile } from '../../src/evidence/resolve-file.ts';
import type { TreeEntry } from '../../src/model/change.ts';
import { path, sha } from '../support/output-facts.ts';
import { type RefWorld, refContext, refPorts } from '../support/ref-ports.ts';

const entry = (text: string, mode: TreeEntry['mode'] = '100644') =>
  [path(text), { path: path(text), mode, blob: sha(`blob ${text}`) }] as const;
const TREE = new Map([
  entry('src/auth/pkce.ts'),
  entry('README.md'),
  entry('link.ts', '120000'),
  entry('vendor/lib', '160000'),
  entry('run.sh', '100755'),
]);
const THREE = 'one\ntwo\nthree\n';
const world = (text: string): RefWorld => ({ blobs: { 'blob src/auth/pkce.ts': text } });
const resolve = (
  text: string,
  ref: { readonly lines?: readonly [number, number]; readonly sha256?: string } = {},
  about: RefWorld = world(THREE),
) =>
  resolveFile(
    { kind: 'file', path: path(text), ...ref },
    refContext({ headTree: TREE }),
    refPorts(about).ports,
  );

describe('resolve-file', () => {
  test.each([
    ['a changed file is bound to the head', 'src/auth/pkce.ts', 'E2'],
    ['a file that this output did not change exists, no more', 'README.md', 'E1'],
    ['an executable file is a regular file', 'run.sh', 'E1'],
  ])('%s', async (_, text, grade) => {
    expect(await resolve(text)).toMatchObject({ state: 'resolved', grade });
  });

  test.each([
    ['a missing file', 'src/auth/gone.ts', 'unresolved'],
    ['another case of the name', 'src/auth/PKCE.ts', 'unresolved'],
    ['a folder', 'src/auth', 'unresolved'],
    ['a symbolic link', 'link.ts', 'mismatched'],
    ['a submodule', 'vendor/lib', 'mismatched'],
  ])('%s', async (_, text, state) => {
    expect(await resolve(text)).toMatchObject({ state, grade: 'E0' });
  });

  test('no content is read without need', async () => {
    const { ports, asked } = refPorts();
    await resolveFile({ kind: 'file', path: path('README.md') }, refContext(), ports);
    expect(asked).toEqual([]);
  });

  test.each<[string, readonly [number, number], string, string]>([
    ['the last line', [3, 3], THREE, 'resolved'],
    ['the whole file', [1, 3], THREE, 'resolved'],
    ['one line behind the end', [1, 4], THREE, 'mismatched'],
    ['a last line without a line break counts', [1, 3], 'one\ntwo\nthree', 'resolved'],
    ['an empty file has no line', [1, 1], '', 'mismatched'],
  ])('lines: %s', async (_, lines, text, state) => {
    expect(await resolve('src/auth/pkce.ts', { lines }, world(text))).toMatchObject({ state });
  });

  test('a digest is compared with the bytes', async () => {
    const sha256 = createHash('sha256').update(THREE).digest('hex');
    expect(await resolve('src/auth/pkce.ts', { sha256 })).toMatchObject({ state: 'resolved' });
    expect(await resolve('src/auth/pkce.ts', { sha256, lines: [1, 3] })).toMatchObject({
      state: 'resolved',
    });
    const other = sha256.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    expect(await resolve('src/auth/pkce.ts', { sha256: other })).toMatchObject({
      state: 'mismatched',
    });
  });

  test.each<[string, RefWorld, string]>([
    [
      'bytes that are no text have no lines',
      { blobs: { 'blob src/auth/pkce.ts': { state: 'binary', bytes: 9 } } },
      'mismatched',
    ],
    [
      'too large to read',
      { blobs: { 'blob src/auth/pkce.ts': { state: 'too-large', bytes: 9e9 } } },
      'unverifiable',
    ],
    ['a blob that is not in this clone', {}, 'unverifiable'],
  ])('%s', async (_, about, state) => {
    expect(await resolve('src/auth/pkce.ts', { lines: [1, 1] }, about)).toMatchObject({ state });
  });
});
