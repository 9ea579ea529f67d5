import { type MarkdownText, readMarkdown } from './markdown-blocks.ts';

/** The frame serves only to find the block again; what counts is the visible block inside (FORMATS §3). */
const BEGIN = '<!-- handoff:begin -->';
const END = '<!-- handoff:end -->';

export type FramedBody =
  | { readonly ok: true; readonly body: string }
  | { readonly ok: false; readonly because: string };

/** A contract block as it stands in a body: folded away for readers, between the two markers. */
export function frameBlock(block: string): string {
  // The blank lines end the HTML blocks, so that the fence stays at the top level and the markers stay apart.
  return [
    BEGIN,
    '<details>',
    '<summary>Handoff contract</summary>',
    '',
    block,
    '',
    '</details>',
    '',
    END,
  ].join('\n');
}

/**
 * The body with this block in its frame, or with a frame at its end where it has none. Everything else stays byte for
 * byte, and doing it twice is doing it once.
 * @returns why not, where the body has more than one frame, half of one, or leaves something open at its end
 */
export function replaceFramedBlock(body: string, block: string): FramedBody {
  const before = readMarkdown(body);
  if (!before.ok) return before;
  const frame = findFrame(before);
  if (frame === 'broken') {
    return { ok: false, because: `The body must have one ${BEGIN} and, after it, one ${END}` };
  }
  const framed = frameBlock(block);
  const replaced =
    frame === 'none' ? appended(body.trimEnd(), framed) : inPlace(body, frame, framed);
  const after = readMarkdown(replaced);
  if (!after.ok) return after;
  return typeof findFrame(after) === 'string'
    ? {
        ok: false,
        because: 'The body leaves a fence or a comment open, which would hide the block',
      }
    : { ok: true, body: replaced };
}

interface Frame {
  /** 0-based lines of the markers. */
  readonly begin: number;
  readonly end: number;
}

/** Markers count on a line of their own in HTML at the top level; in code or a quote they are text. */
function findFrame({ blocks, lines }: MarkdownText): Frame | 'none' | 'broken' {
  const markers = blocks
    .filter(({ type, depth }) => type === 'html' && depth === 0)
    .flatMap(({ start, end }) =>
      lines.slice(start, end).map((text, at) => ({ mark: text.trim(), line: start + at })),
    )
    .filter(({ mark }) => mark === BEGIN || mark === END);
  const [begin, end, ...more] = markers;
  if (begin === undefined) return 'none';
  const one = begin.mark === BEGIN && end?.mark === END && more.length === 0;
  return one ? { begin: begin.line, end: end.line } : 'broken';
}

function appended(body: string, framed: string): string {
  return `${body}${body === '' ? '' : '\n\n'}${framed}\n`;
}

function inPlace(body: string, { begin, end }: Frame, framed: string): string {
  const lines = body.split(/(?<=\n|\r(?!\n))/);
  const lineEnd = String(/[\r\n]*$/.exec(String(lines[end])));
  return [...lines.slice(0, begin), framed, lineEnd, ...lines.slice(end + 1)].join('');
}
