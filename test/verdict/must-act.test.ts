import { expect, test } from '@jest/globals';
import { actsFirst, mustAct } from '../../src/verdict/must-act.ts';
import { finding, ruleResult } from '../support/sample-report.ts';

const unproven = { state: 'unproven', to: 'planner' } as const;

test.each([
  { why: 'nothing is wrong', rules: [ruleResult()], actors: [] },
  {
    why: 'advice and waived risks call nobody',
    rules: [
      ruleResult({ findings: [finding({ severity: 'warn' }), finding({ severity: 'waived' })] }),
    ],
    actors: [],
  },
  {
    why: 'a finding may go to another actor than its rule',
    rules: [ruleResult({ state: 'failed', findings: [finding({ to: 'planner' })] })],
    actors: ['planner'],
  },
  {
    why: 'a rule that could not look calls its own actor',
    rules: [ruleResult(unproven)],
    actors: ['planner'],
  },
  {
    why: 'a doubt in a finding calls whom the finding names',
    rules: [
      ruleResult({ ...unproven, findings: [finding({ severity: 'unproven', to: 'critic' })] }),
    ],
    actors: ['critic'],
  },
  {
    why: 'each once, in the fixed order, whatever the order of the rules',
    rules: [
      ruleResult({
        state: 'failed',
        findings: [finding({ to: 'coordinator' }), finding({ to: 'executor' })],
      }),
      ruleResult({ state: 'failed', findings: [finding({ to: 'executor' })] }),
    ],
    actors: ['executor', 'coordinator'],
  },
])('$why', ({ rules, actors }) => {
  expect(mustAct(rules)).toEqual(actors);
});

test.each([
  [['executor'], 'executor'],
  [['executor', 'critic'], 'critic'],
  [['executor', 'critic', 'coordinator'], 'coordinator'],
  [['coordinator', 'planner', 'executor'], 'planner'],
] as const)('of %j the first to act is the %s', (actors, first) => {
  expect(actsFirst(actors)).toBe(first);
});
