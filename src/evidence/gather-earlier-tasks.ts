import type { Plan } from '../model/plan.ts';
import type { TaskId } from '../model/task-id.ts';
import { type TaskSpec, workDigest } from '../model/task-spec.ts';
import type { EarlierTask, RunningTask } from './task-entry-facts.ts';

/** What is known of all tasks, each looked up where it is needed. */
interface Tasks {
  readonly plan: () => Promise<Plan | undefined>;
  readonly specs: () => Promise<ReadonlyMap<TaskId, TaskSpec>>;
  readonly landed: () => Promise<ReadonlySet<TaskId>>;
  readonly running: () => Promise<readonly (readonly [RunningTask, unknown])[]>;
}

/** Every task of plan and specs. One without an objective is left out. */
export async function knownTasks(world: Tasks): Promise<readonly EarlierTask[]> {
  const [plan, specs, landed, running] = await Promise.all([
    world.plan(),
    world.specs(),
    world.landed(),
    world.running(),
  ]);
  const planned = new Map((plan?.tasks ?? []).map(({ id, objective }) => [id, objective]));
  const started = new Set(running.map(([{ task }]) => task));
  const ids = [...new Set([...planned.keys(), ...specs.keys()])].sort();
  return ids.flatMap((task): readonly EarlierTask[] => {
    const spec = specs.get(task);
    const objective = spec?.objective ?? planned.get(task);
    if (objective === undefined) return [];
    const state = landed.has(task) ? 'landed' : started.has(task) ? 'running' : 'queued';
    return [{ task, work: spec && workDigest(spec), objective, state }];
  });
}

/** The others, and the task itself once it has landed. */
export function earlierThan(tasks: readonly EarlierTask[], self: TaskId): readonly EarlierTask[] {
  return tasks.filter(({ task, state }) => task !== self || state === 'landed');
}
