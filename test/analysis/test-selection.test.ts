import { describe, expect, test } from '@jest/globals';
import { testsOfCriteria, testsOfRun } from '../../src/analysis/asked-tests.ts';
import { attemptsAt } from '../../src/analysis/attempted-tests.ts';
import { whyNoProof, whyNoSuccess } from '../../src/analysis/test-result.ts';
import { countsOf, namesTestFile } from '../../src/analysis/test-selection.ts';
import type { TestRun } from '../../src/model/test-run.ts';
import { spec, testRun } from '../support/output-facts.ts';

describe('names-test-file', () => {
  test.each([
    ['src/auth/auth.spec.ts', 'src/auth/auth.spec.ts'],
    ['src/auth/auth.spec.ts', './src/auth/auth.spec.ts'],
    ['src/auth/auth.spec.ts', '/home/ci/repo/src/auth/auth.spec.ts'],
    ['src/auth/auth.spec.ts', 'src\\auth\\auth.spec.ts'],
    ['src/auth/auth.spec.ts', 'C:\\repo\\src\\auth\\auth.spec.ts'],
    ['auth.spec.ts', 'src/auth/auth.spec.ts'],
    ['src/auth/*.spec.ts', 'src/auth/auth.spec.ts'],
    ['tests/test_auth.py', 'tests.test_auth'],
    ['tests/test_auth.py', 'tests.test_auth.TestLogin'],
    ['src/test/java/com/acme/PoolTest.java', 'com.acme.PoolTest'],
    ['login suite', 'login suite'],
  ])('%s is %s', (selector, name) => {
    expect(namesTestFile(selector, name)).toBe(true);
  });

  test.each([
    ['src/auth/auth.spec.ts', 'src/auth/other.spec.ts'],
    ['src/auth/auth.spec.ts', 'auth.spec.ts'],
    ['auth.spec.ts', 'src/auth/oauth.spec.ts'],
    ['tests/test_auth.py', 'tests.test_auth_extra'],
    ['tests/test_auth.py', 'test_auth'],
    ['src/test/java/com/acme/PoolTest.java', 'PoolTest'],
    ['src/test/java/com/acme/PoolTest.java', 'other.acme.PoolTest'],
    ['login suite', 'the login suite'],
  ])('%s is not %s', (selector, name) => {
    expect(namesTestFile(selector, name)).toBe(false);
  });
});

describe('counts', () => {
  const files = [
    { name: 'a.spec.ts', passed: 3, failed: 1, skipped: 0 },
    { name: 'b.spec.ts', passed: 2, failed: 0, skipped: 4 },
    { name: 'c.spec.ts', passed: 9, failed: 9, skipped: 9 },
  ];
  test('of the selected files are added', () => {
    expect(countsOf({ files }, (name) => name < 'c')).toEqual({ passed: 5, failed: 1, skipped: 4 });
  });
  test('of no file are none, not zero', () => {
    expect(countsOf({ files }, () => false)).toBeUndefined();
  });

  test.each([
    ['all passed', 3, 0, 0, true],
    ['some skipped', 3, 0, 2, true],
    ['one failed', 3, 1, 0, false],
    ['only skipped (C11)', 0, 0, 3, false],
    ['no test (C11)', 0, 0, 0, false],
  ])('%s', (_, passed, failed, skipped, success) => {
    expect(whyNoSuccess({ passed, failed, skipped }) === undefined).toBe(success);
    expect(whyNoProof({ dirty: [], tests: { passed, failed, skipped } }) === undefined).toBe(
      success,
    );
  });
});

describe('attempts', () => {
  const attempt = (id: string, failed: number, more: Partial<TestRun> = {}): TestRun =>
    testRun({
      id,
      tests: { passed: 12 - failed, failed, skipped: 0 },
      files: [{ name: 'src/auth/auth.spec.ts', passed: 12 - failed, failed, skipped: 0 }],
      ...more,
    });
  const [asked] = testsOfCriteria(spec()['acceptance-criteria'], new Map());
  const attempts = (...runs: TestRun[]) => {
    if (asked === undefined) throw new Error('no tests are asked for');
    return attemptsAt(runs, asked);
  };

  test('the newest one counts, earlier failures are told (C10)', () => {
    const { latest, failedBefore } = attempts(attempt('1', 1), attempt('2', 0));
    expect(latest?.run.id).toBe('2');
    expect(failedBefore.map(({ id }) => id)).toEqual(['1']);
  });

  test('a run of other tests is no attempt', () => {
    const other = testRun({
      id: '9',
      files: [{ name: 'src/db/db.spec.ts', passed: 1, failed: 0, skipped: 0 }],
    });
    expect(attempts(attempt('1', 0), other)).toMatchObject({
      latest: { run: { id: '1' } },
      failedBefore: [],
    });
  });

  test('a run beside uncommitted changes is none either, good or bad', () => {
    const dirty = { dirty: ['src/auth/oauth.ts'] };
    const found = attempts(attempt('1', 0), attempt('2', 3, dirty));
    expect(found.latest?.run.id).toBe('1');
    expect(found.ran.map(({ id }) => id)).toEqual(['1', '2']);
    expect(attempts(attempt('1', 0, dirty)).latest).toBeUndefined();
  });
});

describe('what criteria ask', () => {
  const criteria = (...verify: object[]) =>
    spec({
      'acceptance-criteria': verify.map((how, index) => ({
        id: `AC${index + 1}`,
        text: 'x',
        ...how,
      })),
    })['acceptance-criteria'];
  const cited = testRun({ id: 'cited', files: [{ name: 'a', passed: 1, failed: 0, skipped: 0 }] });

  test('only tests and commands', () => {
    const all = criteria(
      {},
      { verify: { exists: 'a.ts' } },
      { verify: { unchanged: 'a.ts' } },
      { verify: { review: 'R1' } },
      { verify: { tests: 'a' } },
      { verify: { command: 'npm test' } },
    );
    expect(testsOfCriteria(all, new Map()).map(({ field, min }) => [field, min])).toEqual([
      ['AC5', 1],
      ['AC6', 1],
    ]);
  });

  test('a command is a run of that command or of that id, with all its tests', () => {
    const [asked] = testsOfCriteria(criteria({ verify: { command: 'npm test' } }), new Map());
    expect(asked?.select(testRun({ command: 'npm test' }))).toEqual(testRun().tests);
    expect(asked?.select(testRun({ command: 'npm run lint' }))).toBeUndefined();
    const [byId] = testsOfCriteria(criteria({ verify: { command: 'nightly' } }), new Map());
    expect(byId?.select(testRun({ id: 'nightly' }))).toEqual(testRun().tests);
  });

  test('every test of the run that is cited for it', () => {
    const every = criteria({ verify: { tests: '*', min: 3 } });
    const [asked] = testsOfCriteria(every, new Map([['AC1', cited]]));
    expect(asked).toMatchObject({ field: 'AC1', min: 3 });
    expect(asked?.select(cited)).toEqual(cited.tests);
    expect(asked?.select(testRun({ id: 'other' }))).toBeUndefined();
    const [uncited] = testsOfCriteria(every, new Map());
    expect(uncited?.select(cited)).toBeUndefined();
  });

  test('a later run of one of the files of a cited run is a later attempt of it', () => {
    const later = testRun({
      id: 'later',
      files: [
        { name: 'a', passed: 0, failed: 1, skipped: 0 },
        { name: 'b', passed: 1, failed: 0, skipped: 0 },
      ],
    });
    expect(testsOfRun(cited, 'x').select(later)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
