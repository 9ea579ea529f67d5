import type {
  ChangedPath,
  FileHunks,
  FileVersion,
  RangeCommit,
  TreeEntry,
} from '../model/change.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Sha } from '../model/sha.ts';

/** What one head has beyond a base. */
export interface HeadRange {
  /** The only one. */
  readonly mergeBase: Sha;
  /** As `commits([mergeBase], head)`. */
  readonly commits: readonly RangeCommit[];
  /** As `changes(mergeBase, head)`. */
  readonly changes: readonly ChangedPath[];
}

/**
 * What happened between commits, read from trees (decision K7), never from a working tree, index or hook.
 * Every answer belongs to the shas that were asked for. A throw (GateError 'access') = could not look: the object is not
 * here (shallow or partial clone), or a limit was met. Attributes, replace refs and repository configuration are ignored.
 */
export interface History {
  /** Names (branches, tags, full refs, shas) → commits. `undefined` = looked, no such commit. One call for many names. */
  resolve(names: readonly string[]): Promise<ReadonlyMap<string, Sha | undefined>>;
  /** All merge bases (criss-cross histories have several, threat D09); empty = unrelated histories. */
  mergeBases(a: Sha, b: Sha): Promise<readonly Sha[]>;
  /** Paths that differ, sorted by path bytes. @throws when more than LIMITS.changedPaths differ (threat E10). */
  changes(from: Sha, to: Sha): Promise<readonly ChangedPath[]>;
  /** Line ranges of every modified, added or deleted regular file, same order as `changes`. */
  hunks(from: Sha, to: Sha): Promise<readonly FileHunks[]>;
  /** Commits reachable from head and from none of the bases, newest first. @throws over LIMITS.rangeCommits. */
  commits(bases: readonly Sha[], head: Sha): Promise<readonly RangeCommit[]>;
  /**
   * What `mergeBases`, `commits` and `changes` say of many heads, by head, for little more than one costs. Of a head that is
   * left out nothing is said, good or bad: ask for it by itself. It met the base more than once, never, or cannot be read.
   */
  ranges(base: Sha, heads: readonly Sha[]): Promise<ReadonlyMap<Sha, HeadRange>>;
  /**
   * What a file was along the first-parent line of a commit, newest first and at most so many: an entry for each commit of
   * that line that changed it. What happened on a branch counts as the merge that brought it.
   */
  versions(tip: Sha, path: RepoPath, most: number): Promise<readonly FileVersion[]>;
  /** The whole tree of a commit, sorted by path bytes. @throws when a name is not UTF-8 (threat D10). */
  tree(commit: Sha): Promise<readonly TreeEntry[]>;
  /** The id of a commit's tree: equal exactly for equal contents. */
  treeId(commit: Sha): Promise<Sha>;
}
