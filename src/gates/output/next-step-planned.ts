import { patternWithin } from '../../analysis/pattern-within.ts';
import type { OutputFacts } from '../../evidence/output-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { NextStep } from '../../model/next-step.ts';
import type { PlanTask } from '../../model/plan.ts';
import { parseRepoPath } from '../../model/repo-path.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { didYouMean } from '../../model/wording.ts';
import { outputRule } from '../rule.ts';

export const nextStepPlanned = outputRule({
  id: 'output/next-step-planned',
  holds: 'The next step is a task of the plan, and stays within the scope that the plan gives it.',
  needs: ['contract', 'plan'],
  to: 'executor',
  mast: 'FM-2.3',
  seed: ['C10'],
  threats: ['A01'],
  skip(facts) {
    if (named(facts).length > 0) return undefined;
    return facts.plan === undefined
      ? 'the repository has no plan file'
      : 'the next step is an explicit marker';
  },
  saw: (facts) =>
    named(facts)
      .map(({ next, tasks }) => `${next.task}, ${counted(tasks.length, 'task')} in the plan`)
      .join(),
  check: (facts) =>
    named(facts).flatMap(({ next, tasks }) => {
      const task = tasks.find(({ id }) => id === next.task);
      return task === undefined ? [unplanned(next, tasks)] : tooWide(next, task);
    }),
});

interface Named {
  readonly next: NextStep;
  readonly tasks: readonly PlanTask[];
}

/** None or one: there may be no plan, and the next step may be a marker. */
function named({ contract, plan }: Pick<OutputFacts, 'contract' | 'plan'>): readonly Named[] {
  const next = contract['next-step'];
  return [plan ?? []].flat().flatMap(({ tasks }) => ('status' in next ? [] : [{ next, tasks }]));
}

function unplanned({ task }: NextStep, tasks: readonly PlanTask[]): FindingDraft {
  const ids = tasks.map(({ id }) => id).sort();
  return {
    problem: `The next step ${task} is no task of the plan${didYouMean(task, ids)}.`,
    fix: 'Name a task of the plan, or write {"status": "unknown", "reason": "…"} and leave it to the planner.',
    at: { field: 'next-step.task' },
    expected: ids.length === 0 ? 'a plan with tasks' : shortList(ids),
    found: task,
    facts: { task, tasks: ids },
  };
}

/** The next executor might take this scope for its own (threat A01). A plan that gives no scope leaves it to the spec. */
function tooWide({ task, scope }: NextStep, planned: PlanTask): readonly FindingDraft[] {
  if (planned.scope.length === 0) return [];
  const paths = [...new Set(scope)].sort();
  const outside = paths.filter(
    (path) =>
      parseRepoPath(path) === undefined ||
      !planned.scope.some((pattern) => patternWithin(path, pattern)),
  );
  if (outside.length === 0) return [];
  return [
    {
      problem: `${outside.length} of ${counted(paths.length, 'path')} of the next step are outside the scope of ${task} in the plan: ${shortList(outside)}.`,
      fix: `Copy the scope of ${task} out of the plan.`,
      at: { field: 'next-step.scope' },
      expected: shortList([...planned.scope].sort()),
      found: shortList(outside),
      facts: { task, outside, scope: [...planned.scope].sort() },
    },
  ];
}
