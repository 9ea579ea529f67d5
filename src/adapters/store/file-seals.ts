import { join } from 'node:path';
import { Seal } from '../../model/seal.ts';
import type { Seals } from '../../ports/seals.ts';
import { readJsonFile } from './json-file.ts';
import { writeAtomically } from './write-atomically.ts';

/** Seals as `<folder>/seals/<task-id>.json`; a task id is kebab-case, so it is a safe file name. */
export function fileSeals(folder: string): Seals {
  const pathOf = (task: string): string => join(folder, 'seals', `${task}.json`);
  return {
    find: (task) => readJsonFile(pathOf(task), Seal),
    put: (seal) => writeAtomically(pathOf(seal.task), `${JSON.stringify(seal, null, 2)}\n`),
  };
}
