import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sha } from '../../model/sha.ts';
import type { Repository } from './open-repository.ts';
import { type NewObject, packObjects } from './pack-file.ts';

/**
 * Puts objects into the quarantine as one pack, by our own hand: no process, and two files instead of one an object.
 * @param objects different ones, at least one. @returns their ids, in order.
 */
export async function writePack(
  { quarantine, objectFormat }: Pick<Repository, 'quarantine' | 'objectFormat'>,
  objects: readonly NewObject[],
): Promise<readonly Sha[]> {
  const { name, pack, index, ids } = packObjects(objects, objectFormat);
  const path = join(quarantine, 'objects', 'pack', `pack-${name}`);
  // Git believes an index: the pack has to be there first.
  await writeFile(`${path}.pack`, pack);
  await writeFile(`${path}.idx`, index);
  return ids as readonly Sha[];
}
