import type { RepoPath } from './repo-path.ts';
import type { Sha } from './sha.ts';

/** A file mode as git's trees write it. */
export type FileMode = '100644' | '100755' | '120000' | '160000' | '000000';

/**
 * One path that differs between two trees. Renames are never folded: a rename is a deletion and an addition, so both
 * sides are counted (threats D01, D02).
 */
export interface ChangedPath {
  readonly path: RepoPath;
  readonly kind: 'added' | 'deleted' | 'modified' | 'mode-changed' | 'type-changed';
  /** '000000' and undefined blob: the path does not exist on that side. */
  readonly oldMode: FileMode;
  readonly newMode: FileMode;
  readonly oldBlob: Sha | undefined;
  readonly newBlob: Sha | undefined;
}

/** A changed range of lines, 1-based as `diff -U0` prints it; a side of 0 lines is an insertion after / a deletion at its start. */
export interface Hunk {
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  /** Digest of the added lines' bytes: two hunks with the same old range and digest are the same edit. */
  readonly added: string;
  /** Every removed and every added line states a version and nothing else (CONFLICTS.md 7, mechanical). */
  readonly versionOnly?: true;
}

export interface FileHunks {
  readonly path: RepoPath;
  /** 'binary': git sees bytes, not lines (attributes ignored), or over LIMITS.sourceBytes; the whole file counts as changed. */
  readonly hunks: readonly Hunk[] | 'binary';
}

/** A head brought onto the base tip: what it would change there, in the base tip's own line numbers (CONFLICTS.md 1). */
export interface NormalisedChange {
  /** Sorted by path bytes. */
  readonly paths: readonly ChangedPath[];
  /**
   * Of the regular files that keep being one and get another blob, at least where another pending output changes the
   * path as well. Missing: not read, so that git has to say.
   */
  readonly hunks: readonly FileHunks[];
  /** Directories of the base tip that are gone: only these can make git move another side's new files. */
  readonly removedDirectories: readonly RepoPath[];
}

/** One entry of a tree listing, recursive, blobs and submodules only. */
export interface TreeEntry {
  readonly path: RepoPath;
  readonly mode: FileMode;
  readonly blob: Sha;
}

/** A file as one commit left it. */
export interface FileVersion {
  readonly commit: Sha;
  /** undefined = it is no regular file there: removed, a link, a submodule, a folder. */
  readonly blob: Sha | undefined;
}

export interface RangeCommit {
  readonly sha: Sha;
  readonly parents: readonly Sha[];
  readonly authorEmail: string;
  readonly subject: string;
  /** Paths that differ from any parent, both sides of renames. */
  readonly paths: readonly RepoPath[];
}
