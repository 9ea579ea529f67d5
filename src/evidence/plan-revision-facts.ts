import type { PlanVersion } from '../analysis/plan-chain.ts';
import type { ChangedPath } from '../model/change.ts';
import type { Plan } from '../model/plan.ts';
import type { Person } from '../model/principal.ts';
import type { RecordLine } from '../model/record-line.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { NonEmpty } from '../model/rule-result.ts';
import type { Problem } from '../model/schema-problems.ts';
import type { Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';
import type { RefResolution } from './output-facts.ts';

/** The text of the proposed plan, read: bounds, syntax, then schema. */
export interface PlanReading {
  /** For people: `.handoff/plan.yaml at 1a2b3c4`. */
  readonly source: string;
  readonly problems: readonly Problem[];
  /** The same as the fact `proposed`; undefined when it could not be read. */
  readonly plan: Plan | undefined;
}

/**
 * Who proposes the revision. Names and addresses in commits are what their author typed (threat G11), so without a forge
 * that signs people in there is only the branch: was it made for an executor or not?
 */
export type Revisers =
  /** A text that nobody has proposed yet. */
  | { readonly kind: 'draft' }
  | { readonly kind: 'local'; readonly branch: string; readonly madeFor: 'executor' | 'nobody' }
  /** Author, editors and committers, as the forge signed them in. */
  | { readonly kind: 'people'; readonly people: NonEmpty<Person> };

/** A task that the revision or the record calls completed, with what proves it. */
export interface CompletedTask {
  readonly task: TaskId;
  /** Head of its output, as the gates judged it. */
  readonly head: Sha;
  readonly saidBy: 'revision' | 'record';
  /** Is the head among what landed on the default branch since the version before? */
  readonly landed: 'yes' | 'no';
  /** What the gates last said of this head, out of the record; undefined = they never judged it. */
  readonly output: RecordLine['state'] | undefined;
  readonly integration: RecordLine['state'] | undefined;
  readonly critic: RecordLine['state'] | undefined;
  /** Why a review was due before it counts; undefined = none was, or its spec cannot be read any more. */
  readonly reviewDue: string | undefined;
  /** Refs of its contract, looked up again at that head; undefined = no contract came with it that can be read. */
  readonly refs:
    | readonly { readonly ref: string; readonly resolution: RefResolution }[]
    | undefined;
}

/** All facts that a rule of Gate 4 may name, for one change of the plan. */
export interface PlanRevisionFacts {
  /** Never missing: a text that is no plan is what plan-revision/plan-wellformed reports. */
  readonly reading: PlanReading;
  /** Missing (plan-revision/plan-wellformed) when the text is no plan. */
  readonly proposed: Plan;
  /**
   * What the default branch held as its plan, newest first, one entry a commit of its first-parent line, at most
   * LIMITS.planVersions; without the proposed text itself, and without texts that are no plan.
   */
  readonly history: readonly PlanVersion[];
  /** Everything that the revision changes, plan files or not. */
  readonly changedPaths: readonly ChangedPath[];
  readonly revisers: Revisers;
  /** Every ref that justifies a change or answers a question, by its text, looked up on what has landed. */
  readonly justifications: ReadonlyMap<string, RefResolution>;
  readonly completed: readonly CompletedTask[];
  /** Files of the base tree, to tell overlaps that exist from potential ones. */
  readonly baseFiles: readonly RepoPath[];
}
