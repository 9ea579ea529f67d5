import type { EarlierAttempt, FoundBefore } from '../../src/evidence/output-facts.ts';
import { attackOnOutput } from '../support/attack.ts';
import { contract, outputFacts, sha } from '../support/output-facts.ts';

const FOUND: FoundBefore = { id: 'hg_0badf00d', rule: 'output/tests-pass' };
const refused = (attempt: number, head = `attempt ${attempt}`): EarlierAttempt => ({
  attempt,
  head: sha(head),
  findings: [FOUND],
});
const trying = (
  attempts: readonly EarlierAttempt[],
  attempt: number,
  answers: Readonly<Record<string, unknown>> = { addressed: [FOUND.id] },
) =>
  outputFacts({
    attempts,
    claimedAttempt: attempt,
    contract: contract({ attempt, ...answers }),
  });
const SPENT = [refused(1), refused(2), refused(3)];

attackOnOutput({
  threat: 'G12',
  rule: 'output/attempts-within-budget',
  attacks: [
    { why: 'one try more than the budget', facts: trying(SPENT, 4) },
    { why: 'the counter of the contract stands still', facts: trying(SPENT, 1) },
    {
      why: 'back to a head of before',
      facts: trying([refused(1, 'head'), refused(2), refused(3)], 1),
    },
    { why: 'a counter that runs ahead', facts: trying([], 2, {}) },
  ],
  twins: [
    { why: 'the last try of the budget', facts: trying([refused(1), refused(2)], 3) },
    { why: 'the same head judged again', facts: trying([refused(1, 'head')], 1, {}) },
  ],
});

attackOnOutput({
  threat: 'G12',
  rule: 'output/findings-answered',
  attacks: [
    { why: 'passes over what it was told', facts: trying([refused(1)], 2, {}) },
    {
      why: 'answers another finding',
      facts: trying([refused(1)], 2, { addressed: ['hg_00000000'] }),
    },
    {
      why: 'answers only what an older attempt was told',
      facts: trying(
        [{ ...refused(1), findings: [{ ...FOUND, id: 'hg_00000001' }] }, refused(2)],
        3,
        { disputed: ['hg_00000001'] },
      ),
    },
  ],
  twins: [
    { why: 'addressed', facts: trying([refused(1)], 2) },
    { why: 'disputed', facts: trying([refused(1)], 2, { disputed: [FOUND.id] }) },
  ],
});
