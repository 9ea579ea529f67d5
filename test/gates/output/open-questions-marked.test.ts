import { openQuestionsMarked } from '../../../src/gates/output/open-questions-marked.ts';
import { contract, outputFacts } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const asking = (...questions: readonly unknown[]) =>
  outputFacts({ contract: contract({ 'open-questions': questions }) });
const asked = (mark: Readonly<Record<string, unknown>>) => ({
  question: 'Which refresh token?',
  ...mark,
});

ruleTable(openQuestionsMarked, {
  passes: [
    { why: 'no question', facts: asking() },
    {
      why: "the seed's own words",
      facts: asking('Session refresh token behavior — deferred; requires product decision'),
    },
    {
      why: 'deferred with a reason',
      facts: asking(asked({ status: 'deferred', reason: 'product decides' })),
    },
    {
      why: 'unknown with a reason',
      facts: asking(asked({ status: 'unknown', reason: 'the provider does not say' })),
    },
    {
      why: 'resolved by a file',
      facts: asking(asked({ status: 'resolved', 'answer-ref': 'README.md#L4-L9' })),
    },
    {
      why: 'resolved in words, by a comment',
      facts: asking('Which refresh token? - resolved: comment:123456'),
    },
  ],
  fails: [
    {
      why: 'open',
      facts: asking(asked({ status: 'open' })),
      findings: [{ at: { field: 'open-questions' }, facts: { lack: 'mark' }, found: 'open' }],
    },
    {
      why: 'only a question: nobody said what became of it',
      facts: asking('Which refresh token?'),
      findings: [{ facts: { question: 'Which refresh token?', lack: 'mark' } }],
    },
    {
      why: 'deferred without a reason',
      facts: asking(asked({ status: 'deferred' })),
      findings: [{ facts: { lack: 'reason' }, found: 'nothing' }],
    },
    {
      why: 'unknown because it is unknown',
      facts: asking(asked({ status: 'unknown', reason: 'Unknown' })),
      findings: [{ facts: { lack: 'reason' }, found: 'Unknown' }],
    },
    {
      why: 'a reason of punctuation',
      facts: asking(asked({ status: 'deferred', reason: '— ?' })),
      findings: [{ facts: { lack: 'reason' } }],
    },
    {
      why: 'resolved by nothing',
      facts: asking(asked({ status: 'resolved' })),
      findings: [{ facts: { lack: 'answer' }, found: 'nothing' }],
    },
    {
      why: 'resolved by words',
      facts: asking(asked({ status: 'resolved', 'answer-ref': 'we agreed in chat' })),
      findings: [{ facts: { lack: 'answer' }, found: 'we agreed in chat' }],
    },
    {
      why: 'resolved by a file that nobody wrote (D7)',
      facts: asking(asked({ status: 'resolved', 'answer-ref': 'docs/decisions/0009.md' })),
      findings: [{ facts: { lack: 'answer' } }],
    },
    {
      why: 'resolved by something of no known kind',
      facts: asking(asked({ status: 'resolved', 'answer-ref': 'chat:#general' })),
      findings: [{ facts: { lack: 'answer' }, found: 'chat:#general' }],
    },
    {
      why: 'resolved by a url, which is never fetched',
      facts: asking(asked({ status: 'resolved', 'answer-ref': 'https://example.com/answer' })),
      findings: [{ facts: { lack: 'answer' } }],
    },
    {
      why: 'one question twice: one finding, whichever came first',
      facts: asking(asked({ status: 'open' }), asked({ status: 'resolved' })),
      findings: [{ facts: { lack: 'answer' } }],
    },
    {
      why: 'one question twice, the other way round',
      facts: asking(asked({ status: 'resolved' }), asked({ status: 'open' })),
      findings: [{ facts: { lack: 'answer' } }],
    },
    {
      why: 'two questions: two findings',
      facts: asking('Which token?', 'Which store?'),
      findings: [{ facts: { question: 'Which store?' } }, { facts: { question: 'Which token?' } }],
    },
  ],
});
