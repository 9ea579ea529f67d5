import { criteriaTestable } from '../../../src/gates/task-entry/criteria-testable.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { entryOf, taskEntryFacts } from '../../support/task-entry-facts.ts';

const RUN = { command: 'npm test' };
const of = (...criteria: readonly { text: string; verify?: object }[]) =>
  entryOf({ 'acceptance-criteria': criteria.map((one, at) => ({ id: `AC${at + 1}`, ...one })) });

ruleTable(criteriaTestable, {
  passes: [
    { why: 'each has its proof', facts: taskEntryFacts() },
    {
      why: 'the words say what proves it, in a list',
      facts: of({ text: '12 unit tests in auth.spec.ts pass' }),
    },
    {
      why: "the words say what proves it, in the seed's one string",
      facts: entryOf({ 'acceptance-criteria': '3 integration tests pass; 2 unit tests pass' }),
    },
    {
      why: 'a figure cures a word that asks how much',
      facts: of({ text: 'Login is fast: at most 50 ms', verify: RUN }),
    },
    {
      why: 'a critic judges it: its rubric must decide, not these words',
      facts: of({ text: 'Messages are helpful', verify: { review: 'R1' } }),
    },
  ],
  fails: [
    {
      why: 'nothing says what proves it',
      facts: of({ text: 'Login returns 200' }),
      findings: [
        { at: { field: 'acceptance-criteria' }, facts: { kind: 'unproved', criterion: 'AC1' } },
      ],
    },
    {
      why: '"the tests pass": which ones? (seed C4)',
      facts: of({ text: 'The tests pass' }),
      findings: [{ facts: { kind: 'unproved' } }],
    },
    {
      why: 'an opinion, though a command runs',
      facts: of({ text: 'Errors are handled gracefully', verify: RUN }),
      findings: [
        { found: 'gracefully', facts: { kind: 'vague', criterion: 'AC1', words: ['gracefully'] } },
      ],
    },
    {
      why: 'how much?',
      facts: of({ text: 'Login is fast', verify: RUN }),
      findings: [{ facts: { kind: 'vague', words: ['fast'] } }],
    },
    {
      why: 'two criteria, one finding each',
      facts: of({ text: 'Login works', verify: RUN }, { text: 'Logout works', verify: RUN }),
      findings: [{ facts: { criterion: 'AC1' } }, { facts: { criterion: 'AC2' } }],
    },
    {
      why: 'a criterion with both: two repairs',
      facts: of({ text: 'Login works' }),
      findings: [{ facts: { kind: 'unproved' } }, { facts: { kind: 'vague', words: ['works'] } }],
    },
  ],
});
