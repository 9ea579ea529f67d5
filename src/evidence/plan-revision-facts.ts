import type { ChangedPath } from '../model/change.ts';
import type { Plan } from '../model/plan.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Problem } from '../model/schema-problems.ts';
import type { TaskId } from '../model/task-id.ts';
import type { RefResolution } from './output-facts.ts';

/** A ref of the plan that justifies something, looked up at the head of the revision. */
export interface Justification {
  /** What it justifies: a constraint id, task id, question id, or field of the plan. */
  readonly target: string;
  readonly ref: string;
  readonly resolution: RefResolution;
}

/** Evidence of a task that the plan or the record calls completed. */
export interface CompletedTask {
  readonly task: TaskId;
  /** Verdicts of Gate 2 and 3 on the merged head, out of the record; undefined = never judged. */
  readonly output: 'passed' | 'failed' | 'unproven' | 'not-applicable' | undefined;
  readonly integration: 'passed' | 'failed' | 'unproven' | 'not-applicable' | undefined;
  readonly head: string | undefined;
  /** Refs of its contract, resolved again at the merged commit. */
  readonly refs: readonly { readonly ref: string; readonly resolution: RefResolution }[];
}

/** One earlier version of the plan in the history of the default branch, newest first. */
export interface PlanVersion {
  readonly commit: string;
  /** sha256 of the file's bytes. */
  readonly sha256: string;
  /** undefined = the file of that commit cannot be read. */
  readonly plan: Plan | undefined;
}

/** All facts that a rule of Gate 4 may name, for one change of the plan. */
export interface PlanRevisionFacts {
  readonly reading: { readonly source: string; readonly problems: readonly Problem[] };
  /** The plan that is proposed. Missing (plan-revision/plan-wellformed) when it cannot be read. */
  readonly proposed: Plan;
  /** The plan in force; undefined = this is the first one. */
  readonly current: Plan | undefined;
  readonly history: readonly PlanVersion[];
  /** Everything that the revision changes, plan files or not. */
  readonly changedPaths: readonly ChangedPath[];
  /**
   * Authors and committers of the revision. Without GitHub an e-mail address is no identity (threat G11): then unknown,
   * unless the revision is not on a branch of an executor.
   */
  readonly authors:
    | { readonly kind: 'local'; readonly branch: string; readonly executorBranch: 'yes' | 'no' }
    | {
        readonly kind: 'people';
        readonly people: readonly {
          readonly id: number;
          readonly login: string;
          readonly planner: boolean;
        }[];
      };
  /** Every `because` of the revision: of constraints, tasks, questions and `revision.changes`. */
  readonly justifications: readonly Justification[];
  readonly completed: readonly CompletedTask[];
  /** Files of the base tree, to tell overlaps that exist from potential ones. */
  readonly baseFiles: readonly RepoPath[];
}
