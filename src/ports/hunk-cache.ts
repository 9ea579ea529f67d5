import type { ChangedPath, Hunk } from '../model/change.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { TrialMerge } from '../model/trial-merge.ts';

/** What is worth keeping between runs, by the ids that alone decide it: a hit is the same answer that git would give. */
export interface Kept {
  /** `<base> <head>` → the head merged with the base tip. */
  readonly merge: TrialMerge;
  /** `<base> <tree>` → which paths differ, without lines. */
  readonly names: {
    readonly paths: readonly ChangedPath[];
    readonly removedDirectories: readonly RepoPath[];
  };
  /** `<old blob>..<new blob>` → lines: a head whose path has the same blob on the new base tip keeps them (CONFLICTS.md 5). */
  readonly hunks: readonly Hunk[] | 'binary';
  /** `<base> <tree> <tree>` → (base + first) merged with (base + second). */
  readonly pair: TrialMerge;
}

/** Losing it, or any part of it, costs time and never a verdict; so nothing here throws or is "unknown". */
export interface HunkCache {
  /** Reads what is kept, once; before it nothing is found. */
  open(): Promise<void>;
  /** undefined = not kept: work it out. */
  find<Kind extends keyof Kept>(kind: Kind, key: string): Kept[Kind] | undefined;
  keep<Kind extends keyof Kept>(kind: Kind, key: string, value: Kept[Kind]): void;
  /** Writes what was found or kept in this run, and what recent runs used. Call it last: the verdict does not wait. */
  save(): Promise<void>;
}
