import type { Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';
import type { PendingOutput } from './pending-outputs.ts';

/** What has landed in the base already, and what would land with something else. */
export interface Landings {
  /**
   * By output id: the ids of the other outputs whose heads its history contains. Outputs that stand on none, or whose
   * history is not here, are absent; two outputs with one head do not stand on each other.
   */
  stacks(
    base: Sha,
    outputs: readonly PendingOutput[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Those of the tasks whose work is seen in the base: a branch of the task was merged, or the base holds one of the
   * heads given, as they are or squashed into one commit. Absent = not seen, which is not the same as not landed: what was
   * squashed with other changes leaves no trace in git.
   */
  landed(base: Sha, heads: ReadonlyMap<TaskId, readonly string[]>): Promise<ReadonlySet<TaskId>>;
}
