import type { FileVersion } from '../../model/change.ts';
import type { RepoPath } from '../../model/repo-path.ts';
import type { Sha } from '../../model/sha.ts';
import { LF, NUL, type Reading, readPieces } from './byte-feed.ts';
import { COLON, isFile, rawEntry } from './raw-entry.ts';

/** Options of `git log` whose output `fileLog` reads: a merge differs from its first parent only, like every other commit of the line. */
export const fileLogArgs: readonly string[] = [
  ...['log', '-z', '--first-parent', '--diff-merges=first-parent', '--no-mailmap'],
  ...['--root', '-r', '--raw', '--no-renames', '--no-abbrev', '--format=%H'],
];

/** Reads the output of log with `fileLogArgs` for one path. A folder of that name has other paths, and does not count. */
export function fileLog(path: RepoPath) {
  return readPieces(function* (feed): Reading<readonly FileVersion[]> {
    const versions: FileVersion[] = [];
    while ((yield* feed.peek()) !== undefined) {
      const commit = (yield* feed.token(NUL)).toString('latin1') as Sha;
      // An empty line stands before the paths, if there are any.
      if ((yield* feed.peek()) === LF) yield* feed.token(LF);
      while ((yield* feed.peek()) === COLON) {
        const entry = yield* rawEntry(feed);
        if (entry.path.toString() !== path) continue;
        versions.push({ commit, blob: isFile(entry.newMode) ? (entry.newBlob as Sha) : undefined });
      }
    }
    return versions;
  });
}
