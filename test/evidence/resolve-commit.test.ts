import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { resolveCommit } from '../../src/evidence/resolve-commit.ts';
import type { RangeCommit } from '../../src/model/change.ts';
import type { RepoPath } from '../../src/model/repo-path.ts';
import { path, sha } from '../support/output-facts.ts';
import { type RefWorld, refContext, refPorts, shaOf } from '../support/ref-ports.ts';

const ARTIFACT = path('src/auth/pkce.ts');
const commit = (digits: string, ...paths: string[]): RangeCommit => ({
  sha: shaOf(digits),
  parents: [sha('base')],
  authorEmail: 'executor@example.com',
  subject: 'Work',
  paths: paths.map((text) => path(text)),
});
const RANGE = [
  commit('a3f92bc1', 'src/auth/pkce.ts'),
  commit('a3f92bc2', 'src/auth/oauth.ts'),
  commit('77777777', 'src/auth/pkce.ts', 'src/auth/oauth.ts'),
];
const resolve = (digits: string, world: RefWorld = {}, artifact: RepoPath | 'none' = ARTIFACT) =>
  resolveCommit(
    digits,
    artifact === 'none' ? undefined : artifact,
    refContext({ commits: RANGE }),
    refPorts(world).ports,
  );

describe('resolve-commit', () => {
  test('a commit of this output that touches the artifact', async () => {
    const found = await resolve(shaOf('77777777'));
    expect(found).toMatchObject({ state: 'resolved', grade: 'E2', commit: shaOf('77777777') });
  });

  test('seven digits, unique in the range, are expanded and shown (C03)', async () => {
    const found = await resolve('7777777');
    expect(found).toMatchObject({ state: 'resolved', commit: shaOf('77777777') });
    expect(found.lookedUp).toContain(shaOf('77777777'));
  });

  test('digits that begin two commits of the range name neither (C03)', async () => {
    const found = await resolve('a3f92bc');
    expect(found).toMatchObject({ state: 'mismatched', grade: 'E0' });
    expect(found.lookedUp).toContain(shaOf('a3f92bc1'));
    expect(found.lookedUp).toContain(shaOf('a3f92bc2'));
  });

  test('one digit more tells them apart', async () => {
    expect(await resolve('a3f92bc1')).toMatchObject({ state: 'resolved' });
  });

  test('a commit that does not touch the artifact (FM-2.6)', async () => {
    expect(await resolve('a3f92bc2')).toMatchObject({ state: 'mismatched' });
  });

  test('without a readable artifact only the range is checked; the artifact is a finding of its own', async () => {
    expect(await resolve('a3f92bc2', {}, 'none')).toMatchObject({ state: 'resolved' });
  });

  test('an invented sha (C01)', async () => {
    expect(await resolve('deadbeef')).toMatchObject({ state: 'unresolved' });
  });

  test('a commit that the repository holds outside of this output (C02)', async () => {
    const world = { commits: { deadbeef: shaOf('deadbeef') } };
    expect(await resolve('deadbeef', world)).toMatchObject({ state: 'mismatched' });
  });

  test('a branch that is named like a sha is no commit of that sha (C03)', async () => {
    const world = { commits: { deadbeef: shaOf('77777777') } };
    expect(await resolve('deadbeef', world)).toMatchObject({ state: 'unresolved' });
  });

  test('no invented sha ever resolves (C01)', async () => {
    const hex = fc.stringMatching(/^[0-9a-f]{7,40}$/);
    await fc.assert(
      fc.asyncProperty(hex, async (digits) => {
        fc.pre(!RANGE.some((known) => known.sha.startsWith(digits)));
        expect((await resolve(digits)).state).toBe('unresolved');
      }),
      { numRuns: 1_000 },
    );
  });
});
