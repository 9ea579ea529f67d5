import type { GateError } from '../../model/gate-error.ts';
import { visible, visibleJson } from '../../report/visible-text.ts';
import { exitOfError } from '../exit-codes.ts';
import type { Io } from './io.ts';
import type { Session } from './session.ts';

/** One line what, one line what to do, on standard error; for a program that reads standard output, the same there as JSON. */
export function printError(error: GateError, io: Io, output: Session['output']): void {
  const { kind, message, remedy } = error;
  io.err.write(`error: ${visible(message)}\nfix: ${visible(remedy)}\n`);
  if (io.env['HANDOFF_GATE_DEBUG']) io.err.write(`${stackOf(error)}\n`);
  if (output === 'text') return;
  const exit = exitOfError(error);
  const members = { schema: 'handoff-error/v1', kind, message, remedy, exit };
  io.out.write(`${visibleJson(JSON.stringify(members, null, 2))}\n`);
}

function stackOf(error: Error): string {
  const { cause } = error;
  const lines = (error.stack ?? '').split('\n').map(visible).join('\n');
  return cause instanceof Error ? `${lines}\ncaused by ${stackOf(cause)}` : lines;
}
