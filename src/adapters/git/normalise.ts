import type { ChangedPath, FileHunks } from '../../model/change.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Sha } from '../../model/sha.ts';
import type { Normalisation } from '../../model/trial-merge.ts';
import type { HunkCache, Kept } from '../../ports/hunk-cache.ts';
import { inHalves } from './in-halves.ts';
import type { Repository } from './open-repository.ts';
import { HUNK_ARGS, type HunksByBlobs, parseHunks } from './parse-hunks.ts';
import { isFile } from './raw-entry.ts';
import { diffTreeArgs, treeDiffs } from './tree-diff.ts';

/** Trees a process: to start one costs as much as to compare twenty. */
const BATCH = 250;

/** The base tip: its commit names it in the cache, its tree is what git compares with. */
export interface BaseTip {
  readonly commit: Sha;
  readonly tree: Sha;
  /** Makes trees again that only an earlier run has made. */
  bring(trees: readonly Sha[]): Promise<void>;
}

/**
 * What each tree changes against the base tip: names by one process a batch, then lines by another, for those trees only
 * that change a path which another one changes too, in a pair of blobs that no earlier run compared.
 */
export async function normalise(
  repository: Repository,
  cache: HunkCache,
  base: BaseTip,
  trees: readonly Sha[],
): Promise<ReadonlyMap<Sha, Normalisation>> {
  const names = new Map<Sha, Names>();
  for (const some of await inBatches(trees, (batch) => readNames(repository, cache, base, batch)))
    for (const [tree, name] of some) names.set(tree, name);
  const shared = sharedPairs(names);
  const hunks = new Map<string, Kept['hunks']>();
  const unread = [...shared].flatMap(([tree, pairs]) => {
    const unknown = pairs.filter((pair) => {
      const kept = cache.find('hunks', pair);
      if (kept !== undefined) hunks.set(pair, kept);
      return kept === undefined;
    });
    return unknown.length > 0 ? [tree] : [];
  });
  for (const some of await inBatches(unread, (batch) => readLines(repository, base, batch)))
    for (const [pair, found] of some) {
      cache.keep('hunks', pair, found);
      hunks.set(pair, found);
    }
  return new Map([...names].map(([tree, name]) => [tree, normalisation(name, hunks)]));
}

async function inBatches<Answer>(
  trees: readonly Sha[],
  read: (batch: readonly Sha[]) => Promise<readonly Answer[]>,
): Promise<readonly Answer[]> {
  const batches = Array.from({ length: Math.ceil(trees.length / BATCH) }, (_, at) =>
    read(trees.slice(at * BATCH, (at + 1) * BATCH)),
  );
  return (await Promise.all(batches)).flat();
}

type Names = Kept['names'] | { readonly because: string };
type NamesByTree = ReadonlyMap<Sha, Names>;

async function readNames(
  { judge }: Repository,
  cache: HunkCache,
  base: BaseTip,
  trees: readonly Sha[],
): Promise<readonly NamesByTree[]> {
  const known = new Map<Sha, Names>();
  const unknown = trees.filter((tree) => {
    const kept = cache.find('names', `${base.commit} ${tree}`);
    if (kept !== undefined) known.set(tree, kept);
    return kept === undefined;
  });
  const ask = async (some: readonly Sha[]): Promise<NamesByTree> => {
    const diffs = treeDiffs();
    const args = [...diffTreeArgs('directories'), '--stdin'];
    await base.bring(some);
    await judge({ args, stdin: lines(base, some), onOutput: diffs.push });
    const read = diffs.end();
    return new Map(
      some.map((tree): [Sha, Names] => {
        const diff = read.get(`${base.tree} ${tree}`);
        if (diff?.state !== 'read')
          return [tree, { because: diff?.error.message ?? 'git gave no answer' }];
        const { paths, removedDirectories } = diff;
        cache.keep('names', `${base.commit} ${tree}`, { paths, removedDirectories });
        return [tree, { paths, removedDirectories }];
      }),
    );
  };
  const alone = (tree: Sha, because: string): NamesByTree => new Map([[tree, { because }]]);
  return [known, ...(await inHalves(unknown, ask, alone))];
}

/** Lines that cannot be read stay unknown: then git decides every pair on that path. */
async function readLines(
  { judge }: Repository,
  base: BaseTip,
  trees: readonly Sha[],
): Promise<readonly HunksByBlobs[]> {
  const args = [...HUNK_ARGS, '--diff-filter=M', '--stdin'];
  const ask = async (some: readonly Sha[]): Promise<HunksByBlobs> => {
    await base.bring(some);
    const call = { args, stdin: lines(base, some), maxBytes: LIMITS.hunkBytes };
    return parseHunks((await judge(call)).stdout);
  };
  return inHalves(trees, ask, () => new Map());
}

/** The pairs of blobs, by tree, on paths that more than one tree changes: nobody asks for the lines of others. */
function sharedPairs(names: NamesByTree): ReadonlyMap<Sha, readonly string[]> {
  const count = new Map<string, number>();
  const all = [...names].map(
    ([tree, name]) => [tree, 'because' in name ? [] : name.paths] as const,
  );
  for (const { path } of all.flatMap(([, paths]) => paths))
    count.set(path, (count.get(path) ?? 0) + 1);
  return new Map(
    all.map(([tree, paths]) => [
      tree,
      paths.filter((one) => hasLines(one) && count.get(one.path) !== 1).map(blobs),
    ]),
  );
}

function lines({ tree: tip }: BaseTip, trees: readonly Sha[]): string {
  return trees.map((tree) => `${tip} ${tree}\n`).join('');
}

function hasLines({ oldMode, newMode, oldBlob, newBlob }: ChangedPath): boolean {
  return isFile(oldMode) && isFile(newMode) && oldBlob !== newBlob;
}

function blobs({ oldBlob, newBlob }: ChangedPath): string {
  return `${oldBlob}..${newBlob}`;
}

function normalisation(names: Names, known: HunksByBlobs): Normalisation {
  if ('because' in names) return { state: 'not-evaluated', because: names.because };
  const hunks = names.paths.filter(hasLines).flatMap((changed): readonly FileHunks[] => {
    const found = known.get(blobs(changed));
    return found === undefined ? [] : [{ path: changed.path, hunks: found }];
  });
  return { state: 'read', change: { ...names, hunks } };
}
