import { nextStepPlanned } from '../../../src/gates/output/next-step-planned.ts';
import { contract, outputFacts, plan } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const PLAN = plan({
  tasks: [
    { id: 'auth-oauth', scope: ['src/auth/oauth.ts'] },
    { id: 'data-layer-connection', scope: ['src/db/connection.ts', 'src/db/pool/**'] },
    { id: 'docs-for-auth' },
  ],
});
const next = (task: string, scope: unknown, given = PLAN) =>
  outputFacts({
    contract: contract({
      'next-step': { task, scope, 'acceptance-criteria': '3 integration tests pass' },
    }),
    plan: given,
  });

ruleTable(nextStepPlanned, {
  skips: [
    {
      why: 'no plan file',
      facts: { ...next('data-layer-connection', 'src/db/connection.ts only'), plan: undefined },
    },
    { why: 'an explicit marker', facts: outputFacts() },
    { why: 'a marker and no plan file', facts: outputFacts({ plan: undefined }) },
  ],
  passes: [
    {
      why: "the seed's own words",
      facts: next('data-layer-connection', 'src/db/connection.ts only'),
    },
    {
      why: 'a file and a folder within a glob of the plan',
      facts: next('data-layer-connection', ['src/db/pool/index.ts', 'src/db/pool/*/*.ts']),
    },
    {
      why: 'the plan gives the task no scope: its spec will',
      facts: next('docs-for-auth', ['docs/auth.md']),
    },
  ],
  fails: [
    {
      why: 'a task that the plan does not have',
      facts: next('data-layer-conection', ['src/db/connection.ts']),
      findings: [
        {
          at: { field: 'next-step.task' },
          facts: {
            task: 'data-layer-conection',
            tasks: ['auth-oauth', 'data-layer-connection', 'docs-for-auth'],
          },
        },
      ],
    },
    {
      why: 'a plan without tasks',
      facts: next('data-layer-connection', ['src/db/connection.ts'], plan({ tasks: [] })),
      findings: [{ expected: 'a plan with tasks' }],
    },
    {
      why: 'one of two paths is outside (A01)',
      facts: next('data-layer-connection', ['src/db/connection.ts', 'src/auth/oauth.ts']),
      findings: [{ at: { field: 'next-step.scope' }, facts: { outside: ['src/auth/oauth.ts'] } }],
    },
    {
      why: 'a glob wider than the one of the plan (A01)',
      facts: next('data-layer-connection', ['src/db/**']),
      findings: [{ facts: { outside: ['src/db/**'] } }],
    },
    {
      why: 'a path that climbs out of its folder (A01)',
      facts: next('data-layer-connection', ['src/db/pool/../../../infra/main.tf']),
      findings: [{ facts: { outside: ['src/db/pool/../../../infra/main.tf'] } }],
    },
  ],
});
