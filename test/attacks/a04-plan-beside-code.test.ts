import { attackOnRevision } from '../support/attack-on-revision.ts';
import { changed } from '../support/output-facts.ts';
import { revisionFacts } from '../support/plan-revision-facts.ts';

const withPlan = (...changes: readonly Parameters<typeof changed>[]) =>
  revisionFacts({
    changedPaths: [changed('.handoff/plan.yaml'), ...changes.map((change) => changed(...change))],
  });

attackOnRevision({
  threat: 'A04',
  rule: 'plan-revision/planner-only',
  attacks: [
    { why: 'the code that the new plan allows', facts: withPlan(['src/auth/oauth.ts']) },
    { why: 'the policy that would judge it', facts: withPlan(['.handoff/policy.yaml']) },
    { why: 'who must review it', facts: withPlan(['.github/CODEOWNERS', 'added']) },
    { why: 'a file that is removed', facts: withPlan(['src/auth/auth.spec.ts', 'deleted']) },
    { why: 'a file that only becomes executable', facts: withPlan(['run.sh', 'mode-changed']) },
    {
      why: 'a second plan, in letters of another case',
      facts: withPlan(['.HANDOFF/plan.yaml', 'added']),
    },
    {
      why: 'a folder that is called like the one of the tasks',
      facts: withPlan(['.handoff/tasks.d/auth.md', 'added']),
    },
  ],
  twins: [
    { why: 'the plan alone', facts: withPlan() },
    {
      why: 'with the specs of its tasks',
      facts: withPlan(['.handoff/tasks/auth-oauth.md'], ['.handoff/tasks/old.md', 'deleted']),
    },
  ],
});
