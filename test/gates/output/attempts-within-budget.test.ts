import type { EarlierAttempt } from '../../../src/evidence/output-facts.ts';
import { attemptsWithinBudget } from '../../../src/gates/output/attempts-within-budget.ts';
import { authorisedSpec, outputFacts, sha } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

/** So many refused attempts, each on a head of its own, before this one. */
const refused = (count: number): readonly EarlierAttempt[] =>
  Array.from({ length: count }, (_, index) => ({
    attempt: index + 1,
    head: sha(`attempt ${index + 1}`),
    findings: [{ id: 'hg_00000001', rule: 'output/tests-pass' }],
  }));
const after = (count: number, claimedAttempt: number | undefined, budget = 3) =>
  outputFacts({
    attempts: refused(count),
    claimedAttempt,
    spec: authorisedSpec({ budget: { attempts: budget } }),
  });

ruleTable(attemptsWithinBudget, {
  passes: [
    { why: 'the first attempt', facts: after(0, 1) },
    { why: 'exactly at the limit: the third of 3', facts: after(2, 3) },
    { why: 'no contract could be read: there is no claim to check', facts: after(2, undefined) },
    { why: 'a budget of 1', facts: after(0, 1, 1) },
    {
      why: 'an attempt that was not refused uses nothing up',
      facts: outputFacts({
        attempts: [...refused(2), { attempt: 3, head: sha('attempt 3'), findings: [] }],
        claimedAttempt: 3,
      }),
    },
  ],
  fails: [
    {
      why: 'one over the limit: the fourth of 3',
      facts: after(3, 4),
      findings: [{ to: 'planner', facts: { attempt: 4, limit: 3 } }],
    },
    {
      why: 'one over the limit without a readable contract: the loop ends all the same (G12)',
      facts: after(3, undefined),
      findings: [{ to: 'planner', facts: { attempt: 4, limit: 3 } }],
    },
    {
      why: 'the policy allows less than the spec',
      facts: after(2, 3, 5),
      policy: { attempts: 2 },
      findings: [{ facts: { attempt: 3, limit: 2 } }],
    },
    {
      why: 'the spec allows less than the policy',
      facts: after(1, 2, 1),
      policy: { attempts: 5 },
      findings: [{ facts: { attempt: 2, limit: 1 } }],
    },
    {
      why: 'the contract counts less than the record',
      facts: after(1, 1),
      findings: [{ to: 'executor', facts: { attempt: 2, claimed: 1 } }],
    },
    {
      why: 'the contract counts more than the record',
      facts: after(0, 2),
      findings: [{ to: 'executor', facts: { attempt: 1, claimed: 2 } }],
    },
    {
      why: 'over the limit and miscounted: one cause, the budget',
      facts: after(3, 1),
      findings: [{ to: 'planner', facts: { attempt: 4, limit: 3 } }],
    },
  ],
});
