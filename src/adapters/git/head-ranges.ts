import type { RangeCommit } from '../../model/change.ts';
import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Sha } from '../../model/sha.ts';
import type { HeadRange } from '../../ports/history.ts';
import { commitLog, logArgs } from './commit-log.ts';
import { inHalves } from './in-halves.ts';
import type { Repository } from './open-repository.ts';
import { diffTreeArgs, treeDiffs } from './tree-diff.ts';

/** Heads a process: what one of them breaks is asked again for few. */
const BATCH = 500;

type Ranges = ReadonlyMap<Sha, HeadRange>;

/** Two processes for up to five hundred heads, where one head alone takes three. */
export async function headRanges(
  repository: Repository,
  base: Sha,
  heads: readonly Sha[],
): Promise<Ranges> {
  const different = [...new Set(heads)];
  const batches = Array.from({ length: Math.ceil(different.length / BATCH) }, (_, at) =>
    inHalves(
      different.slice(at * BATCH, (at + 1) * BATCH),
      (some) => ask(repository, base, some),
      (): Ranges => new Map(),
    ),
  );
  return new Map((await Promise.all(batches)).flat().flatMap((some) => [...some]));
}

async function ask(repository: Repository, base: Sha, heads: readonly Sha[]): Promise<Ranges> {
  const ahead = await commitsAhead(repository, base, heads);
  const known = new Map(ahead.map((commit) => [commit.sha, commit]));
  const ranges = heads.flatMap((head) => {
    const { reached, met } = walk(known, head);
    const [mergeBase, another] = met;
    if (mergeBase === undefined || another !== undefined) return [];
    return [{ head, mergeBase, commits: ahead.filter(({ sha }) => reached.has(sha)) }];
  });
  const changes = await changesOf(repository, ranges);
  return new Map(
    ranges.flatMap(({ head, ...range }) => {
      const paths = changes.get(head);
      return paths === undefined ? [] : [[head, { ...range, changes: paths }] as const];
    }),
  );
}

async function commitsAhead({ judge }: Repository, base: Sha, heads: readonly Sha[]) {
  const log = commitLog();
  const stdin = [`^${base}`, ...heads, ''].join('\n');
  await judge({ args: [...logArgs, '--stdin'], stdin, onOutput: log.push });
  const commits = log.end();
  if (commits.length <= LIMITS.rangeCommits) return commits;
  throw new GateError('access', `More than ${LIMITS.rangeCommits} commits in one walk`, {
    remedy: 'Ask about fewer heads.',
  });
}

/**
 * From a head down to where it meets the base: every parent that the log does not list is the base's. All that a head
 * shares with the base is behind such a commit, so one alone is the only merge base. A head that merged the base meets it
 * twice; which of the two counts is for git to say.
 */
function walk(known: ReadonlyMap<Sha, RangeCommit>, head: Sha) {
  const reached = new Set<Sha>();
  const met = new Set<Sha>();
  const left = [head];
  for (let sha = left.pop(); sha !== undefined; sha = left.pop()) {
    if (reached.has(sha)) continue;
    const commit = known.get(sha);
    if (commit === undefined) met.add(sha);
    else {
      reached.add(sha);
      left.push(...commit.parents);
    }
  }
  return { reached, met };
}

/** By head; equal trees and those that cannot be read are left out, and asked about alone. */
async function changesOf(
  { judge, trees }: Repository,
  ranges: readonly { readonly head: Sha; readonly mergeBase: Sha }[],
) {
  const pairs = await Promise.all(
    ranges.map(async ({ head, mergeBase }) => {
      const [from, to] = await Promise.all([trees.root(mergeBase), trees.root(head)]);
      return { head, trees: `${from} ${to}` };
    }),
  );
  const diffs = treeDiffs();
  const stdin = pairs.map((pair) => `${pair.trees}\n`).join('');
  await judge({ args: [...diffTreeArgs('paths'), '--stdin'], stdin, onOutput: diffs.push });
  const read = diffs.end();
  return new Map(
    pairs.flatMap(({ head, trees: key }) => {
      const diff = read.get(key);
      return diff?.state === 'read' ? [[head, diff.paths] as const] : [];
    }),
  );
}
