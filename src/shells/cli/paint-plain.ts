import type { Block, Span } from '../../report/terminal-model.ts';

/** Text for a pipe or a file: no colour, no borders, columns in line, nothing at the ends of lines. */
export function paintPlain(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => (block.kind === 'line' ? [lineOf(block)] : tableOf(block)))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function lineOf({ indent, spans }: Block & { readonly kind: 'line' }): string {
  return ' '.repeat(indent) + textOf(spans);
}

function textOf(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

function tableOf({ head, rows }: Block & { readonly kind: 'table' }): readonly string[] {
  const lines = [head, ...rows.map((row) => row.map(({ text }) => text))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => lengthOf(line[column]))));
  return lines.map((line) =>
    line
      .map((cell, column) => cell + ' '.repeat((widths[column] as number) - lengthOf(cell)))
      .join('  '),
  );
}

/** In characters as people count them. */
function lengthOf(text = ''): number {
  return [...text].length;
}
