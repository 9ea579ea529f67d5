import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { Sha } from '../../model/sha.ts';
import type { Repository } from './open-repository.ts';

/**
 * Wraps trees into commits on top of the base tip: the one form in which every git since 2.39 takes a merge base. They
 * go into the quarantine as one pack, because a thousand loose files take a slow disk a second.
 */
export async function writeTrialCommits(
  { judge, objectFormat }: Repository,
  base: Sha,
  trees: readonly Sha[],
): Promise<ReadonlyMap<Sha, Sha>> {
  const who = 'handoff-gate <> 0 +0000';
  const commits = trees.map(
    (tree) => `tree ${tree}\nparent ${base}\nauthor ${who}\ncommitter ${who}\n\n`,
  );
  if (commits.length > 0)
    await judge({ args: ['index-pack', '--stdin'], stdin: packOf(commits, objectFormat) });
  return new Map(
    trees.map((tree, at) => {
      const body = `${commits[at]}`;
      const id = createHash(objectFormat).update(`commit ${body.length}\0${body}`).digest('hex');
      return [tree, id as Sha];
    }),
  );
}

/** A pack of commits (gitformat-pack(5)): header, each object's type, size and deflated bytes, digest of it all. */
function packOf(commits: readonly string[], objectFormat: 'sha1' | 'sha256'): Buffer {
  const header = Buffer.from('PACK\0\0\0\x02\0\0\0\0', 'latin1');
  header.writeUInt32BE(commits.length, 8);
  const objects = commits.flatMap((commit) => [
    // Type 1 with the low four bits of the size, then seven bits a byte; a commit of ours fits in two.
    Buffer.from([0x90 | (commit.length & 15), commit.length >> 4]),
    deflateSync(commit, { level: 1 }),
  ]);
  const content = Buffer.concat([header, ...objects]);
  return Buffer.concat([content, createHash(objectFormat).update(content).digest()]);
}
