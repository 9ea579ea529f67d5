import { compileScope } from '../../analysis/scope-match.ts';
import type { Revisers } from '../../evidence/plan-revision-facts.ts';
import type { ChangedPath } from '../../model/change.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { isAmong, type Person, type Principal } from '../../model/principal.ts';
import { PLAN_PATHS } from '../../model/protected-paths.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { planRevisionRule } from '../rule.ts';

const planFiles = compileScope(PLAN_PATHS);

export const plannerOnly = planRevisionRule({
  id: 'plan-revision/planner-only',
  holds: 'Only planners revise the plan, and a revision holds nothing but the plan.',
  needs: ['revisers', 'changedPaths'],
  to: 'planner',
  mast: 'FM-1.2',
  integrity: true,
  seed: ['P4', 'P7', 'D3'],
  threats: ['A04', 'A11', 'G11'],
  skip: ({ revisers }) => (revisers.kind === 'draft' ? whoRevises(revisers) : undefined),
  saw: ({ revisers, changedPaths }) =>
    `${counted(changedPaths.length, 'changed path')}; ${whoRevises(revisers)}`,
  check: ({ revisers, changedPaths }, { roles }) => [
    ...notPlanners(revisers, roles.planners),
    ...changedPaths.filter(({ path }) => !planFiles.matches(path)).map(besideThePlan),
  ],
});

function whoRevises(revisers: Revisers): string {
  switch (revisers.kind) {
    case 'draft':
      return 'a draft: nobody has proposed it on a branch yet';
    case 'local':
      return `${revisers.branch} is not a branch of an executor; identities need GitHub`;
    case 'people':
      return `revised by ${shortList(revisers.people.map(nameOf))}, planners by numeric id`;
  }
}

function notPlanners(revisers: Revisers, planners: readonly Principal[]): readonly FindingDraft[] {
  if (revisers.kind === 'people')
    return revisers.people
      .filter((person) => !isAmong(planners, person))
      .map((person) => stranger(person, planners));
  return revisers.kind === 'local' && revisers.madeFor === 'executor'
    ? [executorsBranch(revisers.branch)]
    : [];
}

/** No name or address in the commits can change that: whoever worked for a task typed them (threat G11). */
function executorsBranch(branch: string): FindingDraft {
  return {
    problem: `${branch} was made for an executor and revises the plan.`,
    fix: `Take the change of the plan out of ${branch}; if it is right, make it on a branch of your own.`,
    at: { output: branch },
    expected: 'a branch that was made for no executor',
    found: branch,
    facts: { branch },
    key: 'branch',
  };
}

function stranger(person: Person, planners: readonly Principal[]): FindingDraft {
  const known = planners.map(principalName);
  return {
    problem: `${nameOf(person)} is no planner by numeric id. Planners: ${known.length === 0 ? 'none in the policy' : shortList(known)}.`,
    fix: 'Let a planner make this revision, or add the id to roles.planners in a change of the policy alone.',
    expected: known.length === 0 ? 'an id of roles.planners' : shortList(known),
    found: nameOf(person),
    facts: { kind: person.kind, id: person.id, login: person.login },
    key: `${person.kind} ${person.id}`,
  };
}

function besideThePlan({ path, kind }: ChangedPath): FindingDraft {
  return {
    problem: `The revision of the plan has ${path} ${kind} as well.`,
    fix: `Move ${path} to another branch: work belongs to a task, and a policy to a change of its own.`,
    at: { path },
    expected: PLAN_PATHS.join(', '),
    found: path,
    facts: { path, change: kind },
  };
}

function nameOf({ kind, id, login }: Person): string {
  return `${kind} ${id} (${login})`;
}

function principalName(principal: Principal): string {
  if ('user' in principal) return `user ${principal.user}${called(principal.login)}`;
  return 'app' in principal
    ? `app ${principal.app}${called(principal.slug)}`
    : `team ${principal.team}`;
}

function called(name: string | undefined): string {
  return name === undefined ? '' : ` (${name})`;
}
