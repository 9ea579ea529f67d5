import type { ChangedPath, FileHunks } from '../../model/change.ts';
import type { Sha } from '../../model/sha.ts';
import type { Normalisation } from '../../model/trial-merge.ts';
import type { HunkCache, Kept } from '../../ports/hunk-cache.ts';
import { type BlobPair, blobPairKey, compareBlobs } from './compare-blobs.ts';
import { inHalves } from './in-halves.ts';
import type { Repository } from './open-repository.ts';
import type { HunksByBlobs } from './parse-hunks.ts';
import { isFile } from './raw-entry.ts';
import { diffTreeArgs, treeDiffs } from './tree-diff.ts';

/** Trees a process: to start one costs as much as to compare twenty. */
const BATCH = 500;

/** The base tip: its commit names it in the cache, its tree is what git compares with. */
export interface BaseTip {
  readonly commit: Sha;
  readonly tree: Sha;
  /** Makes trees again that only an earlier run has made. */
  bring(trees: readonly Sha[]): Promise<void>;
}

/**
 * What each tree changes against the base tip: names by one process a batch, then lines by another, of those files only
 * that more than one tree changes, and of which no earlier run compared the same two blobs.
 */
export async function normalise(
  repository: Repository,
  cache: HunkCache,
  base: BaseTip,
  trees: readonly Sha[],
): Promise<ReadonlyMap<Sha, Normalisation>> {
  const batches = Array.from({ length: Math.ceil(trees.length / BATCH) }, (_, at) =>
    readNames(repository, cache, base, trees.slice(at * BATCH, (at + 1) * BATCH)),
  );
  const names = new Map((await Promise.all(batches)).flat().flatMap((some) => [...some]));
  const hunks = await readLines(repository, cache, base, names);
  return new Map([...names].map(([tree, name]) => [tree, normalisation(name, hunks)]));
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

async function readLines(
  repository: Repository,
  cache: HunkCache,
  base: BaseTip,
  names: NamesByTree,
): Promise<HunksByBlobs> {
  const hunks = new Map<string, Kept['hunks']>();
  const unknown = new Map<string, BlobPair>();
  const holders = new Set<Sha>();
  for (const [tree, pair] of sharedPairs(names)) {
    const key = blobPairKey(pair);
    const kept = hunks.get(key) ?? cache.find('hunks', key);
    if (kept !== undefined) hunks.set(key, kept);
    else {
      unknown.set(key, pair);
      holders.add(tree);
    }
  }
  await base.bring([...holders]);
  for (const [key, found] of await compareBlobs(repository, [...unknown.values()])) {
    cache.keep('hunks', key, found);
    hunks.set(key, found);
  }
  return hunks;
}

/** The two blobs, and the tree that holds the new one, of every file that more than one tree changes. */
function sharedPairs(names: NamesByTree): readonly (readonly [tree: Sha, pair: BlobPair])[] {
  const count = new Map<string, number>();
  const changes = [...names].flatMap(([tree, name]) =>
    'because' in name ? [] : name.paths.map((changed) => ({ tree, changed })),
  );
  for (const { changed } of changes) count.set(changed.path, (count.get(changed.path) ?? 0) + 1);
  return changes.flatMap(({ tree, changed }) => {
    const pair = count.get(changed.path) === 1 ? undefined : filePair(changed);
    return pair === undefined ? [] : [[tree, pair] as const];
  });
}

function lines({ tree: tip }: BaseTip, trees: readonly Sha[]): string {
  return trees.map((tree) => `${tip} ${tree}\n`).join('');
}

/** Both sides, where a regular file stays one and gets another blob. */
function filePair({ oldMode, newMode, oldBlob, newBlob }: ChangedPath): BlobPair | undefined {
  const same = !isFile(oldMode) || !isFile(newMode) || oldBlob === newBlob;
  return same ? undefined : [oldBlob as Sha, newBlob as Sha];
}

function normalisation(names: Names, known: HunksByBlobs): Normalisation {
  if ('because' in names) return { state: 'not-evaluated', because: names.because };
  const hunks = names.paths.flatMap((changed): readonly FileHunks[] => {
    const pair = filePair(changed);
    const found = pair && known.get(blobPairKey(pair));
    return found === undefined ? [] : [{ path: changed.path, hunks: found }];
  });
  return { state: 'read', change: { ...names, hunks } };
}
