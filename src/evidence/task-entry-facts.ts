import type { ScopeOverlap } from '../analysis/scope-overlap.ts';
import type { TreeEntry } from '../model/change.ts';
import type { Plan } from '../model/plan.ts';
import type { Permission } from '../model/principal.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Problem } from '../model/schema-problems.ts';
import type { TaskId } from '../model/task-id.ts';
import type { TaskSpec } from '../model/task-spec.ts';

/** What a spec's text holds, before it is read. */
export interface SpecText {
  /** For people: `.handoff/tasks/auth.md at 1a2b3c4`, `issue #12`. */
  readonly source: string;
  readonly characters: number;
  /** Why the text was not read at all; undefined = it was. */
  readonly unread: string | undefined;
  readonly blocks: readonly { readonly line: number; readonly bytes: number }[];
  /** The text answers the headings of the issue form. */
  readonly form: 'none' | 'answers' | 'contradicts';
  readonly hidden: readonly { readonly line: number; readonly construct: string }[];
  readonly invisible: readonly { readonly line: number; readonly name: string }[];
  /** Fenced code without our info strings, by size: copies where a ref would do (seed X11). */
  readonly copies: readonly { readonly line: number; readonly lines: number }[];
}

/** Who asks for the task. On GitHub the label's sender and the last editor; locally whoever could write the default branch. */
export type Authority =
  | { readonly kind: 'default-branch'; readonly commit: string }
  /** A text that is not on the default branch yet: a planner checks it before handing it over. */
  | { readonly kind: 'draft' }
  | {
      readonly kind: 'people';
      readonly people: readonly {
        readonly what: 'labelled' | 'edited';
        readonly id: number;
        readonly login: string;
        readonly planner: boolean;
        readonly permission: Permission;
      }[];
    };

/** Work that runs or waits to land beside this task. */
export interface RunningTask {
  readonly task: TaskId;
  /** What its spec or the plan lets it touch. */
  readonly patterns: readonly string[];
  /** What its pending output really changes; empty before the first push. */
  readonly changed: readonly RepoPath[];
  /** Tasks of the coordinator run one after the other. */
  readonly route: TaskSpec['route'];
  /** locked: its scope is taken, and there is no branch yet · pending: its output waits to be merged. */
  readonly state: 'locked' | 'pending';
}

/** Work that may be the same again (MAST FM-1.3). The task itself is among it only when it has landed. */
export interface EarlierTask {
  readonly task: TaskId;
  /** By `workDigest`; undefined = only the plan knows the task so far. */
  readonly work: string | undefined;
  readonly objective: string;
  readonly state: 'queued' | 'running' | 'landed';
}

/** All facts that a rule of Gate 1 may name, for one task spec. */
export interface TaskEntryFacts {
  readonly text: SpecText;
  /** Missing (task-entry/spec-present) without exactly one readable spec text. */
  readonly reading: { readonly problems: readonly Problem[] };
  /** Missing (task-entry/spec-complete) when it does not fit the schema. */
  readonly spec: TaskSpec;
  readonly digest: string;
  readonly authority: Authority;
  /** The plan on the default branch; undefined = there is none. */
  readonly plan: Plan | undefined;
  /** The version that the spec names, out of git history; undefined = no commit of the default branch held it. */
  readonly namedPlan: Plan | undefined;
  readonly baseTree: ReadonlyMap<RepoPath, TreeEntry>;
  /** Units of each file that the spec opens by symbol; undefined value = the file could not be parsed. */
  readonly symbols: ReadonlyMap<RepoPath, readonly string[] | undefined>;
  /** Overlaps of this scope with each running task (CONFLICTS.md "Scopes at Gate 1"). */
  readonly overlaps: readonly { readonly with: RunningTask; readonly overlap: ScopeOverlap }[];
  readonly earlier: readonly EarlierTask[];
  /** Tasks whose output has landed on the default branch, green. */
  readonly landed: ReadonlySet<TaskId>;
  /** How many modules of the base import each file of the scope (seed P16). */
  readonly importers: ReadonlyMap<RepoPath, number>;
  /** Measured executor pack of the task, o200k tokens. */
  readonly packTokens: number;
}
