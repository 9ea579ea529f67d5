import { openQuestionsSettled } from '../../../src/gates/plan-revision/open-questions-settled.ts';
import { plan } from '../../support/output-facts.ts';
import { proposing, revisionFacts } from '../../support/plan-revision-facts.ts';
import { planVersion } from '../../support/plan-versions.ts';
import { ruleTable } from '../../support/rule-table.ts';

const asking = (question: Readonly<Record<string, unknown>>) =>
  proposing({ 'open-questions': [{ id: 'Q1', question: 'Which hash?', ...question }] });
const answered = { status: 'resolved', 'answer-ref': 'commit:gone' };

ruleTable(openQuestionsSettled, {
  passes: [
    { why: 'no question', facts: revisionFacts() },
    {
      why: 'an answer that is found',
      facts: asking({ status: 'resolved', 'answer-ref': 'commit:found' }),
    },
    {
      why: 'deferred with a reason',
      facts: asking({ status: 'deferred', reason: 'requires product decision' }),
    },
    {
      why: 'answered in the version before: it was looked up then',
      facts: revisionFacts({
        ...asking(answered),
        history: [
          planVersion({ 'open-questions': [{ id: 'Q1', question: 'Which?', ...answered }] }),
        ],
      }),
    },
    {
      why: 'the first plan',
      facts: revisionFacts({ history: [], proposed: plan({ version: 1 }) }),
    },
  ],
  fails: [
    {
      why: 'still open (G4b)',
      facts: asking({ status: 'open' }),
      findings: [{ at: { field: 'open-questions.Q1' }, found: 'open' }],
    },
    {
      why: 'deferred without a reason',
      facts: asking({ status: 'deferred' }),
      findings: [{ found: 'nothing' }],
    },
    {
      why: 'deferred with a word that says nothing',
      facts: asking({ status: 'deferred', reason: 'TBD' }),
      findings: [{ found: 'TBD' }],
    },
    {
      why: 'resolved without an answer',
      facts: asking({ status: 'resolved' }),
      findings: [{ facts: { refs: [] } }],
    },
    {
      why: 'resolved without an answer in both versions',
      facts: revisionFacts({
        ...asking({ status: 'resolved' }),
        history: [
          planVersion({ 'open-questions': [{ id: 'Q1', question: 'Which?', status: 'resolved' }] }),
        ],
      }),
      findings: [{ facts: { refs: [] } }],
    },
    {
      why: 'an answer that is not there (C01)',
      facts: asking(answered),
      findings: [{ facts: { refs: ['commit:gone'] }, severity: 'block' }],
    },
    {
      why: 'an answer that only GitHub knows',
      facts: asking({ status: 'resolved', 'answer-ref': 'pr:#41' }),
      findings: [{ severity: 'unproven' }],
    },
  ],
});
