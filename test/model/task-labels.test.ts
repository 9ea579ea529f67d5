import { expect, test } from '@jest/globals';
import { NEEDS_PLANNER, STARTED, stateLabel, TASK_STATES } from '../../src/model/task-labels.ts';

test('the labels of FORMATS §1', () => {
  expect([...TASK_STATES.map(stateLabel), NEEDS_PLANNER]).toEqual([
    'handoff:ready',
    'handoff:queued',
    'handoff:running',
    'handoff:review',
    'handoff:replan',
    'handoff:blocked',
    'handoff:done',
    'handoff:needs-planner',
  ]);
});

test.each([
  ['ready', false, 'Gate 1 has not passed it yet'],
  ['queued', true, 'it waits for an executor'],
  ['running', true, 'an executor is at work'],
  ['review', true, 'its output waits'],
  ['replan', false, 'the planner has it'],
  ['blocked', false, 'nobody works on it'],
  ['done', false, 'it is over'],
] as const)('%s keeps its scope: %p, for %s', (state, keeps, _why) => {
  expect(STARTED.includes(state)).toBe(keeps);
});
