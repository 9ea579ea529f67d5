import type { EntryWorld } from '../../evidence/entry-world.ts';
import type { JudgeTaskEntryRequest } from '../../flows/judge-task-entry.ts';
import { GateError } from '../../model/gate-error.ts';
import { parseTaskId, type TaskId } from '../../model/task-id.ts';
import { didYouMean, quote } from '../../model/wording.ts';
import { VERSION } from '../package.ts';
import type { Workspace } from './workspace.ts';

/** Where Gate 1 stands in a workspace. */
export function entryRequest({ base, authority }: Workspace): JudgeTaskEntryRequest {
  return {
    engine: VERSION,
    base: base.target,
    baseRef: base.name,
    authority: authority.target,
  };
}

/**
 * A task by its id.
 * @throws GateError 'usage' with the nearest name for one that neither the plan nor a spec knows.
 */
export async function namedTask(world: EntryWorld, name: string): Promise<TaskId> {
  const [plan, written] = await Promise.all([world.plan(), world.written()]);
  const known = new Set<string>([...written, ...(plan?.tasks ?? []).map(({ id }) => id)]);
  const id = parseTaskId(name);
  if (id !== undefined && known.has(id)) return id;
  throw new GateError('usage', `There is no task ${quote(name)}${didYouMean(name, [...known])}`, {
    remedy:
      'Name a task of the plan, or commit its spec as .handoff/tasks/<task-id>.md on the default branch.',
  });
}

/** Every task that has a spec and has not been started. */
export async function openTasks(world: EntryWorld): Promise<readonly TaskId[]> {
  const [written, landed, running] = await Promise.all([
    world.written(),
    world.landed(),
    world.running(),
  ]);
  const started = new Set(running.map(([{ task }]) => task));
  return written.filter((id) => !landed.has(id) && !started.has(id));
}
