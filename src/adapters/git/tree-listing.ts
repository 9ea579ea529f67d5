import type { FileMode, TreeEntry } from '../../model/change.ts';
import type { Sha } from '../../model/sha.ts';
import { NUL } from './byte-feed.ts';
import { treePath } from './tree-path.ts';

const TAB = 9;

/** Reads `git ls-tree -r -z`: "<mode> <type> <id>\t<path>\0" each. */
export function treeListing(output: Buffer): readonly TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < output.length; ) {
    const tab = output.indexOf(TAB, at);
    const end = output.indexOf(NUL, tab);
    const [mode, , blob] = output.toString('latin1', at, tab).split(' ');
    entries.push({
      path: treePath(output.subarray(tab + 1, end)),
      mode: mode as FileMode,
      blob: blob as Sha,
    });
    at = end + 1;
  }
  return entries;
}
