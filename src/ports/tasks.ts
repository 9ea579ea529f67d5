import type { Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';

export interface TaskText {
  readonly id: TaskId;
  /** Where it was read, for people: `.handoff/tasks/auth.md at 1a2b3c4` or `issue #12`. */
  readonly source: string;
  /** Markdown with one task spec block. */
  readonly text: string;
}

/** The seal that a planner's approval leaves: what the spec said when the executor started (FORMATS §2, threat A03). */
export interface Seal {
  readonly task: TaskId;
  /** sha256 of the canonical spec. */
  readonly digest: string;
  /** Plan version at that moment. */
  readonly plan: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Task specs as planners wrote them. Read at a base commit: the executor's branch has no say (decision K1). */
export interface Tasks {
  /** `undefined` = looked, there is no such task. */
  find(base: Sha, id: TaskId): Promise<TaskText | undefined>;
  list(base: Sha): Promise<readonly TaskText[]>;
}

export interface Seals {
  find(id: TaskId): Promise<Seal | undefined>;
  put(seal: Seal): Promise<void>;
}
