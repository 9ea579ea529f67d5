import { Parser } from 'commonmark';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { parseFragment } from 'parse5';

/** The part of a Markdown tree that these tests look at. */
interface Node {
  readonly type: string;
  readonly value?: string;
  readonly checked?: boolean | null;
  readonly children?: readonly Node[];
}

/** Markdown as GitHub reads it: CommonMark with GitHub's own extensions. */
function treeOf(markdown: string): Node {
  return fromMarkdown(markdown, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  }) as Node;
}

export function htmlOf(markdown: string): string {
  return micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
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

/**
 * Everything on a page that could do more than be read. Empty = nothing but words, code and our own folds came out of it.
 * Read by micromark with GitHub's extensions, and by the reference parser of CommonMark, which must see the same code.
 */
export function liveParts(markdown: string): readonly string[] {
  const found: string[] = [];
  const spans: string[] = [];
  const visit = (node: Node, fold: string): void => {
    const { type, value = '', checked = null, children = [] } = node;
    if (!OURS.has(type)) found.push(`${type} ${JSON.stringify(value)}`);
    if (checked !== null) found.push('task list');
    if (type === 'html' && !OUR_HTML.test(value)) found.push(`html ${JSON.stringify(value)}`);
    if (type === 'inlineCode' || type === 'code') spans.push(value);
    if (type === 'text') {
      for (const [what, live] of Object.entries(LIVE))
        if (live.test(value)) found.push(`${what} in ${JSON.stringify(value)}`);
    }
    for (const child of children) visit(child, fold);
  };
  visit(treeOf(markdown), '');
  const reference = codeOfReference(markdown);
  if (JSON.stringify(reference) !== JSON.stringify(spans.map((span) => span.replace(/\n$/, ''))))
    found.push('two parsers see different code');
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

/** Every fold that is opened is closed, in order, as a browser sees it. */
function unbalanced(markdown: string): readonly string[] {
  const errors: string[] = [];
  parseFragment(htmlOf(markdown), {
    onParseError: ({ code }) => {
      if (code.includes('end-tag') || code.includes('closed') || code.includes('eof'))
        errors.push(code);
    },
  });
  const folds = markdown.match(/^<\/?details>$/gm) ?? [];
  let depth = 0;
  for (const fold of folds) {
    depth += fold === '<details>' ? 1 : -1;
    if (depth < 0) errors.push('a fold is closed twice');
  }
  if (depth !== 0) errors.push('a fold stays open');
  return errors;
}

/** All words and code of a page, as a reader sees them. */
export function readableText(markdown: string): string {
  const walk = ({ value, type, children = [] }: Node): string =>
    type === 'html' ? '' : (value ?? children.map(walk).join(type === 'paragraph' ? '' : '\n'));
  return walk(treeOf(markdown));
}
