import type { Command } from 'commander';
import { readyTasks } from '../../../flows/ready-tasks.ts';
import { readinessBlocks } from '../../../report/task-readiness.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { VERSION } from '../../package.ts';
import type { Call } from '../entry.ts';
import { entryRequest } from '../entry-tasks.ts';
import { printBlocks, printJson } from '../print.ts';
import { withProgress } from '../progress.ts';
import { readinessJson } from '../readiness-json.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command.addHelpText(
    'after',
    `
Every task of the plan and of .handoff/tasks: which may start now, together, and why the others may not.
Judges, and neither records nor reserves anything. With --quiet the ids of those that may start, one a line.

Examples:
  $ handoff-gate task ready
  $ handoff-gate task ready --json
  $ handoff-gate task ready --quiet`,
  );
}

export async function run({ session }: Call): Promise<ExitCode> {
  const { tasks, base } = await withWorkspace(session, (workspace) =>
    withProgress(session, async (tell) => {
      tell('judging every task that has not been started');
      const { name, target } = workspace.base;
      const found = await readyTasks(workspace, entryRequest(workspace));
      return { tasks: found, base: { name, sha: target } };
    }),
  );
  if (session.output === 'json')
    printJson(session, {
      schema: 'handoff-ready/v1',
      engine: VERSION,
      base,
      tasks: tasks.map(readinessJson),
    });
  else await printBlocks(session, readinessBlocks(tasks, session.detail));
  return EXIT.pass;
}
