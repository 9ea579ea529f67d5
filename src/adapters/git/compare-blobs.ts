import { LIMITS } from '../../model/limits.ts';
import type { Sha } from '../../model/sha.ts';
import { inHalves } from './in-halves.ts';
import type { Repository } from './open-repository.ts';
import { HUNK_ARGS, type HunksByBlobs, parseHunks } from './parse-hunks.ts';
import { writePack } from './write-pack.ts';

export type BlobPair = readonly [old: Sha, new: Sha];

/** Pairs a process: bounds what is lost with it. */
const BATCH = 2_000;

export function blobPairKey([old, fresh]: BlobPair): string {
  return `${old}..${fresh}`;
}

/**
 * The lines that differ, of any pairs of blobs: two trees of our own hold one side each, and one process compares them.
 * Git walks no tree of the repository for it and opens no file but these, whose names are ours.
 * @param pairs different ones, of different blobs. @returns a pair that cannot be read is absent: git has to decide.
 */
export async function compareBlobs(
  repository: Repository,
  pairs: readonly BlobPair[],
): Promise<HunksByBlobs> {
  const ask = async (some: readonly BlobPair[]): Promise<HunksByBlobs> => {
    const trees = await writePack(repository, [treeOf(some, 0), treeOf(some, 1)]);
    const call = { args: [...HUNK_ARGS, ...trees], maxBytes: LIMITS.hunkBytes };
    return parseHunks((await repository.judge(call)).stdout);
  };
  const batches = Array.from({ length: Math.ceil(pairs.length / BATCH) }, (_, at) =>
    inHalves(pairs.slice(at * BATCH, (at + 1) * BATCH), ask, () => new Map()),
  );
  return new Map((await Promise.all(batches)).flat().flatMap((read) => [...read]));
}

/** One entry a pair, under its number: as wide as all others, so that they are in git's order. */
function treeOf(pairs: readonly BlobPair[], side: 0 | 1) {
  const entries = pairs.flatMap((pair, at) => [
    Buffer.from(`100644 ${`${at}`.padStart(8, '0')}\0`),
    Buffer.from(pair[side], 'hex'),
  ]);
  return { type: 'tree' as const, body: Buffer.concat(entries) };
}
