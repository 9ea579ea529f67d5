import type { Hunk } from '../model/change.ts';
import type { RepoPath } from '../model/repo-path.ts';
import { mechanicalFile } from './mechanical-files.ts';

/**
 * Each has its own remedy (CONFLICTS.md 7): `content` rebase and resolve · `structural` agree on the layout ·
 * `mechanical` regenerate, keep both, or queue. The fourth kind, an edit that both make, is no conflict: see SharedPath.
 */
export type ConflictClass = 'content' | 'structural' | 'mechanical';

/** The class of two edits that meet in lines of one file. */
export function classOfLines(
  path: RepoPath,
  touching: readonly { readonly first: Hunk; readonly second: Hunk }[],
): ConflictClass {
  const file = mechanicalFile(path);
  if (file === 'lock' || file === 'changelog') return 'mechanical';
  const onlyVersions = touching.every(
    ({ first, second }) => first.versionOnly === true && second.versionOnly === true,
  );
  return file === 'manifest' && onlyVersions ? 'mechanical' : 'content';
}

/** The class of two changes that meet as whole files or names. */
export function classOfWhole(kind: string, path: RepoPath): ConflictClass {
  const file = mechanicalFile(path);
  switch (kind) {
    case 'add/add':
    case 'binary':
    case 'unread':
      return file === 'lock' || file === 'changelog' ? 'mechanical' : 'content';
    default:
      return 'structural';
  }
}
