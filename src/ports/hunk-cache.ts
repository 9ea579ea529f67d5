import type { ChangedPath, Hunk } from '../model/change.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { TrialMerge } from '../model/trial-merge.ts';
import type { RunCache } from './run-cache.ts';

/** By the ids that alone decide it: a hit is the same answer that git would give. */
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

export type HunkCache = RunCache<Kept>;
