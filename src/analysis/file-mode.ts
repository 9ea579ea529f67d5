import type { ChangedPath } from '../model/change.ts';

/** A change of what a path is, beside what is in it (threat D03). */
export type ModeConcern =
  | 'symlink'
  | 'submodule'
  /** A link or submodule that was there points elsewhere. */
  | 'repointed'
  /** A regular file in the place of a link or submodule. */
  | 'replaced'
  | 'executable'
  | 'not-executable';

/**
 * Denied by default, even inside the scope. A path that becomes a link or a submodule is never what a spec's file list
 * meant, so nothing in a spec opens it; the others are open where the spec writes the very path, because then a planner
 * looked at that one file.
 */
export function modeConcern(
  { oldMode, newMode }: ChangedPath,
  named: boolean,
): ModeConcern | undefined {
  if (newMode === '000000') return undefined;
  if (newMode !== oldMode && newMode === '120000') return 'symlink';
  if (newMode !== oldMode && newMode === '160000') return 'submodule';
  if (named) return undefined;
  if (newMode === '120000' || newMode === '160000') return 'repointed';
  if (oldMode === '120000' || oldMode === '160000') return 'replaced';
  if (newMode === '100755' && oldMode !== '100755') return 'executable';
  return newMode === '100644' && oldMode === '100755' ? 'not-executable' : undefined;
}
