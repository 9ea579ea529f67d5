import type { Sha } from '../../model/sha.ts';
import { type ByteFeed, LF, NUL, type Reading, readPieces } from './byte-feed.ts';
import type { Repository } from './open-repository.ts';
import { COLON, rawEntry } from './raw-entry.ts';

const RAW = ['--raw', '-z', '--no-renames', '--no-abbrev'] as const;

/**
 * Those of the heads that the first-parent line of a base took over as one commit, by a squash or a rebase: the commit
 * gives the same files, each with the same content before and after, as the head does since it left the base. Scopes are
 * exclusive, so nobody changes these files in between. A head that is not here any more is not among them.
 */
export async function squashedHeads(
  repository: Repository,
  base: Sha,
  heads: readonly Sha[],
): Promise<ReadonlySet<Sha>> {
  const own = new Map<Sha, string>();
  for (const head of new Set(heads)) {
    const changes = await changesSince(repository, base, head);
    if (changes !== undefined && changes !== '') own.set(head, changes);
  }
  if (own.size === 0) return new Set();
  const taken = await changesOnLine(repository, base, [...own.keys()]);
  return new Set([...own].flatMap(([head, changes]) => (taken.has(changes) ? [head] : [])));
}

/** undefined = the head is not here, or it has no history in common with the base. */
async function changesSince(
  { judge }: Repository,
  base: Sha,
  head: Sha,
): Promise<string | undefined> {
  const entries = readPieces(changeList);
  const { code } = await judge({
    args: ['diff', ...RAW, '--end-of-options', `${base}...${head}`],
    answers: [0, 128],
    onOutput: entries.push,
  });
  return code === 0 ? entries.end() : undefined;
}

/** What each commit changes that the line has and the heads have not. */
async function changesOnLine(
  { judge }: Repository,
  base: Sha,
  heads: readonly Sha[],
): Promise<ReadonlySet<string>> {
  const log = readPieces(function* (feed): Reading<ReadonlySet<string>> {
    const found = new Set<string>();
    while ((yield* feed.peek()) !== undefined) {
      yield* feed.token(NUL);
      // An empty line stands before the paths, if there are any.
      if ((yield* feed.peek()) === LF) yield* feed.token(LF);
      found.add(yield* changeList(feed));
    }
    return found;
  });
  await judge({
    args: [
      'log',
      '--first-parent',
      '--no-merges',
      '--no-mailmap',
      '-r',
      ...RAW,
      '--format=%H',
      '--stdin',
    ],
    stdin: [base, ...heads.map((head) => `^${head}`), ''].join('\n'),
    onOutput: log.push,
  });
  return log.end();
}

/** Entries of one commit as one text, so that two lists of changes are equal when their texts are. */
function* changeList(feed: ByteFeed): Reading<string> {
  const changes: string[] = [];
  while ((yield* feed.peek()) === COLON) {
    const { oldMode, newMode, oldBlob, newBlob, path } = yield* rawEntry(feed);
    changes.push([oldMode, newMode, oldBlob, newBlob, path.toString('latin1')].join(' '));
  }
  return changes.join('\0');
}
