import type { Command } from 'commander';
import { judgePlanRevision } from '../../../flows/judge-plan-revision.ts';
import { recordVerdict } from '../../../flows/record-verdict.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { VERSION } from '../../package.ts';
import type { Call } from '../entry.ts';
import { publish } from '../print-report.ts';
import { branchOutput, currentOutput } from '../select-outputs.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command
    .argument('[branch]', 'the branch that revises the plan; left out: the one checked out')
    .option('--dry-run', 'judge without a line in the record')
    .addHelpText(
      'after',
      `
Is the revision a planner's, the next version of the plan, with every constraint kept, every change proved, every task that
landed green, and no two parallel tasks in one file? A branch that leaves the plan alone passes as not applicable.

Examples:
  $ handoff-gate gate plan-revision
  $ handoff-gate gate plan-revision plan/v3 --dry-run
  $ handoff-gate gate plan-revision origin/plan/v3 --json`,
    );
}

export async function run({ session, args: [branch], flag }: Call): Promise<ExitCode> {
  const report = await withWorkspace(session, async (workspace) => {
    const { base, authority } = workspace;
    const output = await (branch === undefined
      ? currentOutput(workspace)
      : branchOutput(workspace, branch));
    const verdict = await judgePlanRevision(workspace, {
      engine: VERSION,
      proposal: { kind: 'branch', output },
      base: base.target,
      baseRef: base.name,
      authority: authority.target,
    });
    if (!flag('dryRun')) await recordVerdict(workspace, verdict);
    return {
      engine: VERSION,
      base: { name: base.name, sha: base.target },
      verdicts: [verdict],
      packets: [],
      outputs: [],
    };
  });
  return publish(session, report);
}
