import type { MergeConflict } from '../model/trial-merge.ts';
import type { ConflictClass } from './conflict-class.ts';
import type { PairInteraction } from './pair-conflicts.ts';

export interface ClassifiedConflict extends MergeConflict {
  readonly class: ConflictClass;
}

/** Kinds of git's conflicts that are about what a file says; all others are about where or what it is. */
const IN_CONTENT = new Set(['contents', 'binary']);

/**
 * Gives each conflict that git confirmed the class of the interaction that predicted it; one at a path that no
 * interaction names (git followed a rename) is classed by git's own type. Clashes of names need no confirmation.
 * @param conflicts what git says of the pair; empty when it merges, or was not asked.
 */
export function classifyConflicts(
  pair: PairInteraction,
  conflicts: readonly MergeConflict[],
): readonly ClassifiedConflict[] {
  const predicted = new Map<string, ConflictClass>(
    pair.candidates.map((candidate) => [candidate.first, candidate.class]),
  );
  const confirmed = conflicts.map((conflict): ClassifiedConflict => {
    if (!IN_CONTENT.has(conflict.type)) return { ...conflict, class: 'structural' };
    const [kind = 'content'] = conflict.paths.flatMap((path) => predicted.get(path) ?? []);
    return { ...conflict, class: kind };
  });
  const clashes = pair.clashes.map((clash): ClassifiedConflict => {
    const paths = [clash.first, clash.second];
    const message = `${paths.join(' and ')} are one name on macOS and Windows`;
    return { type: clash.kind, class: clash.class, paths, message };
  });
  return [...confirmed, ...clashes];
}

/** A pair is as hard to settle as the hardest of its conflicts; mechanical only when all of them are. */
export function classOfPair(conflicts: readonly ClassifiedConflict[]): ConflictClass {
  const classes = new Set(conflicts.map((conflict) => conflict.class));
  if (classes.has('structural')) return 'structural';
  return classes.size === 1 && classes.has('mechanical') ? 'mechanical' : 'content';
}
