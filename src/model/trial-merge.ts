import type { NormalisedChange } from './change.ts';
import type { Sha } from './sha.ts';

/** One conflict as git's three-way merge names it. */
export interface MergeConflict {
  /** git's own type: 'contents', 'rename/rename', 'modify/delete', 'directory rename suggested', 'file/directory', … */
  readonly type: string;
  readonly paths: readonly string[];
  /** git's sentence; the two sides are called 'first' and 'second', never by the ids of trial commits. */
  readonly message: string;
}

/** A three-way merge that was really tried. */
export type TrialMerge =
  | { readonly state: 'clean'; readonly tree: Sha }
  | { readonly state: 'conflict'; readonly conflicts: readonly MergeConflict[] }
  /** Could not look (object missing, limit): never counted as clean. */
  | { readonly state: 'not-evaluated'; readonly because: string };

/** A clean trial merge with the base tip, read as a change of that tip. */
export type Normalisation =
  | { readonly state: 'read'; readonly change: NormalisedChange }
  /** A path that is no text or not canonical, or a limit: never taken for an empty change. */
  | { readonly state: 'not-evaluated'; readonly because: string };
