import { describe, expect, test } from '@jest/globals';
import { type PlanVersion, planChain, supersedes } from '../../src/analysis/plan-chain.ts';
import { nextVersion, planVersion } from '../support/plan-versions.ts';

const first = planVersion({ version: 1 });
const second = nextVersion(first, { goal: 'Second' });
const third = nextVersion(second, { goal: 'Third' });
const edited = nextVersion(first, { goal: 'Second, edited where it stood' });
const redraft = planVersion({ version: 1, goal: 'Another beginning' });
const onEdited = nextVersion(edited, { goal: 'On what was edited' });

/** Oldest first, as it happened. */
const chain = (...happened: readonly PlanVersion[]) => planChain([...happened].reverse());

describe('the chain of the plan', () => {
  test.each<[string, readonly PlanVersion[], PlanVersion | undefined, readonly PlanVersion[]]>([
    ['no plan yet', [], undefined, []],
    ['the first one', [first], first, []],
    ['each supersedes the one before', [first, second, third], third, []],
    ['a beginning is drafted until something supersedes it', [redraft, first], first, []],
    ['from then on it is not', [redraft, first, second], second, []],
    ['what history shows may begin anywhere', [second, third], third, []],
    ['a version edited where it stood', [first, second, edited], second, [edited]],
    ['something else in the place of a version', [first, second, redraft], second, [redraft]],
    [
      'what goes on from an edited one is as stray',
      [first, second, edited, onEdited],
      second,
      [onEdited, edited],
    ],
    ['the edit taken back', [first, second, edited, second], second, [edited]],
    [
      'the edit answered by a version that supersedes what was there',
      [first, second, edited, third],
      third,
      [],
    ],
    ['an old version put back', [first, second, third, second], third, [second]],
  ])('%s', (_, happened, tip, strays) => {
    expect(chain(...happened)).toEqual({ tip, strays });
  });
});

describe('supersedes', () => {
  test.each<[string, Readonly<Record<string, unknown>>, boolean]>([
    ['number, digest and name go on', {}, true],
    ['another plan', { 'plan-id': 'other' }, false],
    ['the same number again', { version: 1 }, false],
    ['a number left out', { version: 3 }, false],
    ['names no version', { supersedes: undefined }, false],
    ['names another number', { supersedes: { version: 2, sha256: first.sha256 } }, false],
    ['names other bytes', { supersedes: { version: 1, sha256: second.sha256 } }, false],
  ])('%s', (_, overrides, expected) => {
    expect(supersedes(nextVersion(first, overrides).plan, first)).toBe(expected);
  });
});
