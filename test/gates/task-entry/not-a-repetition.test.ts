import { notARepetition } from '../../../src/gates/task-entry/not-a-repetition.ts';
import { workDigest } from '../../../src/model/task-spec.ts';
import { spec, task } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { taskEntryFacts } from '../../support/task-entry-facts.ts';

const OTHER = {
  task: task('data-layer'),
  work: workDigest(spec({ scope: { files: ['src/db/pool.ts'] } })),
  objective: 'Pool connections in src/db/pool.ts',
  state: 'queued',
} as const;
const beside = (other: Partial<typeof OTHER> | object) =>
  taskEntryFacts({ earlier: [{ ...OTHER, ...other }] });

ruleTable(notARepetition, {
  passes: [
    { why: 'no other task', facts: taskEntryFacts() },
    { why: 'other work', facts: beside({}) },
    { why: 'a task of which only the plan knows', facts: beside({ work: undefined }) },
    {
      why: 'a word more is another objective',
      facts: beside({ objective: 'Implement OAuth 2.0 flow in src/auth/oauth.ts for GitHub' }),
    },
  ],
  fails: [
    {
      why: 'it has landed already',
      facts: beside({ task: task('auth-oauth'), state: 'landed' }),
      findings: [
        {
          to: 'planner',
          at: { field: 'task-id' },
          facts: { task: 'auth-oauth', by: 'task-id', state: 'landed' },
        },
      ],
    },
    ...(['queued', 'running', 'landed'] as const).map((state) => ({
      why: `the same objective is ${state}`,
      facts: beside({ objective: spec().objective, state }),
      findings: [
        { at: { field: 'objective' }, facts: { task: 'data-layer', by: 'objective', state } },
      ],
    })),
    {
      why: 'the same objective in other dress',
      facts: beside({ objective: ' implement  OAuth 2.0 flow in SRC/auth/oauth.ts.' }),
      findings: [{ facts: { by: 'objective' } }],
    },
    {
      why: 'scope and criteria in other words of the objective are advice',
      facts: beside({
        work: workDigest(spec({ 'task-id': 'data-layer', objective: 'Let people log in' })),
      }),
      findings: [{ severity: 'warn', facts: { task: 'data-layer', by: 'work', state: 'queued' } }],
    },
    {
      why: 'the order of files is no difference',
      facts: beside({
        work: workDigest(
          spec({
            scope: {
              files: ['src/auth/auth.spec.ts', 'src/auth/oauth.ts'],
              create: ['src/auth/pkce.ts'],
              read: ['README.md'],
            },
          }),
        ),
      }),
      findings: [{ severity: 'warn' }],
    },
  ],
});
