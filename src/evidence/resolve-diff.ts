import { patchTurns, readPatch } from '../analysis/patch-match.ts';
import { LIMITS } from '../model/limits.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { Sha } from '../model/sha.ts';
import type { Blob } from '../ports/blobs.ts';
import type { RefResolution } from './output-facts.ts';
import type { RefContext, RefPorts } from './ref-context.ts';
import { mismatched, resolved, short, unresolved, unverifiable } from './resolution.ts';
import { resolveElsewhere } from './resolve-elsewhere.ts';

/**
 * `diff:<base>...<head>` counts when git computes this very output from it: the head is the judged one, and the base has
 * the same merge base(s) with it.
 */
export async function resolveRange(
  { base, head }: { readonly base: string; readonly head: string },
  { head: judged }: RefContext,
  { history }: Pick<RefPorts, 'history'>,
): Promise<RefResolution> {
  if (!judged.sha.startsWith(head))
    return mismatched(`${short(head)} is not the judged head ${judged.sha}`);
  const from = (await history.resolve([base])).get(base);
  if (!from?.startsWith(base)) return unresolved(`no commit ${short(base)} in the repository`);
  const mergeBases = await history.mergeBases(from, judged.sha);
  const same = [...mergeBases].sort().join() === [...judged.mergeBases].sort().join();
  return same
    ? resolved(`the diff of ${short(from)}...${short(judged.sha)} is this output`, 'E2')
    : mismatched(`${short(from)}...${short(judged.sha)} is another diff than this output`);
}

/** `diff:#n` counts when that pull request is this output: its head is judged here, over the same merge bases. */
export async function resolveDiffOf(
  number: number,
  context: RefContext,
  ports: Pick<RefPorts, 'history' | 'conversation'>,
): Promise<RefResolution> {
  const found = await ports.conversation?.pullRequest(number);
  return found === undefined
    ? resolveElsewhere({ kind: 'pr', number }, context.head.sha, ports)
    : resolveRange(found, context, ports);
}

/**
 * `diff:<name>.diff` counts when the stored patch turns the base side of each file that it names into the head side, byte
 * for byte. A patch that only resembles the change proves nothing.
 */
export async function resolvePatch(
  path: RepoPath,
  { headTree, changedPaths }: RefContext,
  { blobs }: Pick<RefPorts, 'blobs'>,
): Promise<RefResolution> {
  const entry = headTree.get(path);
  if (entry === undefined) return unresolved(`no file ${path} in the head tree`);
  const patch = (await blobs.read([entry.blob], LIMITS.sourceBytes)).get(entry.blob);
  if (patch?.state !== 'text') return unverifiable(`${path} cannot be read as text`);
  const files = readPatch(patch.text);
  if (typeof files === 'string') return unverifiable(`${path} cannot be compared: ${files}`);
  const changes = new Map(changedPaths.map((change) => [change.path, change]));
  const sides = files.map((file) => ({ ...file, change: changes.get(file.path) }));
  const ids = sides.flatMap(({ change }) => [change?.oldBlob, change?.newBlob]);
  const texts = await blobs.read(
    ids.filter((id) => id !== undefined),
    LIMITS.sourceBytes,
  );
  for (const { path: name, change, hunks } of sides) {
    if (change === undefined)
      return mismatched(`${path} patches ${name}, which this output does not change`);
    const [base, head] = [textOf(change.oldBlob, texts), textOf(change.newBlob, texts)];
    if (base === undefined || head === undefined)
      return unverifiable(`${name} cannot be read as text`);
    if (!patchTurns(base, head, hunks)) return mismatched(`${path} is not the change of ${name}`);
  }
  return resolved(`${path} is the change of ${files.map((file) => file.path).join(', ')}`, 'E2');
}

/** A side that is not there is an empty text. */
function textOf(id: Sha | undefined, blobs: ReadonlyMap<Sha, Blob>): string | undefined {
  if (id === undefined) return '';
  const blob = blobs.get(id);
  return blob?.state === 'text' ? blob.text : undefined;
}
