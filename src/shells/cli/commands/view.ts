import type { Command } from 'commander';
import { viewPlan, viewText } from '../../../flows/view-plan.ts';
import { coordinatorJson } from '../../../report/coordinator-view.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Call } from '../entry.ts';
import { entryRequest } from '../entry-tasks.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command.addHelpText(
    'after',
    `
The plan, where each task is, what is open, what conflicts and in which order to land. Never code.
A task is ready, waiting or blocked as Gate 1 says; handoff-gate task ready says more.

Examples:
  $ handoff-gate view
  $ handoff-gate view --json`,
  );
}

export async function run({ session }: Call): Promise<ExitCode> {
  const text = await withWorkspace(session, async (workspace) => {
    const facts = await viewPlan(workspace, entryRequest(workspace));
    return session.output === 'json' ? coordinatorJson(facts) : viewText(workspace, facts);
  });
  session.io.out.write(text);
  return EXIT.pass;
}
