import type { Revisers } from '../../src/evidence/plan-revision-facts.ts';
import type { Person } from '../../src/model/principal.ts';
import { attackOnRevision } from '../support/attack-on-revision.ts';
import { revisionFacts } from '../support/plan-revision-facts.ts';

const policy = {
  roles: {
    planners: [
      { user: 583231, login: 'planner' },
      { app: 12345, slug: 'claude-planner' },
    ],
    executors: [{ app: 67890, slug: 'codex-publisher' }],
  },
};
const planner: Person = { kind: 'user', id: 583231, login: 'planner', teams: [] };
const by = (...people: readonly [Person, ...Person[]]) =>
  revisionFacts({ revisers: { kind: 'people', people } });
const from = (branch: string, madeFor: Extract<Revisers, { kind: 'local' }>['madeFor']) =>
  revisionFacts({ revisers: { kind: 'local', branch, madeFor } });

attackOnRevision({
  threat: 'A11',
  rule: 'plan-revision/planner-only',
  attacks: [
    {
      why: 'the executor’s app opens it',
      policy,
      facts: by({ kind: 'app', id: 67890, login: 'codex-publisher[bot]', teams: [] }),
    },
    {
      why: 'a bot that is called like the planner',
      policy,
      facts: by({ kind: 'app', id: 777, login: 'planner[bot]', teams: [] }),
    },
    {
      why: 'somebody who took the login that a planner gave up (G11)',
      policy,
      facts: by({ ...planner, id: 999 }),
    },
    {
      why: 'a user with the number of the planning app',
      policy,
      facts: by({ ...planner, id: 12345, login: 'claude-planner' }),
    },
    {
      why: 'a planner opened it, the executor committed to it',
      policy,
      facts: by(planner, { kind: 'app', id: 67890, login: 'codex-publisher[bot]', teams: [] }),
    },
    {
      why: 'a member of a team of that name elsewhere',
      policy: { roles: { planners: [{ team: 'acme/planners' }] } },
      facts: by({ ...planner, teams: ['evil/planners'] }),
    },
    {
      why: 'without identities: on the branch of its task',
      facts: from('handoff/auth-oauth', 'executor'),
    },
    {
      why: 'without identities: on a later attempt',
      facts: from('handoff/auth-oauth/2', 'executor'),
    },
  ],
  twins: [
    { why: 'a planner by id', policy, facts: by(planner) },
    { why: 'a planner who was renamed', policy, facts: by({ ...planner, login: 'somebody-else' }) },
    {
      why: 'the planning app',
      policy,
      facts: by({ kind: 'app', id: 12345, login: 'renamed[bot]', teams: [] }),
    },
    { why: 'without identities: on a branch of no task', facts: from('plan/v3', 'nobody') },
  ],
});
