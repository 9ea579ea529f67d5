import { withoutComments } from './html-comments.ts';
import type { MarkdownBlock, MarkdownText } from './markdown-blocks.ts';

/**
 * What a body tells its reader in words: without the given blocks and without HTML comments, which GitHub does not show.
 * Lines keep their numbers; what is left out is blank.
 */
export function proseOf(markdown: MarkdownText, leftOut: readonly MarkdownBlock[]): string {
  const prose = [...markdown.lines];
  for (const { type, start, end } of markdown.blocks) {
    if (type !== 'html' && type !== 'paragraph' && type !== 'heading') continue;
    const { text, openAt } = withoutComments(prose.slice(start, end).join('\n'));
    // In an HTML block an unfinished comment hides the rest of it; in a paragraph it is only text.
    const seen = type === 'html' ? text.slice(0, openAt) : text;
    const kept = seen.split('\n');
    for (let line = start; line < end; line += 1) prose[line] = kept[line - start] ?? '';
  }
  for (const { start, end } of leftOut) prose.fill('', start, end);
  return prose.join('\n');
}
