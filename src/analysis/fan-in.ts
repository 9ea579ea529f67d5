import type { RepoPath } from '../model/repo-path.ts';
import { resolveImport } from './resolve-import.ts';
import { testRoleOf } from './test-role.ts';

/**
 * How many modules import each file. Tests do not count: a module with many tests is not shared. A file that imports
 * another one twice counts once.
 * @param imports what each module says that it imports, by its path.
 */
export function fanIn(
  imports: ReadonlyMap<RepoPath, readonly string[]>,
  tree: ReadonlyMap<RepoPath, unknown>,
): ReadonlyMap<RepoPath, number> {
  const counts = new Map<RepoPath, number>();
  for (const [importer, specifiers] of imports) {
    if (testRoleOf(importer) !== undefined) continue;
    const targets = specifiers.map((specifier) => resolveImport(specifier, importer, tree));
    for (const target of new Set(targets))
      if (target !== undefined && target !== importer)
        counts.set(target, (counts.get(target) ?? 0) + 1);
  }
  return counts;
}
