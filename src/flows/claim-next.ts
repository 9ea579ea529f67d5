import { GateError } from '../model/gate-error.ts';
import { startable, type TaskReadiness } from '../report/task-readiness.ts';
import type { JudgeTaskEntryRequest } from './judge-task-entry.ts';
import { readyTasks } from './ready-tasks.ts';
import { type SealedTask, type SealTaskPorts, sealTask } from './seal-task.ts';

/** Others take tasks too; so often the next one is looked for. */
const TRIES = 10;

export type ClaimedTask =
  | { readonly state: 'claimed'; readonly sealed: Exclude<SealedTask, { state: 'refused' }> }
  /** No task may start now; where each of them is. */
  | { readonly state: 'none'; readonly tasks: readonly TaskReadiness[] };

/**
 * Seals the first task that may start. Of many that ask in one moment each gets a task of its own, or none (threat A12):
 * only the one whose lock was taken, not renewed, has claimed it.
 */
export async function claimNext(
  ports: SealTaskPorts,
  request: JudgeTaskEntryRequest,
): Promise<ClaimedTask> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const tasks = await readyTasks(ports, request);
    const [first] = startable(tasks);
    if (first === undefined) return { state: 'none', tasks };
    const sealed = await sealTask(ports, request, first.task);
    if (sealed.state === 'started') return { state: 'claimed', sealed };
  }
  throw new GateError('access', 'Others took each task that could have been the next one', {
    remedy: 'Try again in a moment.',
  });
}
