import type { ChangedPath, Hunk } from '../model/change.ts';
import type { RepoPath } from '../model/repo-path.ts';
import { type ConflictClass, classOfLines, classOfWhole } from './conflict-class.ts';
import { lineDistance } from './line-distance.ts';

/** Why a pair goes to git; the last one is certain by itself, because git compares names byte for byte. */
export type InteractionKind =
  | 'lines'
  | 'add/add'
  | 'modify/delete'
  | 'rename'
  | 'binary'
  | 'symlink'
  | 'submodule'
  | 'unread'
  | 'directory-rename'
  | 'file/directory'
  | 'case-clash';

/** One place in which two outputs may conflict. */
export interface Interaction {
  readonly kind: InteractionKind;
  readonly class: ConflictClass;
  /** The path on each side: two paths for directory-rename, file/directory and case-clash, else the same twice. */
  readonly first: RepoPath;
  readonly second: RepoPath;
  /** For kind 'lines': the edits that meet, in line numbers of the base tip. */
  readonly lines: readonly { readonly first: Hunk; readonly second: Hunk }[];
}

/** What one output does to one path. */
export interface Touch {
  readonly output: number;
  readonly changed: ChangedPath;
  /** undefined: not known, so git has to say. */
  readonly hunks: readonly Hunk[] | 'binary' | undefined;
  /** The output deletes and adds paths, so that git may see a rename between any two of them. */
  readonly mayRename: boolean;
}

/** What two outputs are to each other on a path that both change. */
export interface Meeting {
  readonly candidate: Interaction | undefined;
  /** Base lines between the nearest edits; undefined: not compared by lines. */
  readonly gap: number | undefined;
  /** Both sides make the same edit, in part or as a whole. */
  readonly identical: boolean;
}

const NO_LINES: Interaction['lines'] = [];

function whole(kind: Exclude<InteractionKind, 'lines'>, path: RepoPath): Meeting {
  return {
    candidate: {
      kind,
      class: classOfWhole(kind, path),
      first: path,
      second: path,
      lines: NO_LINES,
    },
    gap: undefined,
    identical: false,
  };
}

/**
 * Both touches start from the same blob of the base tip. A rename is a deletion and an addition here, so whoever deletes
 * a path that the other one touches may have renamed it: git, which follows renames, decides.
 */
export function meet(first: Touch, second: Touch): Meeting {
  const { path, oldBlob, oldMode, newBlob, newMode } = first.changed;
  const other = second.changed;
  if (newBlob === other.newBlob && newMode === other.newMode) {
    const canBeRenamed = oldBlob === undefined || newBlob === undefined;
    if (canBeRenamed && (first.mayRename || second.mayRename)) return whole('rename', path);
    return { candidate: undefined, gap: undefined, identical: true };
  }
  if (newBlob === undefined || other.newBlob === undefined) return whole('modify/delete', path);
  const modes = [oldMode, newMode, other.newMode];
  if (modes.includes('160000')) return whole('submodule', path);
  if (modes.includes('120000')) return whole('symlink', path);
  if (oldBlob === undefined) return whole('add/add', path);
  if (oldBlob === newBlob || oldBlob === other.newBlob) {
    // One side changes the mode only, and a regular file has but two modes: there is nothing to disagree about.
    return { candidate: undefined, gap: undefined, identical: false };
  }
  if (first.hunks === undefined || second.hunks === undefined) return whole('unread', path);
  if (first.hunks === 'binary' || second.hunks === 'binary') return whole('binary', path);
  const { gap, touching, identical } = lineDistance(first.hunks, second.hunks);
  const candidate: Interaction = {
    kind: 'lines',
    class: classOfLines(path, touching),
    first: path,
    second: path,
    lines: touching,
  };
  return {
    candidate: touching.length > 0 ? candidate : undefined,
    gap,
    identical: identical > 0,
  };
}
