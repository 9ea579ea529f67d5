import type { Sha } from '../../model/sha.ts';
import type { Repository } from './open-repository.ts';
import { writePack } from './write-pack.ts';

/** Wraps trees into commits on top of the base tip: the one form in which every git since 2.39 takes a merge base. */
export async function writeTrialCommits(
  repository: Repository,
  base: Sha,
  trees: readonly Sha[],
): Promise<ReadonlyMap<Sha, Sha>> {
  if (trees.length === 0) return new Map();
  const who = 'handoff-gate <> 0 +0000';
  const ids = await writePack(
    repository,
    trees.map((tree) => ({
      type: 'commit',
      body: Buffer.from(`tree ${tree}\nparent ${base}\nauthor ${who}\ncommitter ${who}\n\n`),
    })),
  );
  return new Map(trees.map((tree, at) => [tree, ids[at] as Sha]));
}
