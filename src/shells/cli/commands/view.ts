import type { Command } from 'commander';
import { viewPlan } from '../../../flows/view-plan.ts';
import { coordinatorJson, coordinatorView } from '../../../report/coordinator-view.ts';
import type { Call } from '../entry.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command.addHelpText(
    'after',
    `
The plan, where each task is, what is open, what conflicts and in which order to land. Never code.

Examples:
  $ handoff-gate view
  $ handoff-gate view --json`,
  );
}

export async function run({ session }: Call): Promise<ExitCode> {
  const facts = await withWorkspace(session, (workspace) =>
    viewPlan(workspace, {
      base: workspace.base.target,
      authority: workspace.authority.target,
    }),
  );
  session.io.out.write(session.output === 'json' ? coordinatorJson(facts) : coordinatorView(facts));
  return EXIT.pass;
}
