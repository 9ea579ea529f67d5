import MarkdownIt from 'markdown-it';
import { LIMITS } from '../model/limits.ts';

export type MarkdownBlockType =
  | 'quote'
  | 'list'
  | 'fence'
  | 'indented-code'
  | 'html'
  | 'heading'
  | 'paragraph';

/** One block of the CommonMark tree. Lines are 0-based, `end` is the line after the last one. */
export interface MarkdownBlock {
  readonly type: MarkdownBlockType;
  readonly start: number;
  readonly end: number;
  /** Quotes and lists around it; 0 is the top level. */
  readonly depth: number;
  /** Of a fence: its info string as CommonMark has it (entities decoded, trimmed), and its opening marker. */
  readonly info: string;
  readonly markup: string;
  /** Of code and html: its text, without the indentation of its containers. */
  readonly content: string;
}

export interface MarkdownText {
  readonly ok: true;
  /** Containers come before what they contain. Deeper than 20 levels nothing is parsed (`maxNesting`). */
  readonly blocks: readonly MarkdownBlock[];
  /** The text split at line ends as CommonMark has them; NUL became U+FFFD. */
  readonly lines: readonly string[];
}

const TYPES: Readonly<Record<string, MarkdownBlockType>> = {
  blockquote_open: 'quote',
  bullet_list_open: 'list',
  ordered_list_open: 'list',
  fence: 'fence',
  code_block: 'indented-code',
  html_block: 'html',
  heading_open: 'heading',
  paragraph_open: 'paragraph',
};

const markdown = new MarkdownIt('commonmark');
// Emphasis, links and code spans are where hostile Markdown costs most, and no block depends on them.
markdown.core.ruler.enableOnly(['normalize', 'block']);

/**
 * The block structure of a text, never found by regular expressions (threat E01).
 *
 * @returns why not, for a text beyond what GitHub lets a body be. UTF-16 units are counted, which are never fewer than the
 * characters that GitHub counts.
 */
export function readMarkdown(
  text: string,
): MarkdownText | { readonly ok: false; readonly because: string } {
  if (text.length > LIMITS.bodyCharacters) {
    return { ok: false, because: `The text is longer than ${LIMITS.bodyCharacters} characters` };
  }
  const lines = text.replace(/\r\n?/g, '\n').replaceAll('\0', '\uFFFD').split('\n');
  if (lines.length > LIMITS.bodyLines) {
    return {
      ok: false,
      because: `The text has ${lines.length} lines; allowed are ${LIMITS.bodyLines}`,
    };
  }
  const markers = lines.reduce((sum, line) => sum + countMarkers(line), 0);
  if (markers > LIMITS.bodyMarkers) {
    return {
      ok: false,
      because: `The text has more than ${LIMITS.bodyMarkers} quote and list markers`,
    };
  }
  const blocks: MarkdownBlock[] = [];
  for (const { type, map, level, info, markup, content } of markdown.parse(text, {})) {
    const known = TYPES[type];
    if (known === undefined || map === null) continue;
    const [start, end] = map;
    const words = markdown.utils.unescapeAll(info).trim();
    blocks.push({ type: known, start, end, depth: level, info: words, markup, content });
  }
  return { ok: true, blocks, lines };
}

const MARKERS = /^(?:[ \t>]|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))*/;

/** Quotes and lists that a line may open or continue: `> - 1. text` has three. */
function countMarkers(line: string): number {
  return String(MARKERS.exec(line)).replace(/[ \t\d]/g, '').length;
}
