import type { FileMode } from '../../model/change.ts';
import type { Sha } from '../../model/sha.ts';
import { NUL } from './byte-feed.ts';

const TAB = 9;

/** Reads `git ls-tree -r -z`: "<mode> <type> <id>\t<path>\0" each. A path is bytes until somebody says what it may be. */
export function* listedEntries(output: Buffer) {
  for (let at = 0; at < output.length; ) {
    const tab = output.indexOf(TAB, at);
    const end = output.indexOf(NUL, tab);
    const [mode, , id] = output.toString('latin1', at, tab).split(' ');
    // Git prints nothing else with these options.
    yield { mode: mode as FileMode, id: id as Sha, path: output.subarray(tab + 1, end) };
    at = end + 1;
  }
}
