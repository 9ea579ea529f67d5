import { Parser } from 'commonmark';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** The part of a Markdown tree that these tests look at. */
interface Node {
  readonly type: string;
  readonly value?: string;
  readonly checked?: boolean | null;
  readonly children?: readonly Node[];
}

let last: { readonly markdown: string; readonly tree: Node } | undefined;

/** Markdown as GitHub reads it: CommonMark with GitHub's own extensions. The page that was read last is kept. */
function treeOf(markdown: string): Node {
  if (last?.markdown === markdown) return last.tree;
  const tree = fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  }) as Node;
  last = { markdown, tree };
  return tree;
}

/** All that a page of ours is made of. No link, image, table, quote, footnote, rule or task list among it. */
const OURS = new Set([
  'root',
  'heading',
  'paragraph',
  'text',
  'strong',
  'inlineCode',
  'code',
  'list',
  'listItem',
  'html',
]);

/** HTML that we write ourselves: markers and folds; the words of a fold are ours. */
const OUR_HTML =
  /^(?:<!-- handoff-gate:[a-z-]+ -->|<details>\n<summary>[\w ,:.;/+()“”’-]+<\/summary>|<\/details>)$/;

/**
 * What GitHub's filters make of the words outside of code, after Markdown: mentions, references, commits, addresses, emoji,
 * formulas. Sources: docs.github.com "Autolinked references and URLs", "Basic writing and formatting syntax".
 */
const LIVE: Readonly<Record<string, RegExp>> = {
  mention: /@/,
  'reference to an issue': /#\w|\bGH-\d/i,
  commit: /(?<![\p{L}\p{N}])[0-9a-f]{7,40}(?![\p{L}\p{N}])/iu,
  address: /:\/\/|\bwww\.|\.(?:com|example|io)\b/i,
  emoji: /:[\w+-]+:/,
  formula: /\$/,
  'HTML that was escaped': /[<>&]/,
  'hidden character': /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u,
};

/** In a cell a | of code is written with a backslash, which the reference, that knows no tables, keeps. */
const inCell = (code: string): string => code.replaceAll('|', '\\|');

/**
 * Everything on a page that could do more than be read. Empty = nothing but words, code and our own folds came out of it.
 * Read by micromark with GitHub's extensions, and by the reference parser of CommonMark, which must see the same code.
 */
export function liveParts(markdown: string): readonly string[] {
  const found: string[] = [];
  const spans: string[] = [];
  const visit = (node: Node, written: (code: string) => string): void => {
    const { type, value = '', checked = null, children = [] } = node;
    if (!OURS.has(type)) found.push(`${type} ${JSON.stringify(value)}`);
    if (checked !== null) found.push('task list');
    if (type === 'html' && !OUR_HTML.test(value)) found.push(`html ${JSON.stringify(value)}`);
    if (type === 'inlineCode' || type === 'code') spans.push(written(value));
    if (type === 'text') {
      for (const [what, live] of Object.entries(LIVE))
        if (live.test(value)) found.push(`${what} in ${JSON.stringify(value)}`);
    }
    for (const child of children) visit(child, type === 'tableCell' ? inCell : written);
  };
  visit(treeOf(markdown), (code) => code);
  const reference = codeOfReference(markdown);
  if (JSON.stringify(reference) !== JSON.stringify(spans.map((span) => span.replace(/\n$/, ''))))
    found.push('two parsers see different code');
  // MAXBACKTICKS in cmark-gfm, inlines.c: a longer run opens no code there, whatever other parsers say.
  if (/`{81,}/.test(markdown)) found.push('more backticks than cmark-gfm reads');
  return [...found, ...unbalanced(markdown)];
}

function codeOfReference(markdown: string): readonly string[] {
  const codes: string[] = [];
  const walker = new Parser().parse(markdown).walker();
  for (let event = walker.next(); event !== null; event = walker.next()) {
    const { type, literal } = event.node;
    if (event.entering && (type === 'code' || type === 'code_block'))
      codes.push(String(literal).replace(/\n$/, ''));
  }
  return codes;
}

/** Every fold that is opened is closed, in order. */
function unbalanced(markdown: string): readonly string[] {
  let depth = 0;
  for (const fold of markdown.match(/^<\/?details>$/gm) ?? []) {
    depth += fold === '<details>' ? 1 : -1;
    if (depth < 0) return ['a fold is closed twice'];
  }
  return depth === 0 ? [] : ['a fold stays open'];
}

const HOLDS_WORDS = new Set(['paragraph', 'heading', 'tableCell']);

/** The blocks of a page without their words: text of others may fill it, and must not change it. */
export function blocksOf(markdown: string): string {
  const walk = ({ type, children = [] }: Node): string =>
    HOLDS_WORDS.has(type) ? type : `${type}(${children.map(walk).join(' ')})`;
  return walk(treeOf(markdown));
}

/** The words of a page without its code: what speaks in our own voice. */
export function wordsOf(markdown: string): string {
  const walk = ({ type, value = '', children = [] }: Node): string =>
    type === 'text' ? value : children.map(walk).join(type === 'paragraph' ? '' : '\n');
  return walk(treeOf(markdown));
}

/** All words and code of a page, as a reader sees them. */
export function readableText(markdown: string): string {
  const walk = ({ value, type, children = [] }: Node): string =>
    type === 'html' ? '' : (value ?? children.map(walk).join(type === 'paragraph' ? '' : '\n'));
  return walk(treeOf(markdown));
}
