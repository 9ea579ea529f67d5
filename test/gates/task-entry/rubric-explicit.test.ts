import { rubricExplicit } from '../../../src/gates/task-entry/rubric-explicit.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { entryOf, taskEntryFacts } from '../../support/task-entry-facts.ts';

const of = (rubric: readonly string[], review = 'R1') =>
  entryOf({
    'acceptance-criteria': [{ id: 'AC1', text: 'Errors name the provider', verify: { review } }],
    rubric: rubric.map((text, at) => ({ id: `R${at + 1}`, text })),
  });

ruleTable(rubricExplicit, {
  passes: [
    { why: 'the criterion and its entry', facts: of(['Each thrown error names the provider']) },
    {
      why: 'an entry that no criterion names: the critic judges it all the same',
      facts: of(['Each thrown error names the provider', 'No secret is logged']),
    },
    {
      why: 'an opinion that says what is looked at',
      facts: of(['Readable: no function has more than 40 lines']),
    },
    {
      why: 'one line that begins with a verb of seeing',
      facts: of(['Seen from a phone, no text is cut']),
    },
  ],
  skips: [{ why: 'no critic is asked to judge', facts: taskEntryFacts() }],
  fails: [
    {
      why: 'a criterion without its entry',
      facts: of(['Each thrown error names the provider'], 'R2'),
      findings: [
        {
          at: { field: 'rubric' },
          expected: 'R2',
          found: 'R1',
          facts: { kind: 'absent', criterion: 'AC1' },
        },
      ],
    },
    {
      why: 'no rubric at all',
      facts: of([]),
      findings: [{ found: 'no rubric' }],
    },
    {
      why: 'an entry that stands elsewhere (P11)',
      facts: of(['See docs/rubric.md, section 2']),
      findings: [{ facts: { kind: 'elsewhere', entry: 'R1' } }],
    },
    {
      why: 'an entry that is only a link',
      facts: of(['https://example.com/rubric']),
      findings: [{ facts: { kind: 'elsewhere' } }],
    },
    {
      why: 'an opinion leaves the measure to the critic: advice, for a critic can judge',
      facts: of(['The code is readable']),
      findings: [{ severity: 'warn', facts: { kind: 'vague', entry: 'R1', words: ['readable'] } }],
    },
  ],
});
