import type { Command } from 'commander';
import { claimNext } from '../../../flows/claim-next.ts';
import { readyTasks } from '../../../flows/ready-tasks.ts';
import { counted } from '../../../model/short-list.ts';
import type { TaskId } from '../../../model/task-id.ts';
import { startable, type TaskReadiness } from '../../../report/task-readiness.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Call } from '../entry.ts';
import { entryRequest } from '../entry-tasks.ts';
import { printJson } from '../print.ts';
import { readinessJson } from '../readiness-json.ts';
import { withWorkspace } from '../with-repository.ts';
import type { Workspace } from '../workspace.ts';

export function define(command: Command): void {
  command
    .option('--seal', 'also start it: seal its spec and lock its scope, for you alone')
    .addHelpText(
      'after',
      `
Prints the id of the task to start next: of those that may start now, the one that most others wait for.
Exit 1 when there is none. With --seal each of many who ask at once gets a task of its own.

Examples:
  $ handoff-gate task next
  $ task=$(handoff-gate task next --seal) && handoff-gate pack "$task" > ../prompt.md
  $ handoff-gate task next --json`,
    );
}

interface Next {
  readonly task: TaskId | undefined;
  /** Where each task is; empty when one was sealed. */
  readonly tasks: readonly TaskReadiness[];
}

export async function run({ session, flag }: Call): Promise<ExitCode> {
  const { task, tasks } = await withWorkspace(session, (workspace) =>
    flag('seal') ? claimed(workspace) : looked(workspace),
  );
  if (session.output === 'json')
    printJson(session, { schema: 'handoff-next/v1', ...said(task, tasks) });
  else if (task !== undefined) session.io.out.write(`${task}\n`);
  if (task !== undefined) return EXIT.pass;
  session.io.err.write(`note: ${whyNot(tasks)}\n`);
  return EXIT.refused;
}

async function looked(workspace: Workspace): Promise<Next> {
  const tasks = await readyTasks(workspace, entryRequest(workspace));
  return { task: startable(tasks)[0]?.task, tasks };
}

async function claimed(workspace: Workspace): Promise<Next> {
  const claim = await claimNext(workspace, entryRequest(workspace));
  return claim.state === 'claimed'
    ? { task: claim.sealed.seal.task, tasks: [] }
    : { task: undefined, tasks: claim.tasks };
}

/** The others only where nothing may start: then they say why. */
function said(task: TaskId | undefined, tasks: readonly TaskReadiness[]) {
  return { task: task ?? null, others: task === undefined ? tasks.map(readinessJson) : [] };
}

/** On standard error, so that a script that reads the id reads nothing. */
function whyNot(tasks: readonly TaskReadiness[]): string {
  if (tasks.length === 0) return 'there is no task on the default branch';
  const open = tasks.filter(({ state }) => state !== 'landed');
  if (open.length === 0) return 'every task has landed';
  return `none of ${counted(open.length, 'open task')} may start now; handoff-gate task ready says why`;
}
