import type { RepoPath } from '../model/repo-path.ts';
import { modulePaths } from './symbols/module-paths.ts';

/**
 * The file of the tree that an import names; undefined: none of them, a package of others for example. By paths only:
 * what a bundler or an interpreter is configured to do is not read, but for `@/x` and `~/x`, which most projects map to
 * their sources, the folders around the importer are tried.
 */
export function resolveImport(
  specifier: string,
  importer: string,
  tree: ReadonlyMap<RepoPath, unknown>,
): RepoPath | undefined {
  const [, aliased] = /^[@~]\/(.+)$/.exec(specifier) ?? [];
  const paths =
    aliased === undefined
      ? modulePaths(importer, specifier)
      : entriesAround(importer).flatMap((entry) => [
          ...modulePaths(entry, `./src/${aliased}`),
          ...modulePaths(entry, `./${aliased}`),
        ]);
  return paths.find((path) => tree.has(path as RepoPath)) as RepoPath | undefined;
}

/** A script in each folder around a path, innermost first. */
function entriesAround(path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1);
  return [...folders, ''].map((_, up) =>
    [...folders.slice(0, folders.length - up), 'x.ts'].join('/'),
  );
}
