import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ClaimKind, findClaims } from '../../src/analysis/claims.ts';
import { LIMITS } from '../../src/model/limits.ts';

const kinds = (prose: string): readonly ClaimKind[] => findClaims(prose).map(({ kind }) => kind);

describe('claims', () => {
  test.each<[prose: string, kinds: readonly ClaimKind[]]>([
    ['All tests pass.', ['tests-pass']],
    ['- ✅ All existing unit tests continue to pass', ['tests-pass']],
    ['- [x] New and existing tests pass locally', ['tests-pass']],
    ['The full test suite is green', ['tests-pass']],
    ['**All specs are passing**', ['tests-pass']],
    ['12/12 passing', ['tests-pass']],
    ['12 of 12 tests pass', ['tests-pass']],
    ['The branch passes all integration tests', ['tests-pass']],
    ['Tests pass with no failures', ['tests-pass']],
    ['Tests: 12 passed, 12 total', ['tests-pass']],
    ['Tests passed: 9', ['tests-pass']],
    ['ESLint passes', ['lint-clean']],
    ['Linting and formatting checks pass', ['lint-clean']],
    ['No new lint errors', ['lint-clean']],
    ['The commit passed all pre-commit hooks', ['lint-clean']],
    ['Lint is clean', ['lint-clean']],
    ['`npm run lint` succeeds', ['lint-clean']],
    ['All tests pass - see CI', ['tests-pass']],
    ['The build succeeds', ['build-passes']],
    ['It compiles without errors', ['build-passes']],
    ['Built the package successfully', ['build-passes']],
    ['Checked with a successful build', ['build-passes']],
    ['No type errors', ['build-passes']],
    ['CI is green', ['ci-green']],
    ['All checks have passed', ['ci-green']],
    ['96.5 % branch coverage', ['coverage']],
    ['Test coverage is at 100%', ['coverage']],
    ['No breaking changes', ['nothing-breaks']],
    ['Breaking changes: **none**', ['nothing-breaks']],
    ['Fully backwards compatible', ['nothing-breaks']],
    ['Refactored without any behavioral changes', ['nothing-breaks']],
    ['Verified manually on iOS', ['checked-by-hand']],
    ['I tested this in Firefox', ['checked-by-hand']],
    ['The fix has been verified', ['checked-by-hand']],
    [
      'All tests pass, no breaking changes, lint is clean',
      ['tests-pass', 'lint-clean', 'nothing-breaks'],
    ],
    ['```\nTests:       5 passed, 5 total\n```', ['tests-pass']],
    ['    ===== 12 passed in 0.31s =====', ['tests-pass']],
    ['- All tests pass!\n- CI is green!', ['tests-pass', 'ci-green']],
  ])('%j', (prose, expected) => {
    expect(kinds(prose)).toEqual(expected);
  });
});

describe('no claims: wishes, conditions, plans, failures, the words of others', () => {
  test.each<[prose: string, why: string]>([
    ['- [ ] All tests pass', 'an open checkbox'],
    ['> All tests pass', 'a quote'],
    ['The tests should pass now', 'a hope'],
    ['Run `npm test` and make sure all tests pass', 'a request'],
    ['If the tests pass, merge', 'a condition'],
    ['Merge once CI is green', 'a condition'],
    ['This ensures tests pass on Windows', 'a purpose'],
    ['All tests pass except two', 'an honest exception'],
    ['10 passed, 2 failed', 'an honest failure'],
    ['The tests do not pass yet', 'an honest failure'],
    ["The tests don't pass on Windows", 'an honest failure'],
    ['I could not run the tests (fails: no network)', 'an honest failure'],
    ['Do all tests pass?', 'a question'],
    ['The tests pass the flag to the runner', 'another meaning of pass'],
    ['The tests pass `--watch` through', 'another meaning of pass'],
    ['Adds a high-pass filter', 'another pass'],
    ['Adds tests for the parser', 'a change, not a result'],
    ['Clean up of the lint configuration', 'a change, not a result'],
    ['Success and failure notifications for the build', 'a topic'],
    ['Breaking changes: the port moved', 'an honest break'],
    ['This is not backwards compatible', 'an honest break'],
    ['New modules are easy to add without breaking changes', 'a promise about later'],
    ['Coverage was 0% before', 'history'],
    ['The user has verified e-mail', 'another meaning of verified'],
    ['```\nall tests pass\n```', 'words in code'],
    ['Passing the context to the reader', 'another passing'],
    ['5 users passed the review', 'other things that pass'],
    ['', 'nothing'],
  ])('%j (%s)', (prose) => {
    expect(kinds(prose)).toEqual([]);
  });
});

test.each<[string, { passed: number; total: number | undefined } | undefined]>([
  ['12/12 passing', { passed: 12, total: 12 }],
  ['All tests pass (11 of 12)', { passed: 11, total: 12 }],
  ['The test suite passes (728 tests)', { passed: 728, total: undefined }],
  ['12 passed in 0.3s', { passed: 12, total: undefined }],
  ['Tests passed: 9', { passed: 9, total: undefined }],
  ['All tests pass', undefined],
])('the count of %j', (prose, counts) => {
  expect(findClaims(prose)).toMatchObject([{ kind: 'tests-pass', counts }]);
});

test('a claim tells its line and its words, without emphasis', () => {
  expect(findClaims('# Title\n\nDone. **All tests** pass.')).toEqual([
    { kind: 'tests-pass', line: 3, words: 'tests pass', counts: undefined },
  ]);
});

test('a text beyond the bound of a body has no prose', () => {
  expect(findClaims('All tests pass. '.repeat(LIMITS.bodyCharacters / 8))).toEqual([]);
});

test('a claim stays one whatever honest sentences stand around it', () => {
  const honest = fc.constantFrom(
    'Adds a parser.',
    'The tests should pass.',
    '',
    '- [ ] CI is green',
    '> 3 passed',
  );
  fc.assert(
    fc.property(fc.array(honest), fc.array(honest), (before, after) => {
      const prose = [...before, '', 'All tests pass.', '', ...after].join('\n');
      expect(findClaims(prose).map(({ line }) => line)).toEqual([before.length + 2]);
    }),
  );
});
