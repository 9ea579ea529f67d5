import type { Problem } from '../../model/schema-problems.ts';
import { type Block, line, span } from '../../report/terminal-model.ts';

/** A document and what is wrong with it, one problem a line: `.handoff/plan.yaml:12: …`, as editors read it. */
export function documentBlocks(
  name: string,
  kind: string,
  problems: readonly Problem[],
): readonly Block[] {
  if (problems.length === 0)
    return [line(0, span('✓ ', 'good'), span(name, 'strong'), span(`  ${kind}`, 'quiet'))];
  return [
    line(0, span('✗ ', 'bad'), span(name, 'strong'), span(`  ${kind}`, 'quiet')),
    ...problems.map(({ line: at, message }) =>
      line(2, span(at === undefined ? '' : `${name}:${at}: `, 'quiet'), span(message)),
    ),
  ];
}
