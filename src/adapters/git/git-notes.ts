import { GateError } from '../../model/gate-error.ts';
import type { Sha } from '../../model/sha.ts';
import type { Blob } from '../../ports/blobs.ts';
import { gitBlobs } from './git-blobs.ts';
import { refTargets } from './git-refs.ts';
import type { Repository } from './open-repository.ts';
import { listedEntries } from './tree-listing.ts';

/** Where a handoff contract lives without GitHub: a note on the head commit of the branch (FORMATS.md 1). */
export const CONTRACT_NOTES = 'refs/notes/handoff';

/**
 * The notes on these commits; a commit without one is absent. Read as the tree that they are, not with `git notes`, which
 * follows configuration. A tree may hold several notes on one commit; git joins them, and so do we: what is hidden in a
 * second one is seen (threat E01).
 */
export async function readNotes(
  repository: Repository,
  commits: readonly Sha[],
  maxBytes: number,
): Promise<ReadonlyMap<Sha, Blob>> {
  const tip = (await refTargets(repository, [CONTRACT_NOTES])).get(CONTRACT_NOTES);
  if (tip === undefined) return new Map();
  const { stdout } = await repository.judge({ args: ['ls-tree', '-r', '-z', '--full-tree', tip] });
  const wanted = new Set<string>(commits);
  const noteIds = new Map<Sha, Sha[]>();
  for (const { id, path } of listedEntries(stdout)) {
    // Folders of two digits each keep large sets of notes in small trees.
    const commit = path.toString('latin1').replaceAll('/', '') as Sha;
    if (wanted.has(commit)) noteIds.set(commit, [...(noteIds.get(commit) ?? []), id]);
  }
  const blobs = await gitBlobs(repository).read([...noteIds.values()].flat(), maxBytes);
  return new Map(
    [...noteIds].map(([commit, ids]) => {
      const notes = ids.map((id) => blobs.get(id) ?? missing(repository, commit));
      return [commit, notes.reduce(joined)];
    }),
  );
}

function joined(one: Blob, other: Blob): Blob {
  const bytes = one.bytes + other.bytes;
  if (one.state !== 'text') return { ...one, bytes };
  if (other.state !== 'text') return { ...other, bytes };
  const text = `${one.text}\n${other.text}`;
  return { state: 'text', text, bytes: Buffer.byteLength(text) };
}

function missing({ remedy }: Repository, commit: Sha): never {
  throw new GateError('access', `The note on ${commit} is not in this clone`, { remedy });
}

/** Another writer may come first this often. */
const TRIES = 5;

/**
 * Sets the note on a commit, replacing one that is there. The only thing that is ever written to the repository. Written
 * with fast-import, which refuses to move the ref when somebody else moved it meanwhile; `git notes` would drop their note.
 */
export async function writeNote(repository: Repository, commit: Sha, text: string): Promise<void> {
  const [found] = await repository.objects.info([`${commit}^{commit}`]);
  if (found?.id !== commit)
    throw new GateError('usage', `There is no commit ${commit} to write a note on`, {
      remedy: 'Name the head commit of the branch by its full id.',
    });
  for (let tries = 1; ; tries += 1) {
    const tip = (await refTargets(repository, [CONTRACT_NOTES])).get(CONTRACT_NOTES);
    const { code } = await repository.live({
      args: ['fast-import', '--quiet'],
      stdin: noteScript(commit, text, tip),
      answers: tries < TRIES ? [0, 1] : [0],
    });
    if (code === 0) return;
  }
}

function noteScript(commit: Sha, text: string, tip: Sha | undefined): string {
  const message = 'Handoff contract\n';
  const seconds = Math.floor(Date.now() / 1000);
  return [
    `commit ${CONTRACT_NOTES}`,
    `committer Handoff Gate <noreply@handoff-gate.invalid> ${seconds} +0000`,
    `data ${message.length}`,
    message,
    ...(tip === undefined ? [] : [`from ${tip}`]),
    `N inline ${commit}`,
    `data ${Buffer.byteLength(text)}`,
    text,
    'done\n',
  ].join('\n');
}
