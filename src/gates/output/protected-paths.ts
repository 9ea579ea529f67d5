import { judgePaths } from '../../analysis/authorised-scope.ts';
import { type PathWith, pathsWith } from '../../analysis/path-standing.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { ProtectedGroup } from '../../model/protected-paths.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { outputRule } from '../rule.ts';

export const protectedPaths = outputRule({
  id: 'output/protected-paths',
  holds: 'Files that decide what others run, see or own are untouched, unless the spec names them.',
  needs: ['changedPaths', 'spec', 'plan', 'others'],
  to: 'planner',
  mast: 'FM-1.2',
  integrity: true,
  seed: ['P5', 'P16', 'D4'],
  threats: ['A04', 'A07', 'C07', 'D04', 'D13'],
  saw: ({ changedPaths, others }) =>
    `${counted(changedPaths.length, 'changed path')}, ${counted(others.scopes.length, 'task')} beside this one`,
  check({ changedPaths, spec, plan, others }, policy) {
    const task = spec.spec['task-id'];
    const authority = { spec: spec.spec, plan, policy, others: others.scopes };
    const judged = judgePaths(changedPaths, authority);
    return [
      ...pathsWith(judged, 'protected').map((path) => protectedFinding(path, task)),
      ...pathsWith(judged, 'foreign').map((path) => foreignFinding(path, task)),
      ...pathsWith(judged, 'shared').map((path) => sharedFinding(path, task)),
    ];
  },
});

const WHY: Readonly<Record<ProtectedGroup | 'policy', string>> = {
  automation: 'decides what runs with the rights of the repository',
  ownership: 'decides who must review what',
  git: 'decides how git reads, fetches or merges',
  instructions: 'tells agents what to do and which tools they have',
  dependencies: 'decides which code of others is fetched and run',
  tests: 'decides which tests run and how they are judged',
  policy: 'is protected by the policy',
};

function protectedFinding(
  { path, change, standing }: PathWith<'protected'>,
  task: string,
): FindingDraft {
  const { group, pattern } = standing;
  return {
    problem: `${path} is ${change.kind}. It ${WHY[group]} (${pattern}), and ${task} does not name it.`,
    fix: `Send ${path} back to be reverted, or write this very path into scope.files of ${task} and approve the spec again.`,
    at: { path },
    expected: 'untouched',
    found: change.kind,
    facts: { path, change: change.kind, group, pattern },
    key: 'protected',
  };
}

function foreignFinding(
  { path, change, standing }: PathWith<'foreign'>,
  task: string,
): FindingDraft {
  const owners = shortList(standing.tasks);
  return {
    problem: `${path} is ${change.kind} by ${task}, but it is in the scope of ${owners}.`,
    fix: `Send ${path} back to be reverted, or give it to ${task} instead of ${owners}.`,
    at: { path },
    expected: `changed by ${owners} only`,
    found: change.kind,
    facts: { path, change: change.kind, tasks: standing.tasks },
    key: 'foreign',
  };
}

function sharedFinding({ path, change, standing }: PathWith<'shared'>, task: string): FindingDraft {
  const { inScope, pattern } = standing;
  return {
    problem: `${path} is a shared file (${pattern}), ${change.kind} by ${task}, which is not routed to the coordinator.`,
    fix: inScope
      ? `Route ${task} to the coordinator, or take ${path} out of its scope.`
      : `Send ${path} back to be reverted, or plan its change as one task of the coordinator.`,
    at: { path },
    expected: 'changed by one task of the coordinator',
    found: change.kind,
    facts: { path, change: change.kind, pattern, inScope },
    key: 'shared',
  };
}
