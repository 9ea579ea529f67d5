import { criteriaIndependent } from '../../../src/gates/task-entry/criteria-independent.ts';
import { plan, spec } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { taskEntryFacts } from '../../support/task-entry-facts.ts';

/** Beside the task data-layer-connection of the plan. */
const of = (text: string, fields: Readonly<Record<string, unknown>> = {}) =>
  taskEntryFacts({
    spec: spec({
      'acceptance-criteria': [{ id: 'AC1', text, verify: { command: 'npm test' } }],
      ...fields,
    }),
  });

ruleTable(criteriaIndependent, {
  passes: [
    { why: 'about the output of the task', facts: taskEntryFacts() },
    { why: 'a condition at run time', facts: of('Once the token has expired, login returns 401') },
    {
      why: 'the program is about tasks',
      facts: of('When a task is completed, its badge turns green'),
    },
    { why: 'its own id is no other task', facts: of('docs/auth-oauth.md has 3 sections') },
    { why: 'its own id, in words', facts: of('The branch of auth-oauth holds one commit') },
    {
      why: 'the id of another task in a path is a path',
      facts: of('src/data-layer-connection/index.ts is unchanged'),
    },
    {
      why: 'a task that is called like an ordinary word',
      facts: taskEntryFacts({
        spec: of('The docs name the 4 flags').spec,
        plan: plan({ tasks: [{ id: 'docs', scope: ['docs/a.md'] }] }),
      }),
    },
    { why: 'without a plan', facts: taskEntryFacts({ plan: undefined }) },
    {
      why: 'the policy allows what its program is about',
      facts: of('Once the release branch is merged, `tag` prints the version'),
      policy: { words: { conditions: { allow: ['once the release branch is merged'] } } },
    },
  ],
  fails: [
    {
      why: 'once B is merged (A13)',
      facts: of('Passes once B is merged'),
      findings: [
        {
          at: { field: 'acceptance-criteria' },
          found: 'once B is merged',
          facts: { criterion: 'AC1', words: ['once B is merged'] },
        },
      ],
    },
    {
      why: 'a task of the plan, by id',
      facts: of('Reads through the pool of data-layer-connection'),
      findings: [{ facts: { words: ['data-layer-connection'] } }],
    },
    {
      why: 'the branch of another task',
      facts: of('Tests pass on handoff/data-layer-connection'),
      findings: [{ facts: { words: ['handoff/data-layer-connection'] } }],
    },
    {
      why: 'a task that only the spec names',
      facts: of('Uses search-index', { 'depends-on': ['search-index'] }),
      findings: [{ found: 'search-index' }],
    },
    {
      why: 'the word "task" makes an ordinary word the name of one',
      facts: taskEntryFacts({
        spec: of('Tests pass after task docs').spec,
        plan: plan({ tasks: [{ id: 'docs', scope: ['docs/a.md'] }] }),
      }),
      findings: [{ found: 'after task docs' }],
    },
    {
      why: 'an assumption about other work',
      facts: of('Assuming that the schema is migrated and merged, 3 tests pass'),
      findings: [{}],
    },
  ],
});
