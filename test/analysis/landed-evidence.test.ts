import { describe, expect, test } from '@jest/globals';
import {
  type LandedTrees,
  lostOnLanding,
  textsOfLanding,
} from '../../src/analysis/landed-evidence.ts';
import type { FileMode, TreeEntry } from '../../src/model/change.ts';
import { parseArtifactRef } from '../../src/model/parse-artifact-ref.ts';
import type { RepoPath } from '../../src/model/repo-path.ts';
import type { Sha } from '../../src/model/sha.ts';
import { path, sha, spec } from '../support/output-facts.ts';

/** Path → content; `mode content` for another mode. */
type Files = Readonly<Record<string, string | readonly [FileMode, string]>>;

function tree(files: Files): ReadonlyMap<RepoPath, TreeEntry> {
  return new Map(
    Object.entries(files).map(([name, file]) => {
      const [mode, text] = typeof file === 'string' ? (['100644', file] as const) : file;
      return [path(name), { path: path(name), mode, blob: blobOf(text) }];
    }),
  );
}

const contents = new Map<Sha, string>();
function blobOf(text: string): Sha {
  const blob = sha(text);
  contents.set(blob, text);
  return blob;
}

function ref(text: string) {
  const parsed = parseArtifactRef(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.ref;
}

function lost(text: string, head: Files, landed: Files, more: Partial<LandedTrees> = {}) {
  const { scope } = spec();
  const trees = { head: tree(head), landed: tree(landed), scope };
  return lostOnLanding(ref(text), { ...trees, text: (blob) => contents.get(blob), ...more })?.state;
}

const FIVE = 'a\nb\nc\nd\ne\n';

describe('what holds at the head, looked up where it would land', () => {
  test.each<readonly [string, string, Files, Files]>([
    ['the file is the same', 'src/a.ts', { 'src/a.ts': 'x' }, { 'src/a.ts': 'x' }],
    [
      'others changed it too, and only its being there is cited',
      'src/a.ts',
      { 'src/a.ts': 'x' },
      { 'src/a.ts': 'y' },
    ],
    [
      'a file that others add beside it',
      'src/a.ts',
      { 'src/a.ts': 'x' },
      { 'src/a.ts': 'x', 'src/b.ts': 'y' },
    ],
    [
      'the head has no such file: Gate 2 says so, this only looks where it would land',
      'src/a.ts',
      {},
      { 'src/a.ts': 'x' },
    ],
    [
      'the cited lines are where they were',
      'src/a.ts#L2-L3',
      { 'src/a.ts': FIVE },
      { 'src/a.ts': `${FIVE}f\n` },
    ],
    [
      'the cited lines moved down',
      'src/a.ts#L2-L3',
      { 'src/a.ts': FIVE },
      { 'src/a.ts': `0\n${FIVE}` },
    ],
    [
      'the last line, in a file without a line break at its end',
      'src/a.ts#L5-L5',
      { 'src/a.ts': 'a\nb\nc\nd\ne' },
      { 'src/a.ts': '0\na\nb\nc\nd\ne' },
    ],
    ['a commit is the same commit', 'commit:a3f92bc', {}, {}],
    ['a range of commits is the same range', 'diff:a3f92bc...b3f92bc', {}, {}],
    ['the plan is not in a tree', 'plan:v2#C1', {}, {}],
    [
      'a stored patch that is still there',
      'diff:fix.diff',
      { 'fix.diff': 'x' },
      { 'fix.diff': 'x' },
    ],
    [
      'a run: others changed what is not in the scope',
      'test-run:r1',
      { 'src/auth/oauth.ts': 'x' },
      { 'src/auth/oauth.ts': 'x', 'README.md': 'y' },
    ],
  ])('holds: %s', (_, text, head, landed) => {
    expect(lost(text, head, landed)).toBeUndefined();
  });

  test.each<readonly [string, string, Files, Files, string]>([
    ['the file is gone', 'src/a.ts', { 'src/a.ts': 'x' }, {}, 'unresolved'],
    ['it was renamed', 'src/a.ts', { 'src/a.ts': 'x' }, { 'src/b.ts': 'x' }, 'unresolved'],
    [
      'it is a link now',
      'src/a.ts',
      { 'src/a.ts': 'x' },
      { 'src/a.ts': ['120000', 'x'] },
      'mismatched',
    ],
    [
      'it is a submodule now',
      'src/a.ts',
      { 'src/a.ts': 'x' },
      { 'src/a.ts': ['160000', 'x'] },
      'mismatched',
    ],
    [
      'a cited line reads otherwise',
      'src/a.ts#L2-L3',
      { 'src/a.ts': FIVE },
      { 'src/a.ts': 'a\nb\nX\nd\ne\n' },
      'mismatched',
    ],
    [
      'a line was put between the cited ones',
      'src/a.ts#L2-L3',
      { 'src/a.ts': FIVE },
      { 'src/a.ts': 'a\nb\n0\nc\nd\ne\n' },
      'mismatched',
    ],
    [
      'the cited text is only part of a line',
      'src/a.ts#L2-L2',
      { 'src/a.ts': FIVE },
      { 'src/a.ts': 'a\nbb\nc\nd\ne\n' },
      'mismatched',
    ],
    [
      'the digest of another content',
      `file:src/a.ts@sha256:${'0'.repeat(64)}`,
      { 'src/a.ts': 'x' },
      { 'src/a.ts': 'y' },
      'mismatched',
    ],
    ['a stored patch that is gone', 'diff:fix.diff', { 'fix.diff': 'x' }, {}, 'unresolved'],
    [
      'a run: a file of the scope changed',
      'test-run:r1',
      { 'src/auth/oauth.ts': 'x' },
      { 'src/auth/oauth.ts': 'y' },
      'mismatched',
    ],
    [
      'a run: a file of the scope went away',
      'test-run:r1',
      { 'src/auth/oauth.ts': 'x' },
      {},
      'mismatched',
    ],
    [
      'a run: a file of the scope came',
      'test-run:r1',
      {},
      { 'src/auth/pkce.ts': 'y' },
      'mismatched',
    ],
    [
      'a run: a file of the scope may be executed now',
      'test-run:r1',
      { 'src/auth/oauth.ts': 'x' },
      { 'src/auth/oauth.ts': ['100755', 'x'] },
      'mismatched',
    ],
  ])('is lost: %s', (_, text, head, landed, state) => {
    expect(lost(text, head, landed)).toBe(state);
  });

  test('without a spec nobody knows what the tests cover: every difference counts', () => {
    const files = [{ 'README.md': 'x' }, { 'README.md': 'y' }] as const;
    expect(lost('test-run:r1', ...files)).toBeUndefined();
    expect(lost('test-run:r1', ...files, { scope: undefined })).toBe('mismatched');
  });

  test.each(['before', 'after'])('nobody could read the text %s it', (side) => {
    const unread = blobOf(side === 'before' ? 'x\n' : 'y\n');
    const text = (blob: Sha) => (blob === unread ? undefined : contents.get(blob));
    const files = [{ 'src/a.ts': 'x\n' }, { 'src/a.ts': 'y\n' }] as const;
    expect(lost('src/a.ts#L1-L1', ...files, { text })).toBe('unverifiable');
  });

  test('a text that is no ref has nothing to look up again', () => {
    const trees = { head: tree({}), landed: tree({}), scope: undefined, text: () => undefined };
    expect(lostOnLanding(undefined, trees)).toBeUndefined();
  });
});

test('texts are asked for only where cited lines may have changed', () => {
  const head = tree({ 'src/a.ts': 'x', 'src/b.ts': 'y', 'src/c.ts': 'z' });
  const landed = tree({ 'src/a.ts': 'X', 'src/b.ts': 'y', 'src/d.ts': 'w' });
  const wanted = (text: string) => textsOfLanding(ref(text), { head, landed });
  expect(wanted('src/a.ts#L1-L1')).toEqual([sha('x'), sha('X')]);
  for (const same of [
    'src/a.ts',
    'src/b.ts#L1-L1',
    'src/c.ts#L1-L1',
    'src/d.ts#L1-L1',
    'test-run:r1',
  ])
    expect(wanted(same)).toEqual([]);
  expect(textsOfLanding(undefined, { head, landed })).toEqual([]);
});
