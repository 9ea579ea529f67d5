import type { RangeCommit } from '../../model/change.ts';
import { LIMITS } from '../../model/limits.ts';
import type { RepoPath } from '../../model/repo-path.ts';
import type { Sha } from '../../model/sha.ts';
import { LF, NUL, type Reading, readPieces } from './byte-feed.ts';
import { COLON, rawEntry } from './raw-entry.ts';
import { treePath } from './tree-path.ts';

/** Options of `git log` whose output `commitLog` reads: a merge is listed once for each parent, so that nothing hides in it (threat D08). */
export const logArgs: readonly string[] = [
  ...['log', '-z', '--topo-order', `--max-count=${LIMITS.rangeCommits + 1}`],
  ...['-m', '-r', '--raw', '--no-renames', '--no-abbrev', '--root', '--no-mailmap'],
  '--format=%H %P%x00%ae%x00%s',
];

/** Reads the output of log with `logArgs`. */
export function commitLog() {
  return readPieces(function* (feed): Reading<readonly RangeCommit[]> {
    const commits = new Map<string, Omit<RangeCommit, 'paths'> & { paths: Set<RepoPath> }>();
    while ((yield* feed.peek()) !== undefined) {
      const [sha = '', ...parents] = (yield* feed.token(NUL)).toString('latin1').trim().split(' ');
      const authorEmail = (yield* feed.token(NUL)).toString();
      const subject = (yield* feed.token(NUL)).toString();
      const listed = commits.get(sha)?.paths;
      const paths = listed ?? new Set<RepoPath>();
      if ((yield* feed.peek()) === LF) yield* feed.token(LF);
      while ((yield* feed.peek()) === COLON) paths.add(treePath((yield* rawEntry(feed)).path));
      commits.set(sha, {
        sha: sha as Sha,
        parents: parents as string[] as Sha[],
        authorEmail,
        subject,
        paths,
      });
    }
    return [...commits.values()].map((commit) => ({ ...commit, paths: [...commit.paths] }));
  });
}
