import type { ChangedPath, FileHunks } from '../model/change.ts';
import type { Sha } from '../model/sha.ts';

/** One conflict as git's three-way merge names it. */
export interface MergeConflict {
  /** git's own type: 'contents', 'rename/rename', 'modify/delete', 'directory rename suggested', 'file/directory', … */
  readonly type: string;
  readonly paths: readonly string[];
  readonly message: string;
}

export type TrialMerge =
  | { readonly state: 'clean'; readonly tree: Sha }
  | { readonly state: 'conflict'; readonly conflicts: readonly MergeConflict[] }
  /** Could not look (object missing, limit): never counted as clean. */
  | { readonly state: 'not-evaluated'; readonly because: string };

/** A head brought onto the base tip: what it would change there, in the base tip's own line numbers. */
export interface NormalisedChange {
  readonly paths: readonly ChangedPath[];
  readonly hunks: readonly FileHunks[];
}

/**
 * Real three-way merges by git, attributes ignored (threat D05), in a quarantine: no object, ref or file of the
 * repository is written. All calls are batched: one process for many merges.
 */
export interface TrialMerges {
  /** Each head merged with the base tip. */
  onto(base: Sha, heads: readonly Sha[]): Promise<ReadonlyMap<Sha, TrialMerge>>;
  /** The changes base → tree of each clean result of `onto`. */
  normalised(base: Sha, trees: readonly Sha[]): Promise<ReadonlyMap<Sha, NormalisedChange>>;
  /** (base + a) merged with (base + b), with the base tip as merge base; pairs are trees out of `onto`. Same order as given. */
  pairs(base: Sha, pairs: readonly (readonly [Sha, Sha])[]): Promise<readonly TrialMerge[]>;
}
