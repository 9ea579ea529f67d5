import { createHash } from 'node:crypto';
import { isVersionLine } from '../../analysis/mechanical-files.ts';
import type { Hunk } from '../../model/change.ts';
import { LIMITS } from '../../model/limits.ts';

/** Hunks by `<old blob>..<new blob>`, full ids: what differs between two blobs is the same wherever they are. */
export type HunksByBlobs = ReadonlyMap<string, readonly Hunk[] | 'binary'>;

/**
 * `git diff-tree` for hunks that fall exactly where git's own merge would see them: merge-ort compares with
 * the histogram algorithm and no indent heuristic. One line of context, not none: with none git first cuts off the
 * common end of both files (trim_common_tail), after which histogram may choose other lines than a merge does. A file over
 * LIMITS.sourceBytes counts as binary, as in tree-diff.ts.
 */
export const HUNK_ARGS = [
  '-c',
  `core.bigFileThreshold=${LIMITS.sourceBytes}`,
  'diff-tree',
  '-r',
  '-p',
  '-U1',
  '--inter-hunk-context=0',
  '--histogram',
  '--no-indent-heuristic',
  '--full-index',
  '--no-renames',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--submodule=short',
  '--src-prefix=a/',
  '--dst-prefix=b/',
] as const;

const INDEX = /^index ([0-9a-f]+\.\.[0-9a-f]+)/;
const RANGE = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/** Reads what one process printed with HUNK_ARGS for any number of files. */
export function parseHunks(output: Buffer): HunksByBlobs {
  const files = new Map<string, Hunk[] | 'binary'>();
  const lines = readLines(output.toString('latin1'));
  let blobs = '';
  let hunks: Hunk[] = [];
  for (let line = lines.take(); line !== undefined; line = lines.take()) {
    const index = INDEX.exec(line)?.[1];
    const range = RANGE.exec(line);
    if (index !== undefined) {
      blobs = index;
      hunks = [];
      files.set(blobs, hunks);
    } else if (range !== null) {
      readRange(range, lines, hunks);
    } else if (line.startsWith('Binary files ')) {
      files.set(blobs, 'binary');
    }
  }
  return files;
}

/** One `@@` range: its lines are counted, so that no content can pass for a header; context divides it into hunks. */
function readRange(range: RegExpExecArray, lines: LineReader, hunks: Hunk[]): void {
  const [oldStart, oldCount, newStart, newCount] = range
    .slice(1)
    .map((digits) => Number(digits ?? 1)) as [number, number, number, number];
  // Lines passed on each side. Git names the line before an empty range, but the first line of any other.
  let oldSeen = oldCount === 0 ? oldStart : oldStart - 1;
  let newSeen = newCount === 0 ? newStart : newStart - 1;
  const oldEnd = oldSeen + oldCount;
  const newEnd = newSeen + newCount;
  let edit = noEdit();
  const close = (): void => {
    if (edit.removed.length + edit.added.length > 0) hunks.push(hunkOf(edit, oldSeen, newSeen));
    edit = noEdit();
  };
  while (oldSeen < oldEnd || newSeen < newEnd || lines.peek() === '\\') {
    const line = lines.take() ?? '';
    if (line.startsWith('\\')) {
      edit.unended = edit.added.length > 0;
    } else if (line.startsWith('-')) {
      edit.removed.push(line.slice(1));
      oldSeen += 1;
    } else if (line.startsWith('+')) {
      edit.added.push(line.slice(1));
      newSeen += 1;
    } else {
      close();
      oldSeen += 1;
      newSeen += 1;
    }
  }
  close();
}

interface Edit {
  readonly removed: string[];
  readonly added: string[];
  /** The last added line has no line break, which makes it another line than the same one with it. */
  unended: boolean;
}

function noEdit(): Edit {
  return { removed: [], added: [], unended: false };
}

/** @param oldSeen lines passed on the old side, those of this edit included; newSeen likewise. */
function hunkOf({ removed, added, unended }: Edit, oldSeen: number, newSeen: number): Hunk {
  const bytes = added.join('\n') + (unended || added.length === 0 ? '' : '\n');
  const digest = createHash('sha256').update(bytes, 'latin1').digest('base64url');
  return {
    oldStart: removed.length === 0 ? oldSeen : oldSeen - removed.length + 1,
    oldLines: removed.length,
    newStart: added.length === 0 ? newSeen : newSeen - added.length + 1,
    newLines: added.length,
    // 132 bits: nobody finds two edits with one digest, which would pass a conflict off as one edit.
    added: digest.slice(0, 22),
    ...([...removed, ...added].every(isVersionLine) && { versionOnly: true as const }),
  };
}

interface LineReader {
  take(): string | undefined;
  /** First character of the line that `take` would give; empty at the end. */
  peek(): string;
}

function readLines(text: string): LineReader {
  let at = 0;
  return {
    take() {
      if (at >= text.length) return undefined;
      const end = text.indexOf('\n', at);
      const line = text.slice(at, end < 0 ? text.length : end);
      at += line.length + 1;
      return line;
    },
    peek: () => text.charAt(at),
  };
}
