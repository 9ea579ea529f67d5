import { describe, expect, test } from '@jest/globals';
import { type RecordTestRunRequest, recordTestRun } from '../../src/flows/record-test-run.ts';
import type { WorkTree } from '../../src/ports/work-tree.ts';
import { memoryTestRuns } from '../support/memory-stores.ts';
import { sha } from '../support/output-facts.ts';

type Head = Awaited<ReturnType<WorkTree['head']>>;

function world(
  head: Head = { commit: sha('head'), branch: 'handoff/auth' },
  dirty: readonly string[] = [],
) {
  return {
    workTree: { head: async () => head, dirty: async () => dirty },
    testRuns: memoryTestRuns(),
    clock: { now: () => '2026-05-03T10:00:00.000Z' },
  };
}

function request(overrides: Partial<RecordTestRunRequest> = {}): RecordTestRunRequest {
  return {
    tests: { passed: 12, failed: 0, skipped: 0 },
    files: [{ name: 'src/auth/auth.spec.ts', passed: 12, failed: 0, skipped: 0 }],
    report: { format: 'junit', sha256: '0'.repeat(64) },
    reportPath: undefined,
    id: undefined,
    command: undefined,
    ...overrides,
  };
}

test('a run is bound to the commit, and can be found by the ref', async () => {
  const ports = world();
  const { run, ref } = await recordTestRun(ports, request({ command: 'npm test' }));
  expect(ref).toBe('test-run:2026-05-03-auth-12/12');
  expect(run).toEqual({
    schema: 'handoff-test-run/v1',
    id: '2026-05-03-auth',
    head: sha('head'),
    dirty: [],
    grade: 'E2',
    tests: { passed: 12, failed: 0, skipped: 0 },
    files: request().files,
    report: { format: 'junit', sha256: '0'.repeat(64) },
    'recorded-at': '2026-05-03T10:00:00.000Z',
    command: 'npm test',
  });
  expect(await ports.testRuns.find('2026-05-03-auth')).toEqual(run);
});

describe('the id', () => {
  test.each([
    ['the task of the branch', 'handoff/auth/2', '2026-05-03-auth'],
    ['another branch', 'fix/über cool', '2026-05-03-fix-ber-cool'],
    ['no branch', undefined, `2026-05-03-${sha('head').slice(0, 12)}`],
    ['a very long branch', 'x'.repeat(200), `2026-05-03-${'x'.repeat(64)}`],
  ])('%s', async (_, branch, id) => {
    const { run } = await recordTestRun(world({ commit: sha('head'), branch }), request());
    expect(run.id).toBe(id);
  });

  test('the second and third of a day are numbered', async () => {
    const ports = world();
    const ids = [];
    for (let index = 0; index < 3; index += 1)
      ids.push((await recordTestRun(ports, request())).ref);
    expect(ids).toEqual([
      'test-run:2026-05-03-auth-12/12',
      'test-run:2026-05-03-auth-2-12/12',
      'test-run:2026-05-03-auth-3-12/12',
    ]);
  });

  test('one that was given stays, and may not be taken twice', async () => {
    const ports = world();
    expect((await recordTestRun(ports, request({ id: 'mine' }))).run.id).toBe('mine');
    await expect(recordTestRun(ports, request({ id: 'mine' }))).rejects.toMatchObject({
      kind: 'usage',
    });
  });

  test.each(['', '-x', 'a/b', '../x', 'a b', 'x'.repeat(101)])('%j is none', async (id) => {
    await expect(recordTestRun(world(), request({ id }))).rejects.toMatchObject({ kind: 'usage' });
  });
});

describe('a run that proves nothing', () => {
  test.each([
    ['no test', { passed: 0, failed: 0, skipped: 0 }],
    ['only skipped tests', { passed: 0, failed: 0, skipped: 7 }],
  ])('%s: refused', async (_, tests) => {
    await expect(recordTestRun(world(), request({ tests }))).rejects.toMatchObject({
      kind: 'usage',
    });
  });

  test('failed tests: recorded as they are', async () => {
    const tests = { passed: 11, failed: 1, skipped: 2 };
    expect((await recordTestRun(world(), request({ tests }))).ref).toBe(
      'test-run:2026-05-03-auth-11/14',
    );
  });

  test('no commit to bind to', async () => {
    const ports = { ...world(), workTree: { head: async () => undefined, dirty: async () => [] } };
    await expect(recordTestRun(ports, request())).rejects.toMatchObject({ kind: 'usage' });
  });
});

describe('what else the working tree held', () => {
  const dirtyOf = async (dirty: readonly string[], reportPath?: string) =>
    (await recordTestRun(world(undefined, dirty), request({ reportPath }))).run.dirty;

  test('is recorded, the report itself left out', async () => {
    expect(await dirtyOf(['junit.xml', 'src/a.ts'], 'junit.xml')).toEqual(['src/a.ts']);
    expect(await dirtyOf(['junit.xml', 'src/a.ts'])).toEqual(['junit.xml', 'src/a.ts']);
  });

  test('the first hundred are enough', async () => {
    const paths = Array.from({ length: 101 }, (_, index) => `f${index}`);
    expect(await dirtyOf(paths)).toEqual(paths.slice(0, 100));
  });
});
