import type { ScopeLock } from '../model/scope-lock.ts';
import type { TaskId } from '../model/task-id.ts';

/**
 * - `taken`: the task was not started before; exactly one of all that ask for it gets this answer.
 * - `renewed`: the task had its lock already; it now holds what was asked for.
 * - `refused`: nothing was changed; these locks are in the way.
 */
export type Taking =
  | { readonly state: 'taken' | 'renewed' }
  | { readonly state: 'refused'; readonly by: readonly ScopeLock[] };

/** Which locks of other tasks stand against taking one; asked again when somebody else was faster. */
export type InTheWay = (others: readonly ScopeLock[]) => readonly ScopeLock[];

/** Scopes that were given to tasks, for everybody who works on this repository (seed S8, threat A12). */
export interface ScopeLocks {
  /** Sorted by task. @throws when the locks are there and cannot be read. */
  held(): Promise<readonly ScopeLock[]>;
  /** Looking and taking are one step: of two tasks that overlap, in the same moment too, exactly one gets its lock. */
  take(lock: ScopeLock, inTheWay: InTheWay): Promise<Taking>;
  /** Tasks that hold none are passed over. @returns those that held one. */
  release(tasks: readonly TaskId[]): Promise<readonly TaskId[]>;
}
