import Table from 'cli-table3';
import picocolors from 'picocolors';
import type { Block, Span, Tone } from '../../report/terminal-model.ts';

/** How a terminal shows things: `columns` wide, in colour or not. */
export interface TerminalLook {
  readonly columns: number;
  readonly colour: 'colour' | 'no-colour';
}

/** Text for a terminal: tables with borders that fit its width, colours by meaning. */
export function paintTerminal(blocks: readonly Block[], { columns, colour }: TerminalLook): string {
  const colours = picocolors.createColors(colour === 'colour');
  const tones: Readonly<Record<Tone, (text: string) => string>> = {
    plain: (text) => text,
    strong: colours.bold,
    quiet: colours.dim,
    good: colours.green,
    bad: colours.red,
    doubt: colours.yellow,
    advice: colours.cyan,
  };
  const painted = ({ text, tone }: Span): string => (text === '' ? '' : tones[tone](text));
  return blocks
    .map((block) =>
      block.kind === 'line'
        ? `${' '.repeat(block.indent)}${block.spans.map(painted).join('')}\n`
        : `${tableOf(block, columns, painted, colours.dim)}\n`,
    )
    .join('');
}

function tableOf(
  { head, rows }: Block & { readonly kind: 'table' },
  columns: number,
  painted: (span: Span) => string,
  dim: (text: string) => string,
): string {
  const wanted = head.map((name, column) =>
    Math.max(name.length, ...rows.map((row) => [...(row[column]?.text ?? '')].length)),
  );
  const widths = fitted(wanted, columns);
  const table = new Table({
    head: head.map(dim),
    colWidths: widths.map((width) => width + 2),
    wordWrap: true,
    wrapOnWordBoundary: true,
    style: { head: [], border: [], compact: true },
    chars: Object.fromEntries(BORDERS.map(([name, char]) => [name, dim(char)])),
  });
  table.push(
    ...rows.map((row) =>
      row.map(({ text, tone }, column) =>
        painted({ text: broken(text, widths[column] as number), tone }),
      ),
    ),
  );
  return table.toString();
}

/** Light lines; no line between rows. */
const BORDERS: readonly (readonly [string, string])[] = [
  ['top', '─'],
  ['top-mid', '┬'],
  ['top-left', '┌'],
  ['top-right', '┐'],
  ['bottom', '─'],
  ['bottom-mid', '┴'],
  ['bottom-left', '└'],
  ['bottom-right', '┘'],
  ['left', '│'],
  ['right', '│'],
  ['middle', '│'],
  ['mid', '─'],
  ['mid-mid', '┼'],
  ['left-mid', '├'],
  ['right-mid', '┤'],
];

const NARROWEST = 8;

/** Shrinks the widest columns until the table fits; below 8 characters a column tells nothing. */
function fitted(wanted: readonly number[], columns: number): readonly number[] {
  const widths = [...wanted];
  const room = columns - (3 * widths.length + 1);
  for (let over = sum(widths) - room; over > 0; over -= 1) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] as number) <= NARROWEST) break;
    widths[widest] = (widths[widest] as number) - 1;
  }
  return widths;
}

/** Words that are wider than their column go on in the next line; the table would cut them off, and a path lost. */
function broken(text: string, width: number): string {
  return text
    .split(' ')
    .map((word) => {
      const letters = [...word];
      const pieces = Array.from({ length: Math.ceil(letters.length / width) }, (_, index) =>
        letters.slice(index * width, (index + 1) * width).join(''),
      );
      return pieces.join('\n');
    })
    .join(' ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
