import { GateError } from '../../model/gate-error.ts';
import type { Sha } from '../../model/sha.ts';
import type { Blob } from '../../ports/blobs.ts';
import { gitBlobs } from './git-blobs.ts';
import { refTargets } from './git-refs.ts';
import type { Repository } from './open-repository.ts';
import { FOLDER } from './tree-items.ts';

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
  return tip === undefined ? new Map() : notesIn(repository, tip, commits, maxBytes);
}

/** The same for one state of the notes. */
export async function notesIn(
  repository: Repository,
  tip: Sha,
  commits: readonly Sha[],
  maxBytes: number,
): Promise<ReadonlyMap<Sha, Blob>> {
  const noteIds = new Map<Sha, Sha[]>();
  for (const { commit, id } of await placedNotes(repository, tip, new Set(commits)))
    noteIds.set(commit, [...(noteIds.get(commit) ?? []), id]);
  const blobs = await gitBlobs(repository).read([...noteIds.values()].flat(), maxBytes);
  return new Map(
    [...noteIds].map(([commit, ids]) => {
      const notes = ids.map((id) => blobs.get(id) ?? missing(repository, commit));
      return [commit, notes.reduce(joined)];
    }),
  );
}

interface PlacedNote {
  /** As the digits are split. */
  readonly path: string;
  readonly commit: Sha;
  readonly id: Sha;
}

/** In order of their paths, as git joins them. Large sets lie in folders, each named by the next two digits of a commit. */
async function placedNotes(
  { trees }: Repository,
  tip: Sha,
  wanted: ReadonlySet<string>,
): Promise<readonly PlacedNote[]> {
  const begins = (digits: string) => [...wanted].some((commit) => commit.startsWith(digits));
  const notes: PlacedNote[] = [];
  let level = [{ digits: '', path: '', tree: await trees.root(tip) }];
  while (level.length > 0) {
    const items = await trees.items(level.map(({ tree }) => tree));
    const folders = new Map<string, (typeof level)[number]>();
    for (const [at, above] of level.entries())
      for (const { mode, name, id } of items[at] ?? []) {
        const [digits, path] = [`${above.digits}${name}`, `${above.path}${name}`];
        if (mode !== FOLDER) {
          if (wanted.has(digits)) notes.push({ path, commit: digits as Sha, id });
        } else if (/^[0-9a-f]{2}$/.test(name) && begins(digits))
          folders.set(`${path} ${id}`, { digits, path: `${path}/`, tree: id });
      }
    level = [...folders.values()];
  }
  return notes.sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
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
