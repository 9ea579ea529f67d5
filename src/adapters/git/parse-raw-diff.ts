import type { ChangedPath, FileMode } from '../../model/change.ts';
import { type RepoPath, whyNotRepoPath } from '../../model/repo-path.ts';
import type { Sha } from '../../model/sha.ts';

/** What `git diff-tree -r -z --raw --no-renames` says of two trees. */
export interface RawDiff {
  /** The line that `--stdin` prints before each answer, `<tree> <tree>`; empty without `--stdin`. */
  readonly header: string;
  /** In git's order: by path bytes. */
  readonly paths: readonly ChangedPath[];
  /** With `-t`: directories of the old side that are gone. */
  readonly removedDirectories: readonly RepoPath[];
  /** Why `paths` is not all of it: a name that is no text, or no canonical path (threats D10, D11). */
  readonly problem: string | undefined;
}

const COLON = 0x3a;
const NEWLINE = 0x0a;
const TREE = '040000';
const ABSENT = '000000';

/** Reads what one process printed for any number of pairs of trees. */
export function parseRawDiffs(output: Buffer): readonly RawDiff[] {
  const diffs: RawDiff[] = [];
  let at = 0;
  while (at < output.length) {
    const entries = output[at] === COLON ? at : output.indexOf(NEWLINE, at) + 1;
    const header = output.toString('latin1', at, Math.max(entries - 1, at));
    const { next, ...diff } = readEntries(output, entries);
    diffs.push({ header, ...diff });
    at = next;
  }
  return diffs;
}

/** Entries `:<mode> <mode> <id> <id> <letter> NUL <path> NUL`, up to what does not begin with a colon. */
function readEntries(output: Buffer, from: number) {
  const paths: ChangedPath[] = [];
  const removedDirectories: RepoPath[] = [];
  let problem: string | undefined;
  let at = from;
  while (output[at] === COLON) {
    const middle = output.indexOf(0, at);
    const end = output.indexOf(0, middle + 1);
    const fields = output.toString('latin1', at + 1, middle).split(' ');
    const [oldMode, newMode, oldId, newId, letter] = fields as [string, string, Sha, Sha, string];
    const name = output.subarray(middle + 1, end);
    const path = name.toString('utf8') as RepoPath;
    at = end + 1;
    const wrong = Buffer.from(path).equals(name) ? whyNotRepoPath(path) : 'is not UTF-8';
    if (wrong !== undefined) {
      problem ??= `the path ${JSON.stringify(path)} ${wrong}`;
    } else if (newMode === ABSENT && oldMode === TREE) {
      removedDirectories.push(path);
    } else if (oldMode !== TREE && newMode !== TREE) {
      paths.push({
        path,
        kind: kindOf(letter, oldId === newId),
        oldMode: oldMode as FileMode,
        newMode: newMode as FileMode,
        oldBlob: oldMode === ABSENT ? undefined : oldId,
        newBlob: newMode === ABSENT ? undefined : newId,
      });
    }
  }
  return { paths, removedDirectories, problem, next: at };
}

function kindOf(letter: string, sameBlob: boolean): ChangedPath['kind'] {
  if (letter === 'A') return 'added';
  if (letter === 'D') return 'deleted';
  if (letter === 'T') return 'type-changed';
  return sameBlob ? 'mode-changed' : 'modified';
}
