import type { RangeCommit } from '../../model/change.ts';
import { LIMITS } from '../../model/limits.ts';
import type { RepoPath } from '../../model/repo-path.ts';
import type { Sha } from '../../model/sha.ts';
import { LF, NUL, type Reading, readPieces } from './byte-feed.ts';
import { COLON, rawEntry } from './raw-entry.ts';
import { treePath } from './tree-path.ts';

/** Options of `git log` whose output `commitLog` reads: a merge is listed once for each parent, so that nothing hides in it (threat D08). */
export const logArgs: readonly string[] = [
  ...['log', '-z', '--topo-order', `--max-count=${LIMITS.rangeCommits + 1}`, '--no-mailmap'],
  ...['--diff-merges=separate', '--root', '-r', '--raw', '--no-renames', '--no-abbrev'],
  '--format=%H%x00%P%x00%ae%x00%s',
];

/** Reads the output of log with `logArgs`. */
export function commitLog() {
  return readPieces(function* (feed): Reading<readonly RangeCommit[]> {
    const commits = new Map<Sha, RangeCommit & { readonly paths: RepoPath[] }>();
    const seen = new Set<string>();
    while ((yield* feed.peek()) !== undefined) {
      const sha = (yield* feed.token(NUL)).toString('latin1') as Sha;
      const parents = (yield* feed.token(NUL)).toString('latin1');
      const authorEmail = (yield* feed.token(NUL)).toString();
      const subject = (yield* feed.token(NUL)).toString();
      const commit = commits.get(sha) ?? {
        sha,
        parents: parents.split(' ').filter((parent): parent is Sha => parent !== ''),
        authorEmail,
        subject,
        paths: [],
      };
      commits.set(sha, commit);
      // An empty line stands before the paths, if there are any.
      if ((yield* feed.peek()) === LF) yield* feed.token(LF);
      while ((yield* feed.peek()) === COLON) {
        const path = treePath((yield* rawEntry(feed)).path);
        if (!seen.has(`${sha}${path}`)) commit.paths.push(path);
        seen.add(`${sha}${path}`);
      }
    }
    return [...commits.values()];
  });
}
