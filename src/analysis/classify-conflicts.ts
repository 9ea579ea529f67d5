import type { MergeConflict } from '../model/trial-merge.ts';
import type { ConflictClass } from './conflict-class.ts';
import type { PairInteraction } from './pair-conflicts.ts';

export interface ClassifiedConflict extends MergeConflict {
  readonly class: ConflictClass;
}

/** Kinds of git's conflicts that are about what a file says; all others are about where or what it is. */
const IN_CONTENT = new Set(['contents', 'add/add', 'binary']);

/**
 * Gives each conflict that git confirmed the class of the interaction that predicted it; one at a path that no
 * interaction names (git followed a rename) is classed by git's own type.
 */
export function classifyConflicts(
  pair: PairInteraction,
  conflicts: readonly MergeConflict[],
): readonly ClassifiedConflict[] {
  const predicted = new Map<string, ConflictClass>(
    pair.candidates.map((candidate) => [candidate.first, candidate.class]),
  );
  return conflicts.map((conflict) => {
    if (!IN_CONTENT.has(conflict.type)) return { ...conflict, class: 'structural' };
    return { ...conflict, class: predicted.get(conflict.paths[0] ?? '') ?? 'content' };
  });
}

/** A pair is as hard to settle as the hardest of its conflicts; mechanical only when all of them are. */
export function classOfPair(conflicts: readonly ClassifiedConflict[]): ConflictClass {
  const classes = new Set(conflicts.map((conflict) => conflict.class));
  if (classes.has('structural')) return 'structural';
  return classes.size === 1 && classes.has('mechanical') ? 'mechanical' : 'content';
}
