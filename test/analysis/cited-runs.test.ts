import { expect, test } from '@jest/globals';
import { citesOtherRuns } from '../../src/analysis/cited-runs.ts';

const KNOWN = new Set(['run-7-1', 'test-2026-05-03-auth', '2026-05-03-auth']);

test.each([
  ['no run at all', 'ref: commit:a3f92bc'],
  ['nothing', ''],
  ['a known one', '"ref": "test-run:run-7-1"'],
  ['a known one with its counts', '"ref": "test-run:run-7-1-12/12"'],
  ['an id that ends like a date, with counts', 'test-run:2026-05-03-auth-12/12'],
  ['in the words of the seed', 'run ID: run-7-1-3/3'],
  ['as the seed writes it, without a kind', 'ref: test-2026-05-03-auth'],
  ['one that is to come', 'test-run:pending'],
  ['a file that has such a name', 'file:my-test-run.ts'],
])('no other run is cited: %s', (_why, text) => {
  expect(citesOtherRuns(text, KNOWN)).toBe(false);
});

test.each([
  ['another one', 'test-run:run-8-1'],
  ['another one with counts', 'test-run:run-8-1-12/12'],
  ['a longer name', 'test-run:run-7-10'],
  ['beside a known one', 'test-run:run-7-1-1/1 and test-run:run-8-1-1/1'],
  ['in the words of the seed', 'run ID: run-8-1'],
  ['as the seed writes it, without a kind', 'ref: test-2026-05-04-auth'],
  ['pending with counts is a name like any other', 'test-run:pending-2'],
])('another run is cited: %s', (_why, text) => {
  expect(citesOtherRuns(text, KNOWN)).toBe(true);
});
