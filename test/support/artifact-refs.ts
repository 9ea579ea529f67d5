import fc from 'fast-check';
import type { ArtifactRef } from '../../src/model/artifact-ref.ts';
import { parseRepoPath, type RepoPath } from '../../src/model/repo-path.ts';

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const sha = fc.oneof(fc.integer({ min: 7, max: 40 }).chain(hex), hex(64));
const digest = hex(64);
const count = fc.integer({ min: 1, max: 999_999_999 });
const runId = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,20}$/);

/** Paths that one line of text can spell, hostile ones first: marks of the grammar inside, blanks, letters beyond ASCII. */
export const refPaths: fc.Arbitrary<RepoPath> = fc
  .array(
    fc.oneof(
      fc.constantFrom('a#b', '[id].tsx', 'x@y', 'a:b', '...', 'é', 'my page', '-x', '@sha', '日本'),
      fc.stringMatching(/^[\w.-]{1,12}$/),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((segments) => segments.join('/'))
  .filter((path) => parseRepoPath(path) !== undefined)
  .map((path) => path as RepoPath);

const lines = fc.tuple(count, count).map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]));

const GENERATORS: { readonly [Kind in ArtifactRef['kind']]: fc.Arbitrary<ArtifactRef> } = {
  commit: fc.record({ kind: fc.constant('commit' as const), sha }),
  file: fc.record(
    { kind: fc.constant('file' as const), path: refPaths, lines, sha256: digest },
    { requiredKeys: ['kind', 'path'] },
  ),
  diff: fc
    .oneof(
      fc.record({ base: sha, head: sha }),
      fc.record({ pr: count }),
      refPaths.map((path) => ({ patch: `${path}.diff` as RepoPath })),
    )
    .map((of) => ({ kind: 'diff', of })),
  'test-run': fc.oneof(
    fc.record({ kind: fc.constant('test-run' as const), id: runId }),
    fc.record({
      kind: fc.constant('test-run' as const),
      id: runId.filter((id) => id !== 'pending'),
      counts: lines.map(([passed, total]) => ({ passed, total })),
    }),
    fc.constant({ kind: 'test-run' as const, id: 'pending' }),
  ),
  check: fc.record({
    kind: fc.constant('check' as const),
    name: fc.stringMatching(/^[\w/:()#@-](?:[\w /:()#@-]{0,40}[\w/:()#@-])?$/),
  }),
  artifact: fc.record(
    {
      kind: fc.constant('artifact' as const),
      run: runId,
      name: fc.stringMatching(/^[\w -]{1,20}$/),
      sha256: digest,
    },
    { requiredKeys: ['kind', 'run', 'name'] },
  ),
  attestation: fc.record({ kind: fc.constant('attestation' as const), sha256: digest }),
  plan: fc.record(
    {
      kind: fc.constant('plan' as const),
      version: count,
      constraint: fc.integer({ min: 0, max: 999 }).map((number) => `C${number}`),
    },
    { requiredKeys: ['kind', 'version'] },
  ),
  issue: fc.record(
    { kind: fc.constant('issue' as const), number: count, sha256: digest },
    { requiredKeys: ['kind', 'number'] },
  ),
  pr: fc.record(
    { kind: fc.constant('pr' as const), number: count, commit: sha },
    { requiredKeys: ['kind', 'number'] },
  ),
  comment: fc.record({
    kind: fc.constant('comment' as const),
    id: fc.stringMatching(/^[1-9]\d{0,19}$/),
  }),
  url: fc.webUrl().map((url) => ({ kind: 'url', url })),
};

/** Refs of every kind. A path that ends in what reads as a line range cannot be spelled without one, so it has one here. */
export function artifactRefs(): fc.Arbitrary<ArtifactRef> {
  return fc.oneof(...Object.values(GENERATORS));
}
