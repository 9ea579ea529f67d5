import { type DanglingId, danglingIds } from '../../analysis/dangling-ids.ts';
import { type PlanVersion, planChain } from '../../analysis/plan-chain.ts';
import { planGraph } from '../../analysis/plan-graph.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { problemsByField } from '../../model/problems-by-field.ts';
import { PLAN_FILE } from '../../model/protected-paths.ts';
import type { Problem } from '../../model/schema-problems.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { didYouMean, quote } from '../../model/wording.ts';
import { planRevisionRule } from '../rule.ts';

export const planWellformed = planRevisionRule({
  id: 'plan-revision/plan-wellformed',
  holds: 'The plan fits its format, goes on from the version before, and names only what is there.',
  needs: ['reading', 'history'],
  to: 'planner',
  mast: 'FM-1.1',
  seed: ['P3', 'D3', 'D6', 'G5'],
  threats: ['E02', 'E03', 'E04', 'E05', 'E06'],
  saw: ({ reading: { source, problems, plan }, history }) =>
    plan === undefined
      ? `${source}: ${counted(problems.length, 'problem')}`
      : `${source}: version ${plan.version}, ${counted(plan.tasks.length, 'task')}, ${counted(history.length, 'version')} before it`,
  check: ({ reading: { problems, plan }, history }) =>
    plan === undefined
      ? unreadable(problems)
      : [
          ...chainFindings(plan, history),
          ...planGraph(plan.tasks).cycles.map(waitingInACircle),
          ...danglingIds(
            plan,
            history.map((version) => version.plan),
          ).map(namesNothing),
        ],
});

function unreadable(problems: readonly Problem[]): readonly FindingDraft[] {
  return problemsByField(problems).map(({ field, message, line }) => ({
    problem: `The plan cannot be read: ${message}.`,
    fix: `Repair ${field === '' ? 'the plan' : field} as the format says; \`handoff-gate schema plan\` prints it.`,
    at: { path: PLAN_FILE, field, ...(line !== undefined && { line }) },
    found: message,
    facts: { field, message },
  }));
}

function chainFindings(plan: Plan, history: readonly PlanVersion[]): readonly FindingDraft[] {
  const { tip, strays } = planChain(history);
  if (tip === undefined) return beginning(plan);
  return [
    ...field('plan-id', tip.plan['plan-id'], plan['plan-id']),
    ...field('version', String(tip.plan.version + 1), String(plan.version)),
    ...link(plan, tip, history),
    ...strays.map((stray) => rewritten(stray, tip)),
  ];
}

function beginning({ version, supersedes }: Plan): readonly FindingDraft[] {
  if (supersedes === undefined) return field('version', '1', String(version));
  return [
    {
      problem: `The plan supersedes version ${supersedes.version}, and no version of it was ever on the default branch.`,
      fix: 'Delete supersedes: this is the first version here.',
      at: { path: PLAN_FILE, field: 'supersedes' },
      expected: 'nothing',
      found: linkText(supersedes),
      facts: { ...supersedes },
    },
  ];
}

function field(name: string, expected: string, found: string): readonly FindingDraft[] {
  if (expected === found) return [];
  return [
    {
      problem: `${name} is ${found}; it goes on from the version on the default branch with ${expected}.`,
      fix: `Set ${name} to ${expected}.`,
      at: { path: PLAN_FILE, field: name },
      expected,
      found,
      facts: { expected, found },
    },
  ];
}

/** The digest of the file as git keeps it: whoever sees the plan can check all versions before it (seed D6). */
function link(
  { supersedes: found }: Plan,
  tip: PlanVersion,
  history: readonly PlanVersion[],
): readonly FindingDraft[] {
  const expected = { version: tip.plan.version, sha256: tip.sha256 };
  if (found?.version === expected.version && found.sha256 === expected.sha256) return [];
  const other = history.find(({ sha256 }) => sha256 === found?.sha256);
  return [
    {
      problem: `The plan ${found === undefined ? 'names no version that it supersedes' : `supersedes ${linkText(found)}`}; ${whatElse(found, other, tip)}.`,
      fix: `Write supersedes: {version: ${expected.version}, sha256: "${expected.sha256}"}, and check the plan against that version.`,
      at: { path: PLAN_FILE, field: 'supersedes' },
      expected: linkText(expected),
      found: found === undefined ? 'nothing' : linkText(found),
      facts: { expected, found: found ?? null },
    },
  ];
}

function whatElse(
  found: Plan['supersedes'],
  other: PlanVersion | undefined,
  tip: PlanVersion,
): string {
  const current = `version ${tip.plan.version} landed with commit ${short(tip.commit)}`;
  if (found === undefined || other === tip) return current;
  if (other === undefined) return `no commit of the default branch held such a file; ${current}`;
  return `that is what commit ${short(other.commit)} left, and not the version to go on from: ${current}`;
}

/** A report: a branch cannot undo it, but has to justify what it did, because it goes on from the version before. */
function rewritten({ commit, plan, sha256 }: PlanVersion, tip: PlanVersion): FindingDraft {
  return {
    problem: `Commit ${short(commit)} of the default branch changed the plan without superseding version ${tip.plan.version}; it calls itself version ${plan.version}.`,
    fix: `Go on from version ${tip.plan.version}, and name evidence for what that commit changed.`,
    at: { path: PLAN_FILE, field: 'supersedes' },
    expected: `a version that supersedes ${linkText({ version: tip.plan.version, sha256: tip.sha256 })}`,
    found: linkText({ version: plan.version, sha256 }),
    facts: { commit, version: plan.version, sha256 },
    severity: 'warn',
    key: sha256,
  };
}

function waitingInACircle(cycle: readonly string[]): FindingDraft {
  const way = [...cycle, ...cycle.slice(0, 1)].join(' → ');
  return {
    problem: `${counted(cycle.length, 'task')} can never start, each waiting for the next: ${shortList([way])}.`,
    fix: 'Take one of these depends-on out.',
    at: { path: PLAN_FILE, field: `tasks.${cycle[0]}.depends-on` },
    expected: 'an acyclic graph',
    found: way,
    facts: { cycle },
    key: 'cycle',
  };
}

function namesNothing({ field: at, id, allowed }: DanglingId): FindingDraft {
  return {
    problem: `${at} names ${quote(id)}, which is not there${didYouMean(id, allowed)}.`,
    fix: `Name what is there, or take ${quote(id)} out of ${at}.`,
    at: { path: PLAN_FILE, field: at },
    expected: allowed.length === 0 ? 'nothing: there is no task' : shortList(allowed),
    found: id,
    facts: { field: at, id },
    key: id,
  };
}

function linkText({ version, sha256 }: NonNullable<Plan['supersedes']>): string {
  return `version ${version} with sha256 ${short(sha256)}`;
}

function short(id: string): string {
  return id.slice(0, 12);
}
