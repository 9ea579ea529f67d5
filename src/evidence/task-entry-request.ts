import type { Syntax } from '../analysis/syntax.ts';
import type { Policy } from '../model/policy.ts';
import type { Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import type { Blobs } from '../ports/blobs.ts';
import type { History } from '../ports/history.ts';
import type { ImportCache } from '../ports/import-cache.ts';
import type { Landings } from '../ports/landings.ts';
import type { PendingOutputs } from '../ports/pending-outputs.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { Record } from '../ports/record.ts';
import type { ScopeLocks } from '../ports/scope-locks.ts';
import type { TaskIndex, Tasks } from '../ports/tasks.ts';
import type { TrialMerges } from '../ports/trial-merges.ts';
import type { SpecSource } from './gather-spec-text.ts';

/** What Gate 1 asks the world. */
export interface TaskEntryPorts {
  readonly history: History;
  readonly blobs: Blobs;
  readonly outputs: PendingOutputs;
  readonly merges: TrialMerges;
  readonly landings: Landings;
  readonly tasks: Tasks;
  readonly taskIndex: TaskIndex;
  readonly locks: ScopeLocks;
  readonly plans: PlanStore;
  readonly record: Record;
  readonly imports: ImportCache;
  readonly syntax: Syntax;
}

/** Where all tasks of one judgement stand, every read pinned to a sha (threat B05). */
export interface TaskEntryBase {
  /** Tip of the branch that executors start from. */
  readonly base: Sha;
  /** Tip of the default branch: plan, policy and specs are read there (decision K1). */
  readonly authority: Sha;
}

/** One task to judge. */
export interface TaskEntryRequest extends TaskEntryBase {
  readonly policy: Policy;
  readonly asked: AskedTask;
  /** Tokens of the executor's pack for a spec; the count of one that is over its budget is exact. */
  readonly packTokens: (spec: TaskSpec) => Promise<number>;
}

/** A task by its id, as the default branch has its spec, or a text that is not there yet. */
export type AskedTask =
  | { readonly kind: 'task'; readonly task: TaskId }
  | {
      readonly kind: 'draft';
      readonly draft: SpecSource;
      /** The task that the name of the file promises. */
      readonly task: TaskId | undefined;
    };
