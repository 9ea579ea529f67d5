import type { Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';

/** A pending output: an open pull request, or without GitHub a branch that waits to be merged. */
export interface PendingOutput {
  /** How people name it: `#12`, or the branch name. Unique in the repository. */
  readonly id: string;
  /** Full ref name, e.g. refs/heads/handoff/auth or refs/pull/12/head. */
  readonly ref: string;
  /** Its branch without refs/heads/, where the id is another name. */
  readonly branch?: string;
  readonly head: Sha;
  /** By the branch's name, or by the record made at dispatch; undefined = not an executor's output. */
  readonly task: TaskId | undefined;
  /** Why it belongs to no task although its branch is named for one: who opened it is no executor (threat A02). */
  readonly stranger?: string;
  /** Smaller goes first: when it was authorised (seconds since the epoch), else when it was committed. */
  readonly since: number;
}

/** Everything that waits to be merged, and the text that came with it. */
export interface PendingOutputs {
  /** Sorted by id; outputs whose head is already in the base are left out. */
  list(): Promise<readonly PendingOutput[]>;
  /**
   * The texts that hold the handoff contracts (PR bodies or git notes), by output id. One call for many. An output without
   * a text is absent from the map (looked, there is none).
   */
  texts(outputs: readonly PendingOutput[]): Promise<ReadonlyMap<string, string>>;
}
