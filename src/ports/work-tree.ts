import type { Sha } from '../model/sha.ts';

/** What is checked out. The one port that looks at files on disk; nothing that judges asks it. */
export interface WorkTree {
  /** `undefined` = HEAD has no commit yet. The branch is its short name; undefined = detached. */
  head(): Promise<{ readonly commit: Sha; readonly branch: string | undefined } | undefined>;
  /**
   * Paths whose files on disk differ from a commit, staged or not, untracked ones that are not ignored included. Sorted.
   * @throws GateError 'access' in a repository without a working tree.
   */
  dirty(commit: Sha): Promise<readonly string[]>;
}
