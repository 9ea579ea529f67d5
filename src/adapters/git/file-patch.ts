import { createHash } from 'node:crypto';
import type { Hunk } from '../../model/change.ts';
import { type ByteFeed, LF, misfit, type Reading } from './byte-feed.ts';
import { isFile, type RawEntry } from './raw-entry.ts';

const LINE_END = Buffer.from('\n');
const [PLUS, MINUS, AT, BINARY, BACKSLASH] = Buffer.from('+-@B\\');

/**
 * Reads what git prints for one entry of the list: nothing of it is searched for, because git's options fix which lines
 * come. A changed type is printed as a deletion and an addition; only the side that is a regular file has hunks.
 */
export function* filePatch(feed: ByteFeed, entry: RawEntry): Reading<readonly Hunk[] | 'binary'> {
  const none = '0'.repeat(entry.oldBlob.length);
  if (entry.status !== 'T') return yield* section(feed, entry);
  const gone = yield* section(feed, { ...entry, status: 'D', newBlob: none });
  const come = yield* section(feed, { ...entry, status: 'A', oldBlob: none });
  return isFile(entry.oldMode) ? gone : come;
}

function* section(feed: ByteFeed, entry: RawEntry): Reading<readonly Hunk[] | 'binary'> {
  yield* expect(feed, 'diff --git ');
  if (entry.status === 'A') yield* expect(feed, `new file mode ${entry.newMode}`);
  else if (entry.status === 'D') yield* expect(feed, `deleted file mode ${entry.oldMode}`);
  else if (entry.oldMode !== entry.newMode) {
    yield* expect(feed, `old mode ${entry.oldMode}`);
    yield* expect(feed, `new mode ${entry.newMode}`);
  }
  if (entry.oldBlob === entry.newBlob) return [];
  yield* expect(feed, `index ${entry.oldBlob}..${entry.newBlob}`);
  const next = yield* feed.peek();
  if (next === BINARY) {
    yield* expect(feed, 'Binary files ');
    return 'binary';
  }
  // An empty file has no lines to show.
  if (next !== MINUS) return [];
  yield* expect(feed, '--- ');
  yield* expect(feed, '+++ ');
  const hunks: Hunk[] = [];
  while ((yield* feed.peek()) === AT) hunks.push(yield* hunk(feed));
  return hunks;
}

function* expect(feed: ByteFeed, start: string): Reading<void> {
  if (!(yield* feed.token(LF)).toString('latin1').startsWith(start)) throw misfit();
}

const RANGES = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

function* hunk(feed: ByteFeed): Reading<Hunk> {
  const ranges = RANGES.exec((yield* feed.token(LF)).toString('latin1'));
  if (!ranges) throw misfit();
  const [, oldStart, oldLines = '1', newStart, newLines = '1'] = ranges;
  for (let left = Number(oldLines); left > 0; left -= 1) {
    if ((yield* feed.peek()) !== MINUS) throw misfit();
    yield* feed.pieces(LF, ignore);
    if ((yield* feed.peek()) === BACKSLASH) yield* feed.pieces(LF, ignore);
  }
  const digest = createHash('sha256');
  const add = (piece: Buffer) => digest.update(piece);
  for (let left = Number(newLines); left > 0; left -= 1) {
    if ((yield* feed.peek()) !== PLUS) throw misfit();
    yield* feed.pieces(LF, add);
    digest.update(LINE_END);
    // "\\ No newline at end of file": a last line without its end is another line.
    if ((yield* feed.peek()) === BACKSLASH) yield* feed.pieces(LF, add);
  }
  return {
    oldStart: Number(oldStart),
    oldLines: Number(oldLines),
    newStart: Number(newStart),
    newLines: Number(newLines),
    added: digest.digest('hex'),
  };
}

function ignore(): void {}
