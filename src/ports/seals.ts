import type { Seal } from '../model/seal.ts';
import type { TaskId } from '../model/task-id.ts';

/** What a planner approved, one seal a task (FORMATS §2, threat A03). */
export interface Seals {
  /** `undefined` = looked, the task was never sealed. @throws when a seal is there and cannot be read. */
  find(id: TaskId): Promise<Seal | undefined>;
  /** Replaces an earlier seal of the task: the planner approved again. */
  put(seal: Seal): Promise<void>;
}
