import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Sha } from '../../model/sha.ts';

/** Where trial commits may be written: a quarantine, never the repository. */
export interface TrialCommitStore {
  readonly quarantine: string;
  readonly objectFormat: 'sha1' | 'sha256';
}

/**
 * Wraps trees into commits on top of the base tip, which is the only form in which git 2.38 and later all take a merge
 * base. Written as loose objects by our own hand: 300 of them take about 30 ms; `hash-object --stdin-paths` would need
 * a file each as well, and a process.
 */
export async function writeTrialCommits(
  { quarantine, objectFormat }: TrialCommitStore,
  base: Sha,
  trees: readonly Sha[],
): Promise<ReadonlyMap<Sha, Sha>> {
  const commits = new Map<Sha, Sha>();
  await Promise.all(
    [...new Set(trees)].map(async (tree) => {
      const who = 'handoff-gate <> 0 +0000';
      const body = `tree ${tree}\nparent ${base}\nauthor ${who}\ncommitter ${who}\n\n`;
      const object = Buffer.from(`commit ${body.length}\0${body}`);
      const id = createHash(objectFormat).update(object).digest('hex') as Sha;
      commits.set(tree, id);
      const folder = join(quarantine, 'objects', id.slice(0, 2));
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, id.slice(2)), deflateSync(object, { level: 1 }));
    }),
  );
  return commits;
}
