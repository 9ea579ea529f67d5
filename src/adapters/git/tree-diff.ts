import type { ChangedPath, FileHunks, Hunk } from '../../model/change.ts';
import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import type { RepoPath } from '../../model/repo-path.ts';
import { isNullSha, type Sha } from '../../model/sha.ts';
import { type ByteFeed, LF, NUL, type Reading, readPieces } from './byte-feed.ts';
import { filePatch } from './file-patch.ts';
import { COLON, isDirectory, isFile, type RawEntry, rawEntry, type Status } from './raw-entry.ts';
import { treePath, unreadablePath, whyUnreadable } from './tree-path.ts';

/** What differs between two trees, or why that cannot be said. Many diffs share a process: one hostile tree spoils only its own. */
export type TreeDiff =
  | {
      readonly state: 'read';
      readonly paths: readonly ChangedPath[];
      /** Empty when only paths were asked for. */
      readonly hunks: readonly FileHunks[];
      /** Empty unless 'directories' were asked for. */
      readonly removedDirectories: readonly RepoPath[];
    }
  | { readonly state: 'unreadable'; readonly error: GateError };

/**
 * Options of `git diff-tree` whose output `treeDiffs` reads. Renames stay a deletion and an addition (threats D01, D02).
 * With 'directories' git also lists the directories that come and go. With 'lines' git also compares contents; a file over
 * LIMITS.sourceBytes counts as binary, because comparing two hostile files of 8 MB takes git a minute (threat E10).
 */
export function diffTreeArgs(detail: 'paths' | 'directories' | 'lines'): readonly string[] {
  const raw = ['-r', '-z', '--raw', '--no-renames', '--no-abbrev'];
  if (detail === 'paths') return ['diff-tree', ...raw];
  if (detail === 'directories') return ['diff-tree', '-t', ...raw];
  const patch = ['-p', '-U0', '--full-index', '--no-color', '--no-ext-diff', '--no-textconv'];
  return ['-c', `core.bigFileThreshold=${LIMITS.sourceBytes}`, 'diff-tree', ...raw, ...patch];
}

/**
 * Reads the output of diff-tree with `diffTreeArgs`: one diff, or with --stdin one for each line of input. The lists come
 * before the patches, so a file of a patch is known by its place and its name is never parsed.
 * @returns by the line that git prints before each diff ("<tree> <tree>"); '' when it prints none.
 */
export function treeDiffs() {
  return readPieces(function* (feed): Reading<ReadonlyMap<string, TreeDiff>> {
    const diffs = new Map<string, TreeDiff>();
    for (let byte = yield* feed.peek(); byte !== undefined; byte = yield* feed.peek()) {
      const header = byte === COLON ? '' : (yield* feed.token(LF)).toString('latin1');
      diffs.set(header, yield* oneDiff(feed));
    }
    return diffs;
  });
}

function* oneDiff(feed: ByteFeed): Reading<TreeDiff> {
  const entries: RawEntry[] = [];
  while ((yield* feed.peek()) === COLON) entries.push(yield* rawEntry(feed));
  const patches: FilePatch[] = [];
  let ranges = 0;
  if ((yield* feed.peek()) === NUL) {
    yield* feed.token(NUL);
    for (const entry of entries) {
      const hunks = yield* filePatch(feed, entry);
      if (hunks !== 'binary') ranges += hunks.length;
      // The rest is read to its end, but not kept.
      if (ranges <= LIMITS.hunks) patches.push({ entry, hunks });
    }
  }
  const files = entries.filter((entry) => !isDirectory(entry));
  const removed = entries.filter((entry) => isDirectory(entry) && entry.status === 'D');
  return judged(files, patches, ranges, removed);
}

interface FilePatch {
  readonly entry: RawEntry;
  readonly hunks: readonly Hunk[] | 'binary';
}

function judged(
  entries: readonly RawEntry[],
  patches: readonly FilePatch[],
  ranges: number,
  removed: readonly RawEntry[],
): TreeDiff {
  if (entries.length > LIMITS.changedPaths)
    return tooLarge(`${entries.length} changed paths, allowed are ${LIMITS.changedPaths}`);
  if (ranges > LIMITS.hunks)
    return tooLarge(`${ranges} changed line ranges, allowed are ${LIMITS.hunks}`);
  for (const { path } of [...entries, ...removed]) {
    const why = whyUnreadable(path);
    if (why !== undefined) return { state: 'unreadable', error: unreadablePath(path, why) };
  }
  const files = patches.filter(({ entry }) => isFile(entry.oldMode) || isFile(entry.newMode));
  return {
    state: 'read',
    paths: entries.map(changedPath),
    hunks: files.map(({ entry, hunks }) => ({ path: treePath(entry.path), hunks })),
    removedDirectories: removed.map(({ path }) => treePath(path)),
  };
}

function tooLarge(what: string): TreeDiff {
  const error = new GateError('access', `Too much to judge: ${what}`, {
    remedy: 'Split the change into smaller ones.',
  });
  return { state: 'unreadable', error };
}

const KINDS: Readonly<Record<Status, ChangedPath['kind']>> = {
  A: 'added',
  D: 'deleted',
  M: 'modified',
  T: 'type-changed',
};

function changedPath({ path, status, oldMode, newMode, oldBlob, newBlob }: RawEntry): ChangedPath {
  const kind = status === 'M' && oldBlob === newBlob ? 'mode-changed' : KINDS[status];
  return {
    path: treePath(path),
    kind,
    oldMode,
    newMode,
    oldBlob: isNullSha(oldBlob) ? undefined : (oldBlob as Sha),
    newBlob: isNullSha(newBlob) ? undefined : (newBlob as Sha),
  };
}
