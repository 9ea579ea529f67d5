import type { Command } from 'commander';
import type { ExitCode } from '../../exit-codes.ts';
import type { Call } from '../entry.ts';
import { judgedTogether } from '../judge-together.ts';
import { publish } from '../print-report.ts';

export function define(command: Command): void {
  command
    .argument('[outputs...]', 'branches or tasks to judge; left out: every pending output')
    .option('--dry-run', 'judge without lines in the record')
    .option('--refs <pattern>', 'pending outputs are these refs instead of refs/heads/handoff')
    .addHelpText(
      'after',
      `
Does each output merge with its base and with every other pending output? Decided by real merges, without writing any.

Examples:
  $ handoff-gate gate integration
  $ handoff-gate gate integration handoff/auth --json
  $ handoff-gate gate integration --refs 'refs/pull/*/head' --report conflicts.html`,
    );
}

export async function run(call: Call): Promise<ExitCode> {
  const record = call.flag('dryRun') ? 'leave' : 'append';
  return publish(call.session, await judgedTogether(call, { names: call.args, record }));
}
