import { CarriedRecord } from '../model/carried-record.ts';
import { GateError } from '../model/gate-error.ts';
import { readDocument } from '../model/read-document.ts';
import type { RecordLine } from '../model/record-line.ts';
import type { Checked } from '../model/schema-problems.ts';
import { counted } from '../model/short-list.ts';
import { BLOCK_LIMITS } from '../model/structured-text.ts';
import { quote } from '../model/wording.ts';
import { CHECK_LIMITS } from './check-limits.ts';
import { fenced } from './markdown-text.ts';
import { lineWithin } from './shorter-line.ts';
import { visible, visibleJson } from './visible-text.ts';

/** Info string of the block, as the block of a contract has its own. */
export const CARRIED_INFO = 'json handoff-record';

/** What there is to remember; what of it is carried is for the block to say. */
export interface Memory extends Pick<CarriedRecord, 'of' | 'lines' | 'seal' | 'lock'> {
  /** What the block that is replaced says already: neither number ever falls while the comment is there. */
  readonly before?: Pick<CarriedRecord, 'left-out' | 'shortened'>;
}

/** One line is never more than half of it: a monster leaves room for its successors. */
const LINE_BYTES = CHECK_LIMITS.carriedBytes / 2;

/**
 * The block with as much of the memory as CHECK_LIMITS.carriedBytes hold: seal and lock whole, of the lines the newest ones.
 * One line of the record is one line of the block.
 * @throws GateError 'config' for a lock of so many patterns that no comment could carry it: without its lock a task would
 * look as if it had taken nothing (threat A12)
 */
export function printCarried({ of, seal, lock, lines, before }: Memory): string {
  const kept: { readonly json: string; readonly whole: boolean }[] = [];
  const write = (): string => {
    const members = [
      `"schema":"handoff-carried/v1"`,
      `"of":${blockJson(of)}`,
      `"left-out":${(before?.['left-out'] ?? 0) + lines.length - kept.length}`,
      `"shortened":${(before?.shortened ?? 0) + kept.filter(({ whole }) => !whole).length}`,
      ...(seal === undefined ? [] : [`"seal":${blockJson(seal)}`]),
      ...(lock === undefined ? [] : [`"lock":${blockJson(lock)}`]),
      `"lines":[\n${kept.map(({ json }) => json).join(',\n')}\n]`,
    ];
    return `{${members.join(',\n')}}`;
  };
  if (Buffer.byteLength(write()) > CHECK_LIMITS.carriedBytes) {
    throw new GateError(
      'config',
      `The scope of ${of} has ${counted(lock?.patterns.length ?? 0, 'pattern')}, more than a comment can carry in ${CHECK_LIMITS.carriedBytes} bytes`,
      { remedy: 'Write fewer and shorter patterns in the scope, or split the task.' },
    );
  }
  for (const line of lines.toReversed()) {
    const shown = withVisibleUnits(line);
    const fitting = lineWithin(shown, LINE_BYTES, (one) => Buffer.byteLength(blockJson(one)));
    if (fitting === undefined) break;
    kept.unshift({ json: blockJson(fitting), whole: fitting === shown });
    if (Buffer.byteLength(write()) <= CHECK_LIMITS.carriedBytes) continue;
    kept.shift();
    break;
  }
  return fenced(CARRIED_INFO, write());
}

/**
 * Reads the block out of a comment. The caller answers for who wrote the comment; it is read as strictly as a stranger's
 * all the same, because whoever may write to a repository may edit comments in it.
 * @param of the pull request or issue that the comment stands on
 */
export function readCarried(comment: string, of: string): Checked<CarriedRecord> {
  if (Buffer.byteLength(comment) > CHECK_LIMITS.commentBytes)
    return refused(`The comment is larger than ${CHECK_LIMITS.commentBytes} bytes`);
  const lines = comment.replace(/\r\n?/g, '\n').split('\n');
  const starts = lines.flatMap((line, index) => (line === `\`\`\`${CARRIED_INFO}` ? [index] : []));
  const [start] = starts;
  if (start === undefined) return refused(`The comment has no block ${quote(CARRIED_INFO)}`);
  if (starts.length > 1)
    return refused(
      `The comment has ${starts.length} blocks ${quote(CARRIED_INFO)}; exactly one is allowed`,
    );
  const end = lines.indexOf('```', start);
  if (end === -1) return refused(`The block ${quote(CARRIED_INFO)} has no end`);
  const read = readDocument(CarriedRecord, lines.slice(start + 1, end).join('\n'), {
    format: 'json',
    limits: CARRIED_LIMITS,
    firstLine: start + 2,
  });
  if (read.ok && read.value.of !== of)
    return refused(
      `The record is that of ${quote(read.value.of)}; this comment stands on ${quote(of)}`,
    );
  return read;
}

/** The same comment with another memory. @param comment one that `readCarried` reads */
export function replaceCarried(comment: string, memory: Memory): string {
  const start = comment.indexOf(`\`\`\`${CARRIED_INFO}`);
  const end = comment.indexOf('\n```', start) + '\n```'.length;
  return comment.slice(0, start) + printCarried(memory) + comment.slice(end);
}

/** A node has at least two bytes, its comma among them. */
const CARRIED_LIMITS = {
  ...BLOCK_LIMITS,
  bytes: CHECK_LIMITS.carriedBytes,
  nodes: CHECK_LIMITS.carriedBytes / 2,
};

function refused(message: string): Checked<never> {
  return { ok: false, problems: [{ field: '', message }] };
}

/**
 * JSON that nothing can come out of, in Markdown, in HTML or for those who strip comments with a pattern: one line, no `<`,
 * no `>`, no backtick.
 */
export function blockJson(value: unknown): string {
  return visibleJson(JSON.stringify(value)).replace(
    /[<>`]/g,
    (found) => `\\u00${found.charCodeAt(0).toString(16)}`,
  );
}

/** A path may hold controls, which no document of ours may: its visible form is another name, and as good for counting. */
function withVisibleUnits(line: RecordLine): RecordLine {
  if (line.drift === undefined) return line;
  const { outside, changed } = line.drift;
  return { ...line, drift: { outside: outside.map(visible), changed: changed.map(visible) } };
}
