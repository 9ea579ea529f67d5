import { expect, test } from '@jest/globals';
import { allEvaluated } from '../../../src/gates/integration/all-evaluated.ts';
import { integrationFacts } from '../../support/integration-facts.ts';
import { judged, ruleTable } from '../../support/rule-table.ts';

const doubt = { output: 'handoff/b', because: 'its merge base is not in this shallow clone' };

ruleTable(allEvaluated, {
  passes: [
    { why: 'everything was looked at', facts: integrationFacts() },
    {
      why: 'there is nothing else to look at',
      facts: integrationFacts({ evaluated: { others: 0, merges: 0, waitingForBase: 0 } }),
    },
  ],
  fails: [
    {
      why: 'one output could not be looked at: doubt, not a conflict',
      facts: integrationFacts({ notEvaluated: [doubt] }),
      findings: [{ severity: 'unproven', at: { output: 'handoff/b' }, facts: doubt }],
    },
    {
      why: 'the policy cannot turn doubt off',
      facts: integrationFacts({ notEvaluated: [doubt] }),
      policy: { rules: { 'integration/all-evaluated': 'off' } },
      findings: [{ severity: 'unproven' }],
    },
  ],
});

test('doubt makes the rule unproven, never passed (G15, D07)', () => {
  expect(judged(allEvaluated, { facts: integrationFacts({ notEvaluated: [doubt] }) }).state).toBe(
    'unproven',
  );
});
