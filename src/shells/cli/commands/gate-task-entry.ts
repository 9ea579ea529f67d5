import type { Command } from 'commander';
import { type JudgedTaskEntry, openTaskEntryGate } from '../../../flows/judge-task-entry.ts';
import { recordVerdict } from '../../../flows/record-verdict.ts';
import { taskEntryReport } from '../../../flows/report-task-entry.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { VERSION } from '../../package.ts';
import type { Call } from '../entry.ts';
import { entryRequest, namedTask, openTasks } from '../entry-tasks.ts';
import { publish } from '../print-report.ts';
import { withProgress } from '../progress.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command
    .argument('[tasks...]', 'ids of tasks; left out: every task that has not been started')
    .option('--dry-run', 'judge without a line in the record')
    .addHelpText('after', HELP);
}

const HELP = `
May an executor start on the task? The spec is read on the default branch: complete, unambiguous, its constraints the
plan's byte for byte, its scope bounded and nobody else's, its criteria testable, everything that it waits for landed.
Judging reserves nothing: "task seal" starts a task. A spec that is not committed yet is checked by "task check".

Examples:
  $ handoff-gate gate task-entry
  $ handoff-gate gate task-entry auth-oauth --json
  $ handoff-gate gate task-entry --dry-run --sarif specs.sarif`;

export async function run({ session, args, flag }: Call): Promise<ExitCode> {
  const report = await withWorkspace(session, (workspace) =>
    withProgress(session, async (tell) => {
      const { base } = workspace;
      const gate = await openTaskEntryGate(workspace, entryRequest(workspace));
      const tasks =
        args.length === 0
          ? await openTasks(gate.world)
          : await Promise.all(args.map((name) => namedTask(gate.world, name)));
      const all: JudgedTaskEntry[] = [];
      for (const [index, task] of tasks.entries()) {
        tell(`judging ${task} (${index + 1} of ${tasks.length})`);
        const judged = await gate.judge({ kind: 'task', task });
        all.push(judged);
        if (!flag('dryRun')) await recordVerdict(workspace, judged.verdict);
      }
      return taskEntryReport(VERSION, { name: base.name, sha: base.target }, gate.policy, all);
    }),
  );
  return publish(session, report);
}
