import { excludedContent } from '../../../src/gates/output/excluded-content.ts';
import { contract, outputFacts } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const writing = (fields: Readonly<Record<string, unknown>>) =>
  outputFacts({ contract: contract(fields) });
const steps = (...texts: readonly string[]) =>
  writing({
    'completed-steps': texts.map((step) => ({ step, artifact: 'a.ts', ref: 'commit:1a2b3c4' })),
  });

ruleTable(excludedContent, {
  passes: [
    { why: 'an honest contract', facts: outputFacts() },
    {
      why: 'a requirement that names a user and a failed attempt',
      facts: writing({ discovered: ['User: login form retries after a failed attempt'] }),
    },
    {
      why: 'a question that needs no reason',
      facts: writing({ 'open-questions': ['Which token? — resolved: README.md'] }),
    },
    {
      why: "the spec's own words are compared with the spec, not read for style",
      facts: writing({ objective: 'Let me sign in' }),
    },
  ],
  fails: [
    {
      why: 'a report about oneself instead of a state',
      facts: steps('I implemented the OAuth flow'),
      findings: [
        {
          at: { field: 'completed-steps' },
          facts: { kind: 'commentary', words: ['I implemented'] },
        },
      ],
    },
    {
      why: 'the same kind in three steps: one finding that names all words, in one order',
      facts: steps('I wrote the tests', 'I added PKCE', 'I added PKCE'),
      findings: [{ facts: { kind: 'commentary', words: ['I added', 'I wrote'] } }],
    },
    {
      why: 'two kinds in one field',
      facts: steps('I tried a mutex. Let me use a queue.'),
      findings: [{ facts: { kind: 'dead-end' } }, { facts: { kind: 'reasoning' } }],
    },
    {
      why: 'a transcript in what was discovered',
      facts: writing({ discovered: ['User: hi\nAssistant: hello'] }),
      findings: [{ at: { field: 'discovered' }, facts: { kind: 'transcript' } }],
    },
    {
      why: 'thoughts in the reason of a marker',
      facts: writing({ 'next-step': { status: 'unknown', reason: 'I think the pool comes next' } }),
      findings: [{ at: { field: 'next-step' }, facts: { kind: 'reasoning' } }],
    },
    {
      why: 'a tool call in the criteria of the next step',
      facts: writing({
        'next-step': {
          task: 'data-layer',
          scope: 'src/db.ts only',
          'acceptance-criteria': ['{"type": "tool_use", "name": "bash"}'],
        },
      }),
      findings: [{ at: { field: 'next-step' }, facts: { kind: 'tool-log' } }],
    },
    {
      why: 'a doubt in an open question and in its reason: one field',
      facts: writing({
        'open-questions': [
          {
            question: 'I wonder which token',
            status: 'deferred',
            reason: 'I guess product decides',
          },
        ],
      }),
      findings: [
        {
          at: { field: 'open-questions' },
          facts: { kind: 'reasoning', words: ['I guess', 'I wonder'] },
        },
      ],
    },
  ],
});
