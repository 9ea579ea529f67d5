import type { TaskId } from '../model/task-id.ts';
import { workDigest } from '../model/task-spec.ts';
import type { EntryWorld } from './entry-world.ts';
import type { EarlierTask } from './task-entry-facts.ts';

/** Every other task of plan and specs, and the task itself once it has landed. One without an objective is left out. */
export async function earlierTasks(
  world: Pick<EntryWorld, 'plan' | 'specs' | 'landed' | 'running'>,
  self: TaskId,
): Promise<readonly EarlierTask[]> {
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
    if (task === self && !landed.has(task)) return [];
    const spec = specs.get(task);
    const objective = spec?.objective ?? planned.get(task);
    if (objective === undefined) return [];
    const state = landed.has(task) ? 'landed' : started.has(task) ? 'running' : 'queued';
    return [{ task, work: spec && workDigest(spec), objective, state }];
  });
}
