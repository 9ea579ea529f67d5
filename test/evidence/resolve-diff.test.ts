import { describe, expect, test } from '@jest/globals';
import { createTwoFilesPatch } from 'diff';
import { resolvePatch, resolveRange } from '../../src/evidence/resolve-diff.ts';
import type { Blob } from '../../src/ports/blobs.ts';
import { changed, path, sha, tree } from '../support/output-facts.ts';
import { type RefWorld, refContext, refPorts, shaOf } from '../support/ref-ports.ts';

describe('diff:<base>...<head>', () => {
  const range = (base: string, head: string, world: RefWorld = {}) =>
    resolveRange(
      { base, head },
      refContext(),
      refPorts({
        commits: { [sha('base')]: sha('base'), [sha('tip')]: sha('tip') },
        mergeBases: [sha('base')],
        ...world,
      }).ports,
    );

  test('base and head of this output', async () => {
    expect(await range(sha('base'), sha('head'))).toMatchObject({ state: 'resolved', grade: 'E2' });
  });

  test('a later tip with the same merge base computes the same diff', async () => {
    expect(await range(sha('tip'), sha('head').slice(0, 9))).toMatchObject({ state: 'resolved' });
  });

  test.each<[string, string, string, RefWorld, string]>([
    ['another head', sha('base'), sha('tip'), {}, 'mismatched'],
    [
      'a base with another merge base',
      sha('tip'),
      sha('head'),
      { mergeBases: [sha('old')] },
      'mismatched',
    ],
    [
      'a base with one merge base more',
      sha('tip'),
      sha('head'),
      { mergeBases: [sha('base'), sha('old')] },
      'mismatched',
    ],
    ['an unrelated base', sha('tip'), sha('head'), { mergeBases: [] }, 'mismatched'],
    ['an invented base', shaOf('deadbeef'), sha('head'), {}, 'unresolved'],
    [
      'a branch named like the base',
      'deadbeef',
      sha('head'),
      { commits: { deadbeef: sha('base') } },
      'unresolved',
    ],
  ])('%s', async (_, base, head, world, state) => {
    expect(await range(base, head, world)).toMatchObject({ state, grade: 'E0' });
  });

  test('the order of several merge bases does not matter', async () => {
    const mergeBases = [sha('m1'), sha('m2')];
    const context = refContext({ head: { ...refContext().head, mergeBases } });
    const { ports } = refPorts({
      commits: { [sha('tip')]: sha('tip') },
      mergeBases: mergeBases.toReversed(),
    });
    const found = await resolveRange({ base: sha('tip'), head: sha('head') }, context, ports);
    expect(found.state).toBe('resolved');
  });
});

describe('diff:<name>.diff', () => {
  const BEFORE = 'one\ntwo\nthree\n';
  const AFTER = 'one\n2\nthree\nfour\n';
  const diff = (before: string, after: string, name = 'src/a.ts') =>
    createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after);
  const PATCH = path('auth/pr-23.diff');
  const context = refContext({
    headTree: tree(['auth/pr-23.diff', 'src/a.ts']),
    changedPaths: [
      changed('src/a.ts'),
      changed('src/new.ts', 'added'),
      changed('src/old.ts', 'deleted'),
    ],
  });
  const blobs = (patch: string | Blob, more: RefWorld['blobs'] = {}): RefWorld => ({
    blobs: {
      'blob auth/pr-23.diff': patch,
      'old src/a.ts': BEFORE,
      'new src/a.ts': AFTER,
      'new src/new.ts': 'fresh\n',
      'old src/old.ts': 'gone\n',
      ...more,
    },
  });
  const resolve = (world: RefWorld, name = PATCH) =>
    resolvePatch(name, context, refPorts(world).ports);

  test.each<[string, string]>([
    ['the change of one file', diff(BEFORE, AFTER)],
    ['a new file', diff('', 'fresh\n', 'src/new.ts').replace('a/src/new.ts', '/dev/null')],
    ['a deleted file', diff('gone\n', '', 'src/old.ts').replace('b/src/old.ts', '/dev/null')],
    ['two files', diff(BEFORE, AFTER) + diff('', 'fresh\n', 'src/new.ts')],
  ])('matches: %s', async (_, patch) => {
    expect(await resolve(blobs(patch))).toMatchObject({ state: 'resolved', grade: 'E2' });
  });

  test.each<[string, string]>([
    ['a patch that resembles the change', diff(BEFORE, AFTER.replace('four', 'five'))],
    ['half of the change', diff(BEFORE, BEFORE.replace('two', '2'))],
    ['the change backwards', diff(AFTER, BEFORE)],
    ['one file matches, one does not', diff(BEFORE, AFTER) + diff('', 'stale\n', 'src/new.ts')],
    ['a file that this output does not change', diff('', 'x\n', 'README.md')],
  ])('mismatch: %s', async (_, patch) => {
    expect(await resolve(blobs(patch))).toMatchObject({ state: 'mismatched' });
  });

  test.each<[string, RefWorld]>([
    ['prose', blobs('I changed src/a.ts')],
    ['bytes', blobs({ state: 'binary', bytes: 4 })],
    ['a patch that is not in this clone', {}],
    [
      'a side that is no text',
      blobs(diff(BEFORE, AFTER), { 'new src/a.ts': { state: 'binary', bytes: 4 } }),
    ],
    [
      'a side that is too large',
      blobs(diff(BEFORE, AFTER), { 'old src/a.ts': { state: 'too-large', bytes: 9e9 } }),
    ],
  ])('cannot be compared: %s', async (_, world) => {
    expect(await resolve(world)).toMatchObject({ state: 'unverifiable' });
  });

  test('a patch that is not in the head tree', async () => {
    expect(await resolve({}, path('auth/pr-24.diff'))).toMatchObject({ state: 'unresolved' });
  });
});
