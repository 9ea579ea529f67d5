import { expect, test } from '@jest/globals';
import {
  NEEDS_PLANNER,
  OF_PULL_REQUESTS,
  OPEN_TASK_LABELS,
  stateLabel,
  TASK_LABELS,
  TASK_STATES,
} from '../../src/model/task-labels.ts';

const ALL = [
  'handoff:ready',
  'handoff:queued',
  'handoff:running',
  'handoff:review',
  'handoff:replan',
  'handoff:blocked',
  'handoff:done',
  'handoff:needs-planner',
];

test('the labels of FORMATS §1', () => {
  expect([...TASK_STATES.map(stateLabel), NEEDS_PLANNER]).toEqual(ALL);
  expect(ALL.every((label) => label.startsWith(TASK_LABELS))).toBe(true);
});

test('those by which a task is found: all but that of one that is over', () => {
  expect(OPEN_TASK_LABELS).toEqual(ALL.filter((label) => label !== 'handoff:done'));
});

test.each([
  ['ready', false, 'a planner sets it'],
  ['queued', false, 'Gate 1 sets it'],
  ['running', true, 'somebody works on it'],
  ['review', true, 'it is green and waits for people'],
  ['replan', true, 'it went back to the planner'],
  ['blocked', false, 'it was closed'],
  ['done', false, 'it has landed'],
] as const)('%s is said by an open pull request: %p, for %s', (state, says, _why) => {
  expect(OF_PULL_REQUESTS.some((one) => one === state)).toBe(says);
});
