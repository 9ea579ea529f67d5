import type { PendingOutput } from '../ports/pending-outputs.ts';
import type { MergeConflict } from '../ports/trial-merges.ts';

/** Needs its own remedy each (CONFLICTS.md §7). */
export type ConflictClass = 'content' | 'structural' | 'mechanical';

/** A pair of which a real three-way merge says that it conflicts. */
export interface PairConflict {
  readonly other: PendingOutput;
  readonly class: ConflictClass;
  readonly conflicts: readonly MergeConflict[];
  /** Who may land first; the other one waits and clears by itself (CONFLICTS.md "Order"). */
  readonly holder: 'this' | 'other';
  readonly because: string;
}

/** Two outputs that touch one file and merge cleanly. */
export interface SharedFile {
  readonly other: PendingOutput;
  readonly path: string;
  /** Lines between the nearest hunks of the two; 0 = adjacent. undefined: not compared by lines. */
  readonly distance: number | undefined;
  /** Both sides make the same edit: duplicate work. */
  readonly identical: boolean;
}

/** All facts that a rule of Gate 3 may name, for one output among all pending ones. */
export interface IntegrationFacts {
  readonly output: PendingOutput;
  /** The trial merge onto the base tip. */
  readonly baseMerge:
    | { readonly state: 'clean' }
    | { readonly state: 'conflict'; readonly conflicts: readonly MergeConflict[] };
  readonly pairs: readonly PairConflict[];
  readonly sharedFiles: readonly SharedFile[];
  /** Everything that could not be looked at, with its reason. Empty = all pairs were evaluated. */
  readonly notEvaluated: readonly { readonly output: string; readonly because: string }[];
  /** How many other outputs and pairs were looked at, for "saw". */
  readonly evaluated: { readonly outputs: number; readonly pairs: number; readonly merges: number };
  /** Shared files of policy and plan: an overlap there blocks (RULES integration/file-overlap). */
  readonly sharedPatterns: readonly string[];
  /** Landing order of the outputs that conflict with this one, first to land first, with the reason. */
  readonly landingOrder: readonly { readonly output: string; readonly because: string }[];
}
