import { type Survey, surveyPending } from '../evidence/survey-pending.ts';
import type { Plan } from '../model/plan.ts';
import type { Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';
import type { Landings } from '../ports/landings.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import type { Record } from '../ports/record.ts';
import type { TrialMerges } from '../ports/trial-merges.ts';

export interface SurveyPorts {
  readonly merges: TrialMerges;
  readonly landings: Landings;
  readonly record: Record;
}

interface ToSurvey {
  readonly base: Sha;
  readonly outputs: readonly PendingOutput[];
  /** Says which tasks must land first; undefined = the repository has no plan. */
  readonly plan: Plan | undefined;
  /** Only the pairs of this output are merged for real. */
  readonly only?: string;
}

/** What waits to be merged, compared with each other, with what must land before it. */
export async function surveyOutputs(
  { merges, landings, record }: SurveyPorts,
  { base, outputs, plan, only }: ToSurvey,
): Promise<Survey> {
  const dependsOn = new Map(plan?.tasks.map((task) => [task.id, task['depends-on']]));
  const [stacks, landed] = await Promise.all([
    landings.stacks(base, outputs),
    landings.landed(base, await headsOfNeeded(record, outputs, dependsOn)),
  ]);
  const focus = only !== undefined && { focus: only };
  return surveyPending(merges, { base, outputs, dependsOn, stacks, landed, ...focus });
}

/** Heads that Gate 2 passed, of every task that a pending output depends on: one of them in the base is its landing. */
async function headsOfNeeded(
  record: SurveyPorts['record'],
  outputs: readonly PendingOutput[],
  dependsOn: ReadonlyMap<TaskId, readonly TaskId[]>,
): Promise<ReadonlyMap<TaskId, readonly string[]>> {
  const needed = new Set(outputs.flatMap(({ task }) => (task && dependsOn.get(task)) ?? []));
  const heads = [...needed].map(async (task) => {
    const lines = await record.of(task);
    const passed = lines.filter(({ gate, state }) => gate === 'output' && state === 'passed');
    return [task, passed.map(({ head }) => head)] as const;
  });
  return new Map(await Promise.all(heads));
}
