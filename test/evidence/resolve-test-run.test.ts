import { describe, expect, test } from '@jest/globals';
import { resolveTestRun } from '../../src/evidence/resolve-test-run.ts';
import type { RangeCommit } from '../../src/model/change.ts';
import type { TestRun } from '../../src/model/test-run.ts';
import { changed, sha, testRun } from '../support/output-facts.ts';
import { type RefWorld, refContext, refPorts } from '../support/ref-ports.ts';

const EARLIER: RangeCommit = {
  sha: sha('earlier'),
  parents: [sha('base')],
  authorEmail: 'executor@example.com',
  subject: 'First half',
  paths: [],
};
const context = refContext({ commits: [...refContext().commits, EARLIER] });
const resolve = (run: Partial<TestRun>, world: RefWorld = {}, counts?: [number, number]) =>
  resolveTestRun(
    {
      kind: 'test-run',
      id: 'auth-1',
      ...(counts && { counts: { passed: counts[0], total: counts[1] } }),
    },
    context,
    refPorts({ runs: [testRun(run)], ...world }).ports,
  );
const tests = (passed: number, failed: number, skipped: number) => ({
  tests: { passed, failed, skipped },
});

describe('resolve-test-run', () => {
  test('a good run of the head, with its own grade', async () => {
    expect(await resolve({ grade: 'E3' }, {}, [12, 12])).toMatchObject({
      state: 'resolved',
      grade: 'E3',
      run: { id: 'auth-1' },
    });
  });

  test('without counts only the run is claimed', async () => {
    expect(await resolve({})).toMatchObject({ state: 'resolved' });
  });

  describe('pending: written before its tests ran', () => {
    const pending = (runs: readonly TestRun[]) =>
      resolveTestRun({ kind: 'test-run', id: 'pending' }, context, refPorts({ runs }).ports);

    test('waits while nothing is recorded on the head', async () => {
      expect(await pending([])).toMatchObject({ state: 'pending', grade: 'E0' });
      expect(await pending([testRun({ head: sha('earlier') })])).toMatchObject({
        state: 'pending',
      });
    });

    test('is the one run that was recorded on the head, with its grade', async () => {
      expect(await pending([testRun({ grade: 'E3' })])).toMatchObject({
        state: 'resolved',
        grade: 'E3',
        run: { id: 'auth-1' },
      });
    });

    test('of two nobody knows which', async () => {
      const found = await pending([testRun({}), testRun({ id: 'auth-2' })]);
      expect(found).toMatchObject({ state: 'mismatched' });
      expect(found.lookedUp).toContain('cite auth-1 or auth-2');
    });

    test('that failed proves nothing', async () => {
      expect(await pending([testRun(tests(3, 1, 0))])).toMatchObject({ state: 'mismatched' });
    });
  });

  test('an invented run (D7)', async () => {
    expect(await resolve({ id: 'auth-2' })).toMatchObject({ state: 'unresolved' });
  });

  describe('bound to another commit (C05): not this run', () => {
    test.each<[string, Partial<TestRun>, RefWorld]>([
      ['of another branch', { head: sha('other') }, {}],
      ['of the base', { head: sha('base') }, {}],
      [
        'of an earlier commit, and the scope changed since',
        { head: sha('earlier') },
        { since: [changed('README.md'), changed('src/auth/oauth.ts')] },
      ],
      [
        'of an earlier commit, and a file to create appeared since',
        { head: sha('earlier') },
        { since: [changed('src/auth/pkce.ts', 'added')] },
      ],
    ])('%s', async (_, run, world) => {
      const found = await resolve(run, world);
      expect(found.state).toBe('mismatched');
      expect(found.run).toBeUndefined();
    });
  });

  test('of an earlier commit since which nothing in the scope changed', async () => {
    const found = await resolve({ head: sha('earlier') }, { since: [changed('docs/a.md')] });
    expect(found).toMatchObject({ state: 'resolved', run: { head: sha('earlier') } });
  });

  test('without a readable spec every change since counts', async () => {
    const ports = refPorts({
      runs: [testRun({ head: sha('earlier') })],
      since: [changed('docs/a.md')],
    }).ports;
    const ref = { kind: 'test-run', id: 'auth-1' } as const;
    const found = await resolveTestRun(ref, { ...context, scope: undefined }, ports);
    expect(found.state).toBe('mismatched');
  });

  describe('a run of the head that is not the result claimed: the run is told, for output/tests-pass', () => {
    test.each<[string, Partial<TestRun>, [number, number] | undefined]>([
      ['11 of 12', tests(11, 1, 0), undefined],
      ['no test at all (C11)', tests(0, 0, 0), undefined],
      ['only skipped tests (C11)', tests(0, 0, 12), undefined],
      ['a tree with uncommitted changes', { dirty: ['src/auth/oauth.ts'] }, undefined],
      ['more claimed than found', {}, [13, 13]],
      ['fewer claimed than found', {}, [11, 12]],
      ['skipped tests withheld from the total (FM-2.4)', tests(12, 0, 3), [12, 12]],
    ])('%s', async (_, run, counts) => {
      const found = await resolve(run, {}, counts);
      expect(found).toMatchObject({ state: 'mismatched', grade: 'E0', run: { id: 'auth-1' } });
    });
  });

  test('skipped tests are told: 12 passed of 15', async () => {
    expect(await resolve(tests(12, 0, 3), {}, [12, 15])).toMatchObject({ state: 'resolved' });
  });
});
