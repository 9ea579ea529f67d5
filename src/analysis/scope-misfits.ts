import { remembered } from '../model/remembered.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Scope } from '../model/scope.ts';
import { symbolCovers, TOP_LEVEL } from './file-functions.ts';
import { nameCollisions } from './name-collisions.ts';
import { treeIndex } from './path-index.ts';
import { isGlob } from './scope-cover.ts';

/** An entry of a scope that does not fit the tree that the task starts from. */
export type ScopeMisfit =
  | { readonly field: 'files' | 'symbols' | 'read'; readonly entry: string; readonly is: 'missing' }
  | { readonly field: 'files' | 'read'; readonly entry: string; readonly is: 'folder' }
  | { readonly field: 'files' | 'read'; readonly entry: string; readonly is: 'empty' }
  | { readonly field: 'create'; readonly entry: string; readonly is: 'there' | 'folder' }
  /** `other` is the file in whose place a folder would stand, or another spelling of the same name (threat D13). */
  | {
      readonly field: 'create';
      readonly entry: string;
      readonly is: 'below-file' | 'same-name';
      readonly other: string;
    }
  | { readonly field: 'symbols'; readonly entry: string; readonly is: 'unreadable' }
  | {
      readonly field: 'symbols';
      readonly entry: string;
      readonly is: 'unknown-symbol';
      readonly symbol: string;
      readonly units: readonly string[];
    };

/**
 * What is named and is not there, and what is to be created and is. Entries are told in the order of the scope.
 * @param units of each file that is opened by symbols; undefined = it could not be parsed.
 */
export function scopeMisfits(
  { files, create, symbols, read }: Scope,
  tree: ReadonlyMap<RepoPath, unknown>,
  units: ReadonlyMap<RepoPath, readonly string[] | undefined>,
): readonly ScopeMisfit[] {
  const has = (path: string): boolean => tree.has(path as RepoPath);
  const folders = foldersOf(tree);
  const index = treeIndex(tree);
  return [
    ...files.flatMap((entry) => absent('files', entry)),
    ...create.filter((entry) => !isGlob(entry)).flatMap(uncreatable),
    ...collisions(create, tree),
    ...Object.entries(symbols).flatMap(([entry, names]) => withoutSymbols(entry, names)),
    ...read.flatMap((entry) => absent('read', entry)),
  ];

  function absent(field: 'files' | 'read', entry: string): readonly ScopeMisfit[] {
    if (isGlob(entry))
      return index.reachedBy(entry).length > 0 ? [] : [{ field, entry, is: 'empty' }];
    if (has(entry)) return [];
    return [{ field, entry, is: folders.has(entry) ? 'folder' : 'missing' }];
  }

  function uncreatable(entry: string): readonly ScopeMisfit[] {
    if (has(entry)) return [{ field: 'create', entry, is: 'there' }];
    if (folders.has(entry)) return [{ field: 'create', entry, is: 'folder' }];
    const other = foldersOn(entry).find(has);
    return other === undefined ? [] : [{ field: 'create', entry, is: 'below-file', other }];
  }

  function withoutSymbols(entry: string, names: readonly string[]): readonly ScopeMisfit[] {
    if (!has(entry)) return [{ field: 'symbols', entry, is: 'missing' }];
    const found = units.get(entry as RepoPath);
    if (found === undefined) return [{ field: 'symbols', entry, is: 'unreadable' }];
    const there = (symbol: string) =>
      symbol === TOP_LEVEL || found.some((unit) => symbolCovers(symbol, unit));
    return names
      .filter((symbol) => !there(symbol))
      .map((symbol) => ({ field: 'symbols', entry, is: 'unknown-symbol', symbol, units: found }));
  }
}

function collisions(
  create: readonly string[],
  tree: ReadonlyMap<RepoPath, unknown>,
): readonly ScopeMisfit[] {
  const added = create.filter(
    (entry) => !isGlob(entry) && !tree.has(entry as RepoPath),
  ) as RepoPath[];
  return nameCollisions(added, [...tree.keys(), ...added], tree.keys()).map(({ path, other }) => ({
    field: 'create',
    entry: path,
    is: 'same-name',
    other,
  }));
}

const foldersOf = remembered((tree: ReadonlyMap<RepoPath, unknown>): ReadonlySet<string> => {
  const folders = new Set<string>();
  for (const path of tree.keys()) {
    let folder = above(path);
    while (folder !== '' && !folders.has(folder)) {
      folders.add(folder);
      folder = above(folder);
    }
  }
  return folders;
});

/** The folders on the way to a path, innermost first. */
function foldersOn(path: string): readonly string[] {
  const folder = above(path);
  return folder === '' ? [] : [folder, ...foldersOn(folder)];
}

/** '' at the root. */
function above(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}
