import { roleBoundary } from '../../../src/gates/output/role-boundary.ts';
import { changedOutput, moduleScope } from '../../support/changed-output.ts';
import { changed, outputFacts } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const unbound = { ...outputFacts().binding, output: 'plan/v3', bound: undefined };
const PLAN = changed('.handoff/plan.yaml');

ruleTable(roleBoundary, {
  passes: [
    { why: 'an honest output', facts: outputFacts() },
    {
      why: 'another workflow is told by output/protected-paths',
      facts: changedOutput([changed('.github/workflows/ci.yml')]),
    },
    {
      why: 'a revision of the plan, nothing else: Gate 4 judges it',
      facts: outputFacts({ binding: unbound, changedPaths: [PLAN] }),
    },
    {
      why: 'work that belongs to no task is told by output/task-binding',
      facts: outputFacts({ binding: unbound }),
    },
  ],
  fails: [
    {
      why: 'an executor edits the plan',
      facts: changedOutput([PLAN]),
      findings: [
        {
          at: { path: '.handoff/plan.yaml' },
          to: 'planner',
          found: 'modified',
          facts: { path: '.handoff/plan.yaml', change: 'modified', task: 'auth-oauth' },
        },
      ],
    },
    {
      why: 'its own spec, though that spec names itself',
      facts: changedOutput([changed('.handoff/tasks/auth-oauth.md')], {
        scope: moduleScope({ files: ['.handoff/tasks/auth-oauth.md'] }),
      }),
      findings: [{ at: { path: '.handoff/tasks/auth-oauth.md' } }],
    },
    {
      why: 'the policy, in another case (A04)',
      facts: changedOutput([changed('.HANDOFF/policy.yaml', 'added')]),
      findings: [{ found: 'added' }],
    },
    {
      why: 'the workflow whose runs the gates trust (C06)',
      facts: changedOutput([changed('ci/tests.yml')]),
      policy: { evidence: { workflows: ['ci/tests.yml'] } },
      findings: [{ at: { path: 'ci/tests.yml' } }],
    },
    {
      why: 'a planner who writes implementation into a revision of the plan (P7)',
      facts: outputFacts({ binding: unbound, changedPaths: [PLAN, changed('src/auth/oauth.ts')] }),
      findings: [
        {
          at: { output: 'plan/v3' },
          facts: { control: ['.handoff/plan.yaml'], implementation: ['src/auth/oauth.ts'] },
        },
      ],
    },
  ],
});
