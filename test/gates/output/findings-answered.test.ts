import type { EarlierAttempt, FoundBefore } from '../../../src/evidence/output-facts.ts';
import { findingsAnswered } from '../../../src/gates/output/findings-answered.ts';
import { contract, outputFacts, sha } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const SCOPE = { id: 'hg_00000001', rule: 'output/scope-compliance' };
const TESTS = { id: 'hg_00000002', rule: 'output/tests-pass' };
const LOOP = { id: 'hg_00000003', rule: 'output/findings-answered' };

const refused = (attempt: number, findings: readonly FoundBefore[]): EarlierAttempt => ({
  attempt,
  head: sha(`attempt ${attempt}`),
  findings,
});

function answering(
  attempts: readonly EarlierAttempt[],
  claims: {
    readonly attempt: number;
    readonly addressed?: readonly string[];
    readonly disputed?: readonly string[];
  },
  now: readonly FoundBefore[] = [],
) {
  return outputFacts({ attempts, contract: contract(claims), otherFindings: now });
}

const FIRST = [refused(1, [SCOPE, TESTS])];

ruleTable(findingsAnswered, {
  skips: [
    { why: 'the first attempt', facts: outputFacts() },
    { why: 'the attempt before was green', facts: answering([refused(1, [])], { attempt: 1 }) },
    {
      why: 'only the loop itself was wrong before: going on answers that',
      facts: answering([refused(1, [LOOP])], { attempt: 2 }),
    },
    {
      why: 'the same head judged again is no attempt after it',
      facts: answering([{ ...refused(1, [SCOPE]), head: sha('head') }], { attempt: 1 }),
    },
  ],
  passes: [
    {
      why: 'one addressed, one disputed',
      facts: answering(FIRST, { attempt: 2, addressed: [SCOPE.id], disputed: [TESTS.id] }),
    },
    {
      why: 'one of two is left: something has moved',
      facts: answering(FIRST, { attempt: 2, addressed: [SCOPE.id, TESTS.id] }, [TESTS]),
    },
    {
      why: 'only the attempt right before counts; what it no longer had needs no answer',
      facts: answering([...FIRST, refused(2, [TESTS])], { attempt: 3, addressed: [TESTS.id] }),
    },
    {
      why: 'a contract repaired on the same head answers what it was refused for',
      facts: answering([{ ...refused(1, [SCOPE]), head: sha('head') }], {
        attempt: 2,
        addressed: [SCOPE.id],
      }),
    },
  ],
  fails: [
    {
      why: 'one of two has no answer',
      facts: answering(FIRST, { attempt: 2, addressed: [SCOPE.id] }),
      findings: [{ to: 'executor', facts: { attempt: 1, unanswered: [TESTS.id] } }],
    },
    {
      why: 'none has an answer: one finding that names both, in one order',
      facts: answering([refused(1, [TESTS, SCOPE])], { attempt: 2 }),
      findings: [{ facts: { attempt: 1, unanswered: [SCOPE.id, TESTS.id] } }],
    },
    {
      why: 'one attempt judged twice: what either judgement found needs an answer',
      facts: answering([refused(1, [SCOPE]), refused(1, [TESTS, SCOPE])], {
        attempt: 2,
        addressed: [SCOPE.id],
      }),
      findings: [{ facts: { unanswered: [TESTS.id] } }],
    },
    {
      why: 'saying "attempt 1" again does not make the findings go away',
      facts: answering(FIRST, { attempt: 1 }),
      findings: [{ facts: { attempt: 1, unanswered: [SCOPE.id, TESTS.id] } }],
    },
    {
      why: 'the same findings twice: to the planner, whatever was claimed about them (P13)',
      facts: answering(FIRST, { attempt: 2, addressed: [SCOPE.id, TESTS.id] }, [TESTS, SCOPE]),
      findings: [{ to: 'planner', facts: { attempt: 1, findings: [SCOPE.id, TESTS.id] } }],
    },
    {
      why: 'a finding about the loop is neither progress nor the lack of it',
      facts: answering(
        [refused(1, [SCOPE]), refused(2, [SCOPE, LOOP])],
        { attempt: 3, disputed: [SCOPE.id] },
        [SCOPE],
      ),
      findings: [{ to: 'planner', facts: { attempt: 2, findings: [SCOPE.id] } }],
    },
  ],
});
