import type { Problem } from '../../model/schema-problems.ts';
import { type Block, line, span } from '../../report/terminal-model.ts';

/** A document and what is wrong with it, one problem a line: `.handoff/plan.yaml:12:3: …`, as editors read it. */
export function documentBlocks(
  name: string,
  kind: string,
  problems: readonly Problem[],
): readonly Block[] {
  if (problems.length === 0)
    return [line(0, span('✓ ', 'good'), span(name, 'strong'), span(`  ${kind}`, 'quiet'))];
  return [
    line(0, span('✗ ', 'bad'), span(name, 'strong'), span(`  ${kind}`, 'quiet')),
    ...problems.map(({ line: at, column, message }) =>
      line(2, span(placeOf(name, at, column), 'quiet'), span(message)),
    ),
  ];
}

function placeOf(name: string, line: number | undefined, column: number | undefined): string {
  if (line === undefined) return '';
  return column === undefined ? `${name}:${line}: ` : `${name}:${line}:${column}: `;
}
