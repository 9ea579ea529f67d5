import type { Command } from 'commander';
import { conflictBlocks } from '../../../report/conflict-table.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Call } from '../entry.ts';
import { judgedTogether } from '../judge-together.ts';
import { printBlocks, printJson } from '../print.ts';
import { writePage } from '../print-report.ts';

export function define(command: Command): void {
  command
    .option('--refs <pattern>', 'pending outputs are these refs instead of refs/heads/handoff')
    .addHelpText(
      'after',
      `
Every pending output against every other one: the matrix, who waits for whom, and in which order to land them.
A view, not a gate: conflicts do not fail it; what could not be looked at does (exit 3).

Examples:
  $ handoff-gate conflicts
  $ handoff-gate conflicts --refs 'refs/pull/*/head' --base main
  $ handoff-gate conflicts --report conflicts.html`,
    );
}

export async function run(call: Call): Promise<ExitCode> {
  const { session } = call;
  const report = await judgedTogether(call, { names: [], record: 'leave' });
  const { integration } = report;
  await writePage(session, report);
  if (session.output === 'json')
    printJson(session, { schema: 'handoff-conflicts/v1', base: report.base, ...integration });
  else await printBlocks(session, conflictBlocks(integration));
  const looked = [...integration.pairs, ...integration.unmerged];
  const doubt = looked.some(({ state }) => state === 'not-evaluated');
  return doubt ? EXIT.couldNotLook : EXIT.pass;
}
