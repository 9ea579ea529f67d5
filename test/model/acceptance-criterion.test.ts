import { describe, expect, test } from '@jest/globals';
import { AcceptanceCriteria, readVerify } from '../../src/model/acceptance-criterion.ts';

const YIELDS: readonly { why: string; words: string; verify: unknown }[] = [
  {
    why: 'count, kind and file',
    words: '12 unit tests in auth.spec.ts pass',
    verify: { tests: 'auth.spec.ts', min: 12 },
  },
  {
    why: 'seed C10: a count without a file is of the whole run',
    words: '3 integration tests pass',
    verify: { tests: '*', min: 3 },
  },
  { why: 'one test', words: '1 test passes', verify: { tests: '*', min: 1 } },
  {
    why: 'a file without a count',
    words: 'All tests in `src/auth/auth.spec.ts` pass',
    verify: { tests: 'src/auth/auth.spec.ts' },
  },
  {
    why: 'in the middle of a sentence',
    words: 'On the head, at least 5 new unit tests from "pool.test.ts" are passing.',
    verify: { tests: 'pool.test.ts', min: 5 },
  },
];

const SAYS_NOTHING: readonly { why: string; words: string }[] = [
  { why: 'no tests at all', words: 'Connection pool initialized' },
  { why: 'which tests? (seed C4)', words: 'The tests pass' },
  { why: 'all of what? (seed C4)', words: 'all tests pass' },
  { why: 'tests that do not pass', words: '3 tests in auth.spec.ts fail' },
  { why: 'tests that are only written', words: '3 tests in auth.spec.ts' },
  { why: 'no test is no count', words: '0 tests pass' },
  { why: 'a count of something else', words: '3 retries, then the suite passes' },
];

describe('readVerify', () => {
  test.each(YIELDS.map((row) => [row.why, row] as const))('%s', (_, { words, verify }) => {
    expect(readVerify(words)).toEqual(verify);
  });

  test.each(SAYS_NOTHING.map((row) => [row.why, row] as const))('none: %s', (_, { words }) => {
    expect(readVerify(words)).toBeUndefined();
  });

  test('a hostile statement of the longest length costs no time (E08)', () => {
    const start = performance.now();
    for (const part of ['1 a', '1 a-', 'all tests in ', '1 tests pas', ' ', '1 tests in `']) {
      readVerify(part.repeat(20_000));
    }
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('AcceptanceCriteria', () => {
  test('one string becomes numbered criteria, proved where the words say how', () => {
    expect(AcceptanceCriteria.parse('Pool initialized; 3 integration tests pass')).toEqual([
      { id: 'AC1', text: 'Pool initialized' },
      { id: 'AC2', text: '3 integration tests pass', verify: { tests: '*', min: 3 } },
    ]);
  });

  test('ids that the author gave are kept', () => {
    expect(AcceptanceCriteria.parse('AC7: a\nb')).toEqual([
      { id: 'AC7', text: 'a' },
      { id: 'AC2', text: 'b' },
    ]);
  });

  test.each([
    ['two criteria of one id: a covered AC1 could be either', 'AC2: a; b'],
    ['no statement', ' ; '],
    ['33 statements', Array(33).fill('a').join(';')],
    ['a statement of 1,001 characters', 'x'.repeat(1_001)],
    ['no list', []],
  ])('refuses %s', (_, value) => {
    expect(AcceptanceCriteria.safeParse(value).success).toBe(false);
  });
});
