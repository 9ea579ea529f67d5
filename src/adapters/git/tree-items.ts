import type { FileMode } from '../../model/change.ts';
import { GateError } from '../../model/gate-error.ts';
import type { Sha } from '../../model/sha.ts';
import { NUL } from './byte-feed.ts';

/** One item of a tree object. */
export interface TreeItem {
  readonly mode: FileMode | typeof FOLDER;
  /** Its bytes, one a character (latin1): a name is bytes until somebody says what it may be. */
  readonly name: string;
  readonly id: Sha;
}

export const FOLDER = '040000';

const SPACE = 32;

/**
 * Reads a tree object, "<mode> <name>\0<id>" each, as git's own `decode_tree_entry` does.
 * @param idBytes 20, or 32 in a repository of SHA-256.
 * @throws GateError 'access' where git, too, would call the tree broken.
 */
export function treeItems(tree: Buffer, idBytes: number): readonly TreeItem[] {
  const items: TreeItem[] = [];
  for (let at = 0; at < tree.length; ) {
    const space = tree.indexOf(SPACE, at);
    const nul = tree.indexOf(NUL, space);
    const next = nul + 1 + idBytes;
    if (space === -1 || nul <= space + 1 || next > tree.length) throw broken();
    items.push({
      mode: canonical(tree.toString('latin1', at, space)),
      name: tree.toString('latin1', space + 1, nul),
      id: tree.toString('hex', nul + 1, next) as Sha,
    });
    at = next;
  }
  return items;
}

/** Git lets a tree say any mode, and takes it for one of these (`canon_mode`). */
function canonical(mode: string): TreeItem['mode'] {
  if (!/^[0-7]{1,9}$/.test(mode)) throw broken();
  const bits = Number.parseInt(mode, 8);
  const kind = bits & 0o170000;
  if (kind === 0o040000) return FOLDER;
  if (kind === 0o100000) return (bits & 0o100) === 0 ? '100644' : '100755';
  return kind === 0o120000 ? '120000' : '160000';
}

function broken(): GateError {
  return new GateError('access', 'A tree is broken', {
    remedy: 'Check the repository with: git fsck',
  });
}
