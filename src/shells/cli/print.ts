import type { Block } from '../../report/terminal-model.ts';
import { visibleJson } from '../../report/visible-text.ts';
import { paintPlain } from './paint-plain.ts';
import type { Session } from './session.ts';

/** Blocks as this session's standard output shows them. The terminal's painter is loaded only for a terminal. */
export async function printBlocks(
  { io, colour }: Session,
  blocks: readonly Block[],
): Promise<void> {
  const { terminal } = io.out;
  if (terminal === undefined && colour === 'no-colour') return io.out.write(paintPlain(blocks));
  const { paintTerminal } = await import('./paint-terminal.ts');
  io.out.write(paintTerminal(blocks, { columns: terminal?.columns ?? 120, colour }));
}

export function printJson({ io }: Session, value: unknown): void {
  io.out.write(`${visibleJson(JSON.stringify(value, null, 2))}\n`);
}
