import type { RepoPath } from '../model/repo-path.ts';
import type { Sha } from '../model/sha.ts';

/** Where words stand in a whole tree. */
export interface WordSearch {
  /**
   * For each word that is there, the files of a commit that hold it between characters that are no letter, digit or `_`.
   * @param words of letters, digits and `_`.
   * @param extensions of the files to look at, without a dot.
   */
  filesWith(
    commit: Sha,
    words: readonly string[],
    extensions: readonly string[],
  ): Promise<ReadonlyMap<string, ReadonlySet<RepoPath>>>;
}
