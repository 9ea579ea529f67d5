import type { Permission, Person } from '../model/principal.ts';
import type { Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';

export interface TaskText {
  readonly id: TaskId;
  /** Where it was read, for people: `.handoff/tasks/auth.md at 1a2b3c4` or `issue #12`. */
  readonly source: string;
  /** Markdown with one task spec block. */
  readonly text: string;
  /** Looks up who handed the task over and who wrote what the text says now; absent where only planners can write it. */
  readonly people?: () => Promise<readonly Acted[]>;
}

/** What somebody did to a task, and what they may do at this moment. */
export interface Acted {
  readonly what: 'labelled' | 'edited';
  readonly person: Person;
  readonly permission: Permission;
}

/** Task specs as planners wrote them. Read at a base commit: the executor's branch has no say (decision K1). */
export interface Tasks {
  /** One call for many. An id without a spec is absent from the map (looked, not there). */
  read(base: Sha, ids: readonly TaskId[]): Promise<ReadonlyMap<TaskId, TaskText>>;
}

/** Which tasks there are, whether or not a plan names them. */
export interface TaskIndex {
  /** Ids of all tasks that have a spec, in order of the alphabet. */
  list(base: Sha): Promise<readonly TaskId[]>;
}
