import { remembered } from '../model/remembered.ts';
import type { RepoPath } from '../model/repo-path.ts';
import { startOf } from './common-path.ts';
import { matchesPattern } from './scope-match.ts';

/** The files of a tree, to be asked often which of them a pattern reaches. */
export interface PathIndex {
  /** In order of their names. */
  reachedBy(pattern: string): readonly RepoPath[];
}

/** Of a tree that many scopes are held against: made once. */
export const treeIndex = remembered((tree: ReadonlyMap<RepoPath, unknown>) =>
  indexPaths(tree.keys()),
);

/** @param name under which a path is asked for, e.g. without its case. */
export function indexPaths(
  paths: Iterable<RepoPath>,
  name: (path: RepoPath) => string = (path) => path,
): PathIndex {
  const named = Array.from(paths, (path) => ({ path, name: name(path) }));
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    reachedBy(pattern) {
      const start = startOf(pattern);
      const reached: RepoPath[] = [];
      for (let at = firstFrom(start); at < named.length; at += 1) {
        const one = named[at] as (typeof named)[number];
        if (!one.name.startsWith(start)) break;
        if (matchesPattern(pattern, one.name)) reached.push(one.path);
      }
      return reached;
    },
  };

  function firstFrom(start: string): number {
    let [low, high] = [0, named.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((named[middle] as (typeof named)[number]).name < start) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
