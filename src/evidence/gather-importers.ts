import { fanIn } from '../analysis/fan-in.ts';
import { importSpecifiers, importsAreRead } from '../analysis/import-specifiers.ts';
import { languageOf } from '../analysis/language.ts';
import type { TreeEntry } from '../model/change.ts';
import { LIMITS } from '../model/limits.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { TaskEntryPorts } from './task-entry-request.ts';

/** So many sources are held in memory at once: at most 64 MB. */
const AT_ONCE = 256;

/**
 * How many modules of a tree import each of its files (seed P16). Each blob is read once, and never again while the cache
 * is there; a source that is no text, or too large, imports nothing.
 */
export async function gatherImporters(
  { blobs, imports }: Pick<TaskEntryPorts, 'blobs' | 'imports'>,
  tree: ReadonlyMap<RepoPath, TreeEntry>,
): Promise<ReadonlyMap<RepoPath, number>> {
  await imports.open();
  const said = new Map<RepoPath, readonly string[]>();
  const fresh: TreeEntry[] = [];
  for (const source of tree.values()) {
    if (!source.mode.startsWith('100') || !importsAreRead(source.path)) continue;
    const kept = imports.find('imports', keyOf(source));
    if (kept === undefined) fresh.push(source);
    else said.set(source.path, kept);
  }
  for (let start = 0; start < fresh.length; start += AT_ONCE) {
    const some = fresh.slice(start, start + AT_ONCE);
    const contents = await blobs.read(
      [...new Set(some.map(({ blob }) => blob))],
      LIMITS.importBytes,
    );
    for (const source of some) {
      const content = contents.get(source.blob);
      const text = content?.state === 'text' ? content.text : '';
      const specifiers = importSpecifiers(source.path, text);
      imports.keep('imports', keyOf(source), specifiers);
      said.set(source.path, specifiers);
    }
  }
  return fanIn(said, tree);
}

/** One blob under two names may be two languages. */
function keyOf({ path, blob }: TreeEntry): string {
  return `${blob} ${languageOf(path)}`;
}
