import type { RepoPath } from '../model/repo-path.ts';
import type { Scope } from '../model/scope.ts';
import { treeIndex } from './path-index.ts';

/** What a scope comes to over the tree that the task starts from. `read` opens nothing. */
export interface ScopeCover {
  /** Files of the tree that it opens, as a whole or by symbols; sorted, each once. */
  readonly existing: readonly RepoPath[];
  /** New files that it names. */
  readonly created: readonly string[];
  /** Globs under which more files may appear. */
  readonly globs: readonly string[];
}

export function coverOf(
  { files, create, symbols }: Scope,
  tree: ReadonlyMap<RepoPath, unknown>,
): ScopeCover {
  const index = treeIndex(tree);
  const existing = [...files, ...Object.keys(symbols)].flatMap((one) => index.reachedBy(one));
  const [globs, paths] = [
    [...files, ...create].filter(isGlob),
    [...files, ...create].filter((one) => !isGlob(one)),
  ];
  return {
    existing: [...new Set(existing)].sort(),
    created: [...new Set(paths)].filter((path) => !tree.has(path as RepoPath)).sort(),
    globs: [...new Set(globs)].sort(),
  };
}

/** A `*` or `?` in a pattern; brackets and braces are letters (threat D14). */
export function isGlob(pattern: string): boolean {
  return /[*?]/.test(pattern);
}
