import { parsePatch } from 'diff';
import type { RepoPath } from '../model/repo-path.ts';

/** One file of a stored patch: exact edits, no fuzz. */
export interface PatchedFile {
  readonly path: RepoPath;
  readonly hunks: readonly PatchHunk[];
}

interface PatchHunk {
  /** 1-based first line of the old side; of an insertion the line that it goes before. */
  readonly oldStart: number;
  /** Lines with their mark (` `, `-`, `+`, `\`). */
  readonly lines: readonly string[];
}

/** A patch as git or diff writes it, or one sentence that says why it cannot be compared. */
export function readPatch(text: string): readonly PatchedFile[] | string {
  let files: ReturnType<typeof parsePatch>;
  try {
    files = parsePatch(text);
  } catch (error) {
    return `it is no unified diff (${(error as Error).message})`;
  }
  const read: PatchedFile[] = [];
  for (const { oldFileName, newFileName, isCopy, isBinary, hunks } of files) {
    const [before, after] = pathsOf(oldFileName, newFileName);
    if (before === undefined || after === undefined) return 'it names no file';
    if (before !== after || isCopy) return 'it moves or copies a file; trees know no moves';
    if (isBinary || hunks.length === 0) return `it has no lines of ${after} to compare`;
    read.push({ path: after as RepoPath, hunks });
  }
  return read;
}

/** Does exactly this patch turn one text into the other one? Every line is compared once, so no patch can make it slow. */
export function patchTurns(base: string, head: string, hunks: readonly PatchHunk[]): boolean {
  const old = linesOf(base);
  const made: string[] = [];
  let at = 0;
  for (const { oldStart, lines } of hunks) {
    if (oldStart - 1 < at) return false;
    made.push(...old.slice(at, oldStart - 1));
    at = oldStart - 1;
    for (const [index, line] of lines.entries()) {
      const mark = line[0];
      if (mark === '\\') continue;
      const text = line.slice(1) + (lines[index + 1]?.startsWith('\\') ? '' : '\n');
      if (mark !== '+') {
        if (old[at] !== text) return false;
        at += 1;
      }
      if (mark !== '-') made.push(text);
    }
  }
  return [...made, ...old.slice(at)].join('') === head;
}

/** Lines with their line breaks. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** The path on both sides, without git's `a/` and `b/`; the side that is `/dev/null` takes the other one's. */
function pathsOf(
  before: string | undefined,
  after: string | undefined,
): readonly [string | undefined, string | undefined] {
  const isAbsent = (name: string | undefined) => name === '/dev/null';
  const hasPrefixes =
    (isAbsent(before) || before?.startsWith('a/') === true) &&
    (isAbsent(after) || after?.startsWith('b/') === true);
  const path = (name: string | undefined) => (hasPrefixes ? name?.slice(2) : name);
  return [path(isAbsent(before) ? after : before), path(isAbsent(after) ? before : after)];
}
