import type { TreeEntry } from '../../model/change.ts';
import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Sha } from '../../model/sha.ts';
import type { ObjectReader } from './object-reader.ts';
import { FOLDER, type TreeItem, treeItems } from './tree-items.ts';
import { treePathOf } from './tree-path.ts';

/**
 * Trees by the one `git cat-file` that runs anyway, each read once: two commits share nearly all of theirs, and a process
 * of `git ls-tree` for each would print all of them twice.
 */
export interface TreeReader {
  /** The tree of a commit or tag. @throws GateError 'access' when it is not here. */
  root(commit: Sha): Promise<Sha>;
  /** The items of each of these trees. @throws GateError 'access': one is not here, or broken, or they are too much. */
  items(trees: readonly Sha[]): Promise<readonly (readonly TreeItem[])[]>;
  /** Every file below a tree, as `git ls-tree -r` lists them. @throws as `items`, and when a path cannot be judged. */
  files(tree: Sha): Promise<readonly TreeEntry[]>;
}

/** @param remedy what to do when an object is not here. */
export function treeReader(objects: ObjectReader, remedy: string): TreeReader {
  const known = new Map<Sha, readonly TreeItem[]>();
  /** By folder and path: what two trees share is listed once. */
  const listed = new Map<string, readonly (TreeEntry | undefined)[]>();

  /** @returns how many bytes were read for it. */
  async function read(trees: readonly Sha[]): Promise<number> {
    const unknown = [...new Set(trees)].filter((id) => !known.has(id));
    let bytes = 0;
    for (const [at, tree] of (await objects.info(unknown)).entries()) {
      if (tree?.type !== 'tree')
        throw new GateError('access', `Tree ${unknown[at]} is not in this clone`, { remedy });
      bytes += tree.bytes;
    }
    if (bytes > LIMITS.gitOutputBytes) throw tooMuch();
    for (const [id, tree] of await objects.contents(unknown))
      known.set(id, treeItems(tree, id.length / 2));
    return bytes;
  }

  const itemsOf = (tree: Sha): readonly TreeItem[] => known.get(tree) ?? [];

  /** Level by level: one question for all folders of a depth. */
  async function readBelow(root: Sha): Promise<void> {
    const done = new Set<Sha>();
    let level: readonly Sha[] = [root];
    let bytes = 0;
    for (let depth = 0; level.length > 0; depth += 1) {
      if (depth > MOST_LEVELS) throw tooDeep();
      bytes += await read(level);
      if (bytes > LIMITS.gitOutputBytes) throw tooMuch();
      for (const id of level) done.add(id);
      const below = level
        .flatMap(itemsOf)
        .filter(({ mode, id }) => mode === FOLDER && !done.has(id));
      level = [...new Set(below.map(({ id }) => id))];
    }
  }

  /** The folder's own files, each in its place among the items. */
  function filesIn(folder: Sha, path: string): readonly (TreeEntry | undefined)[] {
    const key = `${folder}${path}`;
    const files =
      listed.get(key) ??
      itemsOf(folder).map(({ mode, name, id }) =>
        mode === FOLDER ? undefined : { path: treePathOf(`${path}${name}`), mode, blob: id },
      );
    listed.set(key, files);
    return files;
  }

  return {
    async root(commit) {
      const [tree] = await objects.info([`${commit}^{tree}`]);
      if (tree !== undefined) return tree.id;
      throw new GateError('access', `${commit} is not in this clone`, { remedy });
    },
    async items(trees) {
      await read(trees);
      return trees.map(itemsOf);
    },
    async files(tree) {
      await readBelow(tree);
      const all: TreeEntry[] = [];
      let bytes = 0;
      walk(tree, '');
      return all;

      function walk(folder: Sha, path: string): void {
        if (path.length > LIMITS.pathBytes) throw tooDeep();
        const files = filesIn(folder, path);
        for (const [at, { mode, name, id }] of itemsOf(folder).entries()) {
          // One tree may stand in itself a thousand times over: what is listed counts, not what is stored.
          bytes += path.length + name.length + LINE_BYTES;
          if (bytes > LIMITS.gitOutputBytes) throw tooMuch();
          const file = files[at];
          if (file !== undefined) all.push(file);
          else if (mode === FOLDER) walk(id, `${path}${name}/`);
        }
      }
    },
  };
}

/** A file below them has a path that is too long. */
const MOST_LEVELS = LIMITS.pathBytes / 2;

/** What `git ls-tree` prints of an item besides its path. */
const LINE_BYTES = 54;

function tooDeep(): GateError {
  return new GateError('access', `A tree is nested deeper than ${MOST_LEVELS} levels`, {
    remedy: 'Remove the folders that are nested so deep.',
  });
}

function tooMuch(): GateError {
  return new GateError('access', `The listing of a tree is over ${LIMITS.gitOutputBytes} bytes`, {
    remedy: 'Remove files from the tree: it is too large to judge.',
  });
}
