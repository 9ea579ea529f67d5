import type { FileFunctions } from '../analysis/file-functions.ts';
import type { TestComparison } from '../analysis/test-weakening.ts';
import type { ArtifactRef } from '../model/artifact-ref.ts';
import type { ChangedPath, RangeCommit, TreeEntry } from '../model/change.ts';
import type { HandoffContract } from '../model/handoff-contract.ts';
import type { Plan } from '../model/plan.ts';
import type { Grade } from '../model/policy.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Problem } from '../model/schema-problems.ts';
import type { Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import type { TestRun } from '../model/test-run.ts';

/** What the text that came with the output holds. No text at all is 0 characters and no block. */
export interface HandoffText {
  /** For people, where it was looked for: `git note on 1a2b3c4`, `contract.json`, `body of #12`. */
  readonly source: string;
  /** sha256 of the text, for the verdict key; undefined without a text. */
  readonly digest: string | undefined;
  readonly characters: number;
  /** The bound that the text breaks, so that nothing of it was parsed (threat E06): "The text has … lines; allowed are …". */
  readonly unread: string | undefined;
  /** Visible contract blocks at top level, by line. */
  readonly blocks: readonly { readonly line: number; readonly bytes: number }[];
  /** Fences of the same kind that a reader cannot see or that do not count (threat E01). */
  readonly hidden: readonly { readonly line: number; readonly construct: string }[];
  /** Bidirectional, zero-width and tag characters inside the block (threat D18). */
  readonly invisible: readonly { readonly line: number; readonly name: string }[];
}

/** The one block, read: bounds, syntax, then schema. */
export interface ContractReading {
  readonly problems: readonly Problem[];
}

/** To which task the output belongs, by what the executor cannot write (threat A02). */
export interface TaskBinding {
  /** Branch name without refs/heads/, or `#12`. */
  readonly output: string;
  /** The task by the branch name or the record made at dispatch; undefined = bound to none. */
  readonly bound: TaskId | undefined;
  /** Why it is bound to none although its branch is named for one. */
  readonly stranger?: string;
  /** The task that the contract claims; undefined when no contract could be read. */
  readonly claimed: TaskId | undefined;
  /**
   * Other pending outputs bound to the same task that came first (`since`, then id). One that only claims the task is no
   * rival: it fails itself, and could otherwise turn an honest output red.
   */
  readonly rivals: readonly string[];
}

/** The spec that authorises the output, as read at the base; `seal` is what was approved when the executor started. */
export interface AuthorisedSpec {
  readonly spec: TaskSpec;
  readonly digest: string;
  readonly source: string;
  /** Who can write where it was read; `anybody`: only the seal makes it a planner's word (decision K1). */
  readonly writers: 'planners' | 'anybody';
  readonly seal: { readonly digest: string; readonly plan: number } | undefined;
}

/** Reading the spec: problems instead of a spec are reported by output/spec-current. */
export interface SpecReading {
  readonly task: TaskId | undefined;
  readonly source: string;
  readonly problems: readonly Problem[];
  /** The same as the fact `spec`; undefined when it could not be read, or when the output is bound to no task. */
  readonly authorised: AuthorisedSpec | undefined;
}

/** One look-up of one ref: only `resolved` counts (FORMATS §4). */
export interface RefResolution {
  readonly state: 'resolved' | 'unresolved' | 'mismatched' | 'unverifiable' | 'pending';
  /** What was looked up and what was there, for people. */
  readonly lookedUp: string;
  readonly grade: Grade;
  /** The full sha of a commit of this output. */
  readonly commit?: Sha;
  /** The run, whatever it says, once it is bound to this head; only then output/tests-pass judges its result. */
  readonly run?: TestRun;
}

/** A completed step with its artifact and ref looked up. */
export interface StepEvidence {
  readonly index: number;
  readonly ref: ArtifactRef | undefined;
  /** Why the ref's grammar was refused; set exactly when `ref` is undefined. */
  readonly refProblem?: string;
  readonly resolution: RefResolution;
  readonly artifact: RefResolution & { readonly path?: RepoPath };
}

/** One earlier judgement of the same task by this gate. */
export interface EarlierAttempt {
  /** By `countAttempt` at that time, never what the contract claimed. */
  readonly attempt: number;
  readonly head: string;
  /** Blocking findings; empty = it was not red. */
  readonly findings: readonly FoundBefore[];
}

export interface FoundBefore {
  readonly id: string;
  readonly rule: string;
}

/** What pending outputs of other tasks own and cite: for foreign scope (A07) and evidence used twice (C15). */
export interface OtherWork {
  /** Patterns that the plan, or the task's own spec, gives to each task. */
  readonly scopes: readonly { readonly task: TaskId; readonly patterns: readonly string[] }[];
  /** Refs that another task's contract cites and this one cites too. */
  readonly citations: readonly {
    readonly task: TaskId;
    readonly output: string;
    /** Of that output: whoever builds on another one's commits may not cite its evidence as well. */
    readonly head: Sha;
    readonly ref: string;
  }[];
}

/** Units of drift of other outputs of the same task, merged or open (threat A09). */
export interface EarlierDrift {
  readonly outside: readonly string[];
  readonly changed: readonly string[];
}

/** All facts that a rule of Gate 2 may name. Each is gathered once, for one head and one base. */
export interface OutputFacts {
  readonly head: {
    readonly sha: Sha;
    readonly tree: Sha;
    readonly base: Sha;
    readonly mergeBases: readonly Sha[];
  };
  /** The version of this engine, as a contract's self-check names it. */
  readonly engine: string;
  /** Never missing: an absent text is what output/contract-present reports. */
  readonly handoff: HandoffText;
  /** Missing (output/contract-present) without exactly one visible block within LIMITS.blockBytes. */
  readonly reading: ContractReading;
  /** Missing (output/contract-schema) when the block does not fit the schema. */
  readonly contract: HandoffContract;
  /** The text outside the contract block; empty without a text. */
  readonly prose: string;
  readonly binding: TaskBinding;
  readonly specReading: SpecReading;
  /** Missing (output/spec-current, or output/task-binding when bound to no task). */
  readonly spec: AuthorisedSpec;
  /** undefined = the repository has no plan file. */
  readonly plan: Plan | undefined;
  /** Over all merge bases, both sides of renames, sorted by path. */
  readonly changedPaths: readonly ChangedPath[];
  readonly headTree: ReadonlyMap<RepoPath, TreeEntry>;
  readonly baseTree: ReadonlyMap<RepoPath, TreeEntry>;
  readonly functions: readonly FileFunctions[];
  /** Changed paths that hold no work (analysis/change-noise.ts); they never dilute drift (threat A08). */
  readonly noise: ReadonlySet<RepoPath>;
  readonly commits: readonly RangeCommit[];
  readonly steps: readonly StepEvidence[];
  /** Runs recorded on this head, oldest first. */
  readonly testRuns: readonly TestRun[];
  /** Tests and runner settings of both sides compared (threat C07). */
  readonly testChanges: TestComparison;
  readonly attempts: readonly EarlierAttempt[];
  /** What the contract says; undefined when no contract could be read, so that the budget holds without one (G12). */
  readonly claimedAttempt: number | undefined;
  readonly others: OtherWork;
  readonly earlierDrift: EarlierDrift;
  /** Blocking findings of every rule that does not need this fact, recomputed: judge-output-rules.ts fills it in. */
  readonly otherFindings: readonly FoundBefore[];
}
