import type { Revisers } from '../../../src/evidence/plan-revision-facts.ts';
import { plannerOnly } from '../../../src/gates/plan-revision/planner-only.ts';
import type { Person } from '../../../src/model/principal.ts';
import { changed } from '../../support/output-facts.ts';
import { revisionFacts } from '../../support/plan-revision-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const policy = {
  roles: {
    planners: [
      { user: 583231, login: 'octocat' },
      { app: 12345, slug: 'planner' },
      { team: 'acme/planners' },
    ],
  },
};
const octocat: Person = { kind: 'user', id: 583231, login: 'octocat', teams: [] };
const by = (person: Person, ...others: readonly Person[]): Revisers => ({
  kind: 'people',
  people: [person, ...others],
});
const revised = (revisers: Revisers, ...paths: readonly string[]) =>
  revisionFacts({
    revisers,
    changedPaths: ['.handoff/plan.yaml', ...paths].map((one) => changed(one)),
  });
const local = (branch: string, madeFor: 'executor' | 'nobody' = 'nobody'): Revisers => ({
  kind: 'local',
  branch,
  madeFor,
});

ruleTable(plannerOnly, {
  skips: [{ why: 'a draft', facts: revised({ kind: 'draft' }, 'src/app.ts') }],
  passes: [
    { why: 'a branch that was made for no executor', facts: revised(local('plan/v3')) },
    {
      why: 'the plan and the specs of its tasks',
      facts: revised(local('plan/v3'), '.handoff/tasks/auth.md', '.handoff/tasks/old/db.md'),
    },
    { why: 'a planner by user id', facts: revised(by(octocat)), policy },
    {
      why: 'a planner who was renamed: the id is the same (G11)',
      facts: revised(by({ ...octocat, login: 'octo-former' })),
      policy,
    },
    {
      why: 'planners by app id and by team',
      facts: revised(
        by(
          { kind: 'app', id: 12345, login: 'planner[bot]', teams: [] },
          { kind: 'user', id: 7, login: 'ada', teams: ['acme/all', 'acme/planners'] },
        ),
      ),
      policy,
    },
  ],
  fails: [
    {
      why: 'a branch of an executor (A11)',
      facts: revised(local('handoff/auth', 'executor')),
      findings: [{ at: { output: 'handoff/auth' }, facts: { branch: 'handoff/auth' } }],
    },
    {
      why: 'the login of a planner with another id (A11)',
      facts: revised(by({ ...octocat, id: 999 })),
      policy,
      findings: [
        {
          expected: 'user 583231 (octocat), app 12345 (planner), team acme/planners',
          facts: { kind: 'user', id: 999, login: 'octocat' },
        },
      ],
    },
    {
      why: 'the id of a planning app, as a user',
      facts: revised(by({ kind: 'user', id: 12345, login: 'planner', teams: [] })),
      policy,
      findings: [{ facts: { kind: 'user', id: 12345 } }],
    },
    {
      why: 'the id of a planning user, as an app',
      facts: revised(by({ kind: 'app', id: 583231, login: 'octocat', teams: [] })),
      policy,
      findings: [{ facts: { kind: 'app', id: 583231 } }],
    },
    {
      why: 'another team',
      facts: revised(by({ kind: 'user', id: 7, login: 'ada', teams: ['acme/planners2'] })),
      policy,
      findings: [{ facts: { id: 7 } }],
    },
    {
      why: 'one committer among planners',
      facts: revised(by(octocat, { kind: 'app', id: 1, login: 'codex[bot]', teams: [] })),
      policy,
      findings: [{ facts: { kind: 'app', id: 1, login: 'codex[bot]' } }],
    },
    {
      why: 'the policy names nobody: then nobody is a planner',
      facts: revised(by(octocat)),
      findings: [{ expected: 'an id of roles.planners' }],
    },
    {
      why: 'an id that the policy names without a login',
      facts: revised(by({ ...octocat, id: 8 })),
      policy: { roles: { planners: [{ user: 7 }] } },
      findings: [{ expected: 'user 7', found: 'user 8 (octocat)' }],
    },
    {
      why: 'code beside the plan (A04, P7)',
      facts: revised(local('plan/v3'), 'src/app.ts'),
      findings: [{ at: { path: 'src/app.ts' }, facts: { path: 'src/app.ts' } }],
    },
    {
      why: 'the policy beside the plan: it is a change of its own (A04)',
      facts: revised(local('plan/v3'), '.handoff/policy.yaml'),
      findings: [{ at: { path: '.handoff/policy.yaml' } }],
    },
    {
      why: 'names that are nearly those of plan files',
      facts: revised(
        local('plan/v3'),
        '.Handoff/plan.yaml',
        '.handoff/plan.yml',
        '.handoff/tasks',
        'x/.handoff/plan.yaml',
      ),
      findings: [
        { at: { path: '.Handoff/plan.yaml' } },
        { at: { path: '.handoff/plan.yml' } },
        { at: { path: '.handoff/tasks' } },
        { at: { path: 'x/.handoff/plan.yaml' } },
      ],
    },
    {
      why: 'an executor with code: every reason at once',
      facts: revised(local('handoff/auth', 'executor'), 'src/app.ts'),
      findings: [{ at: { output: 'handoff/auth' } }, { at: { path: 'src/app.ts' } }],
    },
  ],
});
