import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha } from '../../model/sha.ts';
import type { Repository } from './open-repository.ts';
import { packCommits } from './pack-file.ts';

/**
 * Wraps trees into commits on top of the base tip: the one form in which every git since 2.39 takes a merge base. They
 * go into the quarantine as one pack, by our own hand: no process, and two files instead of one a commit.
 */
export async function writeTrialCommits(
  { quarantine, objectFormat }: Repository,
  base: Sha,
  trees: readonly Sha[],
): Promise<ReadonlyMap<Sha, Sha>> {
  if (trees.length === 0) return new Map();
  const who = 'handoff-gate <> 0 +0000';
  const bodies = trees.map(
    (tree) => `tree ${tree}\nparent ${base}\nauthor ${who}\ncommitter ${who}\n\n`,
  );
  const { name, pack, index, ids } = packCommits(bodies, objectFormat);
  const path = join(quarantine, 'objects', 'pack', `pack-${name}`);
  // Git believes an index: the pack has to be there first.
  await writeFile(`${path}.pack`, pack);
  await writeFile(`${path}.idx`, index);
  return new Map(trees.map((tree, at) => [tree, ids[at] as Sha]));
}
