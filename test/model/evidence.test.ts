import { expect, test } from '@jest/globals';
import { known, missing, unknown } from '../../src/model/evidence.ts';

test('known carries what is there', () => {
  expect(known([1])).toEqual({ state: 'known', value: [1] });
});

test('unknown says why nobody could look, and what would help', () => {
  expect(unknown('shallow clone', 'Run git fetch --unshallow.')).toEqual({
    state: 'unknown',
    because: 'shallow clone',
    remedy: 'Run git fetch --unshallow.',
  });
});

test('missing names the rule that reports it', () => {
  expect(missing('no contract', 'output/contract-present')).toEqual({
    state: 'missing',
    because: 'no contract',
    reportedBy: 'output/contract-present',
  });
});
