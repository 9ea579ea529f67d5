import type { RepoPath } from '../model/repo-path.ts';
import { meet, type Touch } from './path-meeting.ts';
import type { IndexedOutput, PendingIndex } from './pending-index.ts';

/** A path that another pending output changes as well. Advice: about four of five such pairs merge (CONFLICTS.md 2). */
export interface SharedPath {
  readonly other: string;
  readonly path: RepoPath;
  /** Unchanged base lines between the nearest edits of the two; 0 = they touch. undefined: not compared by lines. */
  readonly gap: number | undefined;
  /** Both make the same edit, in part or as a whole: duplicate work. */
  readonly identical: boolean;
}

/** In order of this output's paths, then of the others' names; an output that is not pending shares nothing. */
export function sharedPaths(index: PendingIndex, output: string): readonly SharedPath[] {
  const self = index.numberOf.get(output);
  if (self === undefined) return [];
  return (index.outputs[self] as IndexedOutput).touches.flatMap((touch) =>
    (index.byPath.get(touch.changed.path) as readonly Touch[])
      .filter((other) => other.output !== self)
      .map((other) => {
        const { gap, identical } = meet(touch, other);
        const { name } = index.outputs[other.output] as IndexedOutput;
        return { other: name, path: touch.changed.path, gap, identical };
      }),
  );
}
