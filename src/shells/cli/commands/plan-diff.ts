import type { Command } from 'commander';
import { comparePlans } from '../../../flows/compare-plans.ts';
import { comparisonBlocks } from '../../../report/plan-comparison.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Call } from '../entry.ts';
import { namedPlan, PLAN_NAMES, planInForce } from '../named-plan.ts';
import { printBlocks, printJson } from '../print.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command
    .argument('[from]', 'the older plan; left out: the one in force')
    .argument('[to]', 'the newer plan; left out: the one in the working tree')
    .addHelpText(
      'after',
      `
What becomes of each constraint, and every change of tasks, questions, goal and shared files with the refs that it names.
${PLAN_NAMES}
A view, not a gate: exit 0 whatever differs.

Examples:
  $ handoff-gate plan diff
  $ handoff-gate plan diff v2 v3
  $ handoff-gate plan diff main plan/v4 --json`,
    );
}

export async function run({ session, args: [from, to] }: Call): Promise<ExitCode> {
  const comparison = await withWorkspace(session, async (workspace) =>
    comparePlans(
      await (from === undefined ? planInForce(workspace) : namedPlan(session, workspace, from)),
      await namedPlan(session, workspace, to),
    ),
  );
  if (session.output === 'json')
    printJson(session, { schema: 'handoff-plan-diff/v1', ...comparison });
  else await printBlocks(session, comparisonBlocks(comparison));
  return EXIT.pass;
}
