import type { Command } from 'commander';
import { type JudgedOutput, judgeOutput } from '../../../flows/judge-output.ts';
import { recordOutput } from '../../../flows/record-verdict.ts';
import { outputReport } from '../../../flows/report-output.ts';
import { GateError } from '../../../model/gate-error.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { VERSION } from '../../package.ts';
import type { Call } from '../entry.ts';
import { givenContract } from '../given-contract.ts';
import { publish } from '../print-report.ts';
import { withProgress } from '../progress.ts';
import { namedOutputs } from '../select-outputs.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command
    .argument('[outputs...]', 'branches or tasks; left out: every pending output')
    .option('--dry-run', 'judge without a line in the record')
    .addHelpText('after', HELP);
}

const HELP = `
Is each output what its task authorised, and is its evidence real?
Verdicts go into the record of this repository, where attempts and drift add up.

Examples:
  $ handoff-gate gate output
  $ handoff-gate gate output handoff/auth --report auth.html
  $ handoff-gate gate output --dry-run --json`;

export async function run({ session, args, flag }: Call): Promise<ExitCode> {
  const text = await givenContract(session);
  if (text !== undefined && args.length !== 1)
    throw new GateError('usage', '--contract is the contract of one output', {
      remedy: 'Name the output: handoff-gate gate output <branch> --contract <file>',
    });
  const report = await withWorkspace(session, (workspace) =>
    withProgress(session, async (tell) => {
      const { base, authority } = workspace;
      const all: JudgedOutput[] = [];
      const outputs = await namedOutputs(workspace, args);
      for (const [index, output] of outputs.entries()) {
        tell(`judging ${output.id} (${index + 1} of ${outputs.length})`);
        const judged = await judgeOutput(workspace, {
          engine: VERSION,
          output,
          base: base.target,
          baseRef: base.name,
          authority: authority.target,
          ...(text && { text }),
        });
        all.push(judged);
        const { verdict, facts, policy } = judged;
        if (facts !== undefined && !flag('dryRun'))
          await recordOutput(workspace, verdict, facts, policy);
      }
      return outputReport(VERSION, { name: base.name, sha: base.target }, all);
    }),
  );
  return publish(session, report);
}
