import { describe, expect, test } from '@jest/globals';
import { stateOfTask } from '../../src/flows/state-of-task.ts';
import type { FailurePacket } from '../../src/model/failure-packet.ts';
import type { Judged } from '../../src/report/check-title.ts';
import { BLIND, DRIFTING, FREE, HONEST, WAITING } from '../support/check-samples.ts';
import { ruleResult, verdict } from '../support/sample-report.ts';

type JudgedOnes = readonly [Judged, ...Judged[]];
const PENDING = verdict({ rules: [ruleResult({ state: 'unproven' })] });
const WARNED = verdict({ mode: 'warn', rules: DRIFTING.rules });
const to = (actor: FailurePacket['return-to']) => [{ 'return-to': actor }];

describe('the label of a task says what its open pull request needs', () => {
  test.each<readonly [string, JudgedOnes, ReturnType<typeof to>, string]>([
    ['all gates are green: people have the word', [HONEST, FREE], [], 'review'],
    ['only one gate applies, and it is green', [HONEST], [], 'review'],
    ['the mode blocks nothing: it may land', [WARNED], [], 'review'],
    ['the mode blocks nothing, whoever a packet names', [WARNED], to('planner'), 'review'],
    ['its tests are awaited', [PENDING, FREE], [], 'running'],
    ['its executor has to repair it', [DRIFTING], to('executor'), 'running'],
    ['its coordinator has to decide', [DRIFTING], to('coordinator'), 'running'],
    ['it waits for another output, and nobody has to plan', [HONEST, WAITING], [], 'running'],
    ['a gate could not look: never green', [HONEST, BLIND], [], 'running'],
    [
      'its planner has to act first: drift, or no attempt left (D2)',
      [DRIFTING],
      to('planner'),
      'replan',
    ],
    ['its planner has to act, and it waits as well', [DRIFTING, WAITING], to('planner'), 'replan'],
    ['the packet is advice and another gate waits', [WARNED, WAITING], to('planner'), 'running'],
  ])('%s', (_why, judged, packets, state) => {
    expect(stateOfTask({ judged }, packets, 'ready')).toBe(state);
  });

  test.each<readonly [string, JudgedOnes, ReturnType<typeof to>, string]>([
    ['green: not handed over yet', [HONEST], [], 'running'],
    ['its planner has to act all the same', [DRIFTING], to('planner'), 'replan'],
  ])('a draft, %s', (_why, judged, packets, state) => {
    expect(stateOfTask({ judged }, packets, 'draft')).toBe(state);
  });
});
