import type { Sha } from '../model/sha.ts';
import type { Normalisation, TrialMerge } from '../model/trial-merge.ts';

export type { MergeConflict, Normalisation, TrialMerge } from '../model/trial-merge.ts';

/**
 * Real three-way merges by git, attributes ignored (threat D05), in a quarantine: no object, ref or file of the
 * repository is written. All calls are batched: one process for many merges.
 */
export interface TrialMerges {
  /** Each head merged with the base tip. */
  onto(base: Sha, heads: readonly Sha[]): Promise<ReadonlyMap<Sha, TrialMerge>>;
  /** The changes base → tree of each clean result of `onto`. */
  normalised(base: Sha, trees: readonly Sha[]): Promise<ReadonlyMap<Sha, Normalisation>>;
  /** Makes sure that the files of these trees, out of `onto`, can be read: an earlier run may have merged them. */
  bring(trees: readonly Sha[]): Promise<void>;
  /** (base + a) merged with (base + b), with the base tip as merge base; pairs are trees out of `onto`. Same order as given. */
  pairs(base: Sha, pairs: readonly (readonly [Sha, Sha])[]): Promise<readonly TrialMerge[]>;
}
