import type { StructuredFormat } from '../model/structured-text.ts';
import { leavesOpen } from './html-comments.ts';
import {
  type MarkdownBlock,
  type MarkdownBlockType,
  type MarkdownText,
  readMarkdown,
} from './markdown-blocks.ts';
import { proseOf } from './prose.ts';

export type HandoffBlockKind = 'contract' | 'task' | 'plan' | 'review';

/** A fenced block at the top level of a body, complete, with exactly the info string of its kind. */
export interface HandoffBlock {
  readonly kind: HandoffBlockKind;
  readonly format: StructuredFormat;
  readonly text: string;
  /** 1-based line of the opening fence in the body; the text begins one line below. */
  readonly line: number;
}

/** Where a block stands that does not count, told apart so that its author knows what to move. */
export type HiddenPlace =
  | 'html-comment'
  | 'html'
  /** Markdown after HTML that is still open: in the tree it is a block, on the page it is not there. */
  | 'after-open-html'
  | 'quote'
  | 'list'
  | 'other-fence'
  | 'indented-code'
  | 'paragraph'
  | 'unterminated'
  /** A top-level fence that names a kind, but not exactly as it must. */
  | 'info-string';

export interface HiddenBlock {
  readonly place: HiddenPlace;
  /** 1-based line of what looks like an opening fence. */
  readonly line: number;
}

export type HandoffBody =
  | {
      readonly ok: true;
      readonly visible: readonly HandoffBlock[];
      readonly hidden: readonly HiddenBlock[];
      /** The body, line by line, without the visible blocks and without HTML comments: what is told to a reader. */
      readonly prose: string;
    }
  | { readonly ok: false; readonly because: string };

const INFO = /^(json|yaml|yml)[ \t]+handoff-(contract|task|plan|review)$/;
const NAMED = /handoff-(?:contract|task|plan|review)/i;

/**
 * An opening fence on a raw line, after anything that may stand before one in some Markdown: quotes, list markers, a
 * footnote, HTML. No parser takes a fence for one after other words, so words about a fence are no finding.
 */
const FENCE_LINE =
  /^(?:[ \t>]|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])|\[\^[^\]\s]{1,99}\]:|<!--|<[A-Za-z][^<>]*>)*(?:`{3,}(?!`)(?!.*`)|~{3,})/;

const PLACES: Readonly<Record<MarkdownBlockType, HiddenPlace>> = {
  quote: 'quote',
  list: 'list',
  fence: 'other-fence',
  'indented-code': 'indented-code',
  html: 'html',
  heading: 'paragraph',
  paragraph: 'paragraph',
};

/**
 * Finds what an executor hands over in a pull request body, and what only looks as if it did: a reader, an agent and a
 * parser must all see the same one block (threat E01). Two views are compared, the CommonMark tree and the raw lines: a
 * fence of ours that the tree does not show as a complete block at the top level is hidden, and its place is told.
 */
export function readHandoffBody(body: string): HandoffBody {
  const markdown = readMarkdown(body);
  if (!markdown.ok) return markdown;
  const { blocks, lines } = markdown;
  const fences = blocks.filter(
    ({ type, depth, info }) => type === 'fence' && depth === 0 && NAMED.test(info),
  );
  const openHtml = blocks.find(({ type, content }) => type === 'html' && leavesOpen(content));
  const visible: HandoffBlock[] = [];
  const hidden: HiddenBlock[] = hiddenLines(markdown, new Set(fences.map(({ start }) => start)));
  const shown: MarkdownBlock[] = [];
  for (const fence of fences) {
    const [, format, kind] = INFO.exec(fence.info) ?? [];
    const line = fence.start + 1;
    if (format === undefined) hidden.push({ place: 'info-string', line });
    else if (!isClosed(fence, lines)) hidden.push({ place: 'unterminated', line });
    else if (openHtml !== undefined && openHtml.start < fence.start) {
      hidden.push({ place: 'after-open-html', line });
    } else {
      shown.push(fence);
      visible.push({
        kind: kind as HandoffBlockKind,
        format: format === 'json' ? 'json' : 'yaml',
        text: fence.content,
        line,
      });
    }
  }
  hidden.sort((a, b) => a.line - b.line);
  return { ok: true, visible, hidden, prose: proseOf(markdown, shown) };
}

/** An unterminated fence runs to the end of the text; what an editor appends there would become part of a contract. */
function isClosed({ end, markup }: MarkdownBlock, lines: readonly string[]): boolean {
  const [, closing] = /^ {0,3}(`+|~+)[ \t]*$/.exec(String(lines[end - 1])) ?? [];
  return closing?.startsWith(markup) === true;
}

function hiddenLines({ blocks, lines }: MarkdownText, known: ReadonlySet<number>): HiddenBlock[] {
  const places = new Map<number, HiddenPlace>();
  for (const { type, start, end, depth, content } of blocks) {
    const place = type === 'html' && content.startsWith('<!--') ? 'html-comment' : PLACES[type];
    // The first line of a fence in a quote or a list is hidden by what is around it, not by itself.
    const from = type === 'fence' && depth > 0 ? start + 1 : start;
    for (let line = from; line < end; line += 1) places.set(line, place);
  }
  return lines.flatMap((text, at) => {
    if (known.has(at) || !NAMED.test(text) || !FENCE_LINE.test(text)) return [];
    return [{ place: places.get(at) ?? 'paragraph', line: at + 1 }];
  });
}
