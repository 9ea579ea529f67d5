import { specComplete } from '../../../src/gates/task-entry/spec-complete.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { taskEntryFacts } from '../../support/task-entry-facts.ts';

const reading = (...problems: readonly { field: string; message: string; line?: number }[]) =>
  taskEntryFacts({ reading: { problems } });

ruleTable(specComplete, {
  passes: [{ why: 'nothing is wrong', facts: taskEntryFacts() }],
  fails: [
    {
      why: 'a field is missing: the finding points to its line',
      facts: reading({ field: 'plan', message: 'plan is missing', line: 4 }),
      findings: [{ at: { field: 'plan', line: 4 }, found: 'plan is missing' }],
    },
    {
      why: 'a placeholder has no line',
      facts: reading({ field: 'objective', message: 'objective holds a placeholder, "TODO"' }),
      findings: [{ at: { field: 'objective' } }],
    },
    {
      why: 'two things about one field are repaired in one go, two fields in two',
      facts: reading(
        { field: 'scope', message: 'scope is missing' },
        { field: 'plan', message: 'plan must look like plan@2' },
        { field: 'plan', message: 'plan is too long' },
      ),
      findings: [
        { at: { field: 'plan' }, found: 'plan is too long; plan must look like plan@2' },
        { at: { field: 'scope' } },
      ],
    },
    {
      why: 'the document itself cannot be read',
      facts: reading({ field: '', message: 'Found a list; a map is expected' }),
      findings: [{ at: { field: '' }, facts: { message: 'Found a list; a map is expected' } }],
    },
  ],
});
