import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { judgePlanRevision } from '../../../flows/judge-plan-revision.ts';
import { GateError } from '../../../model/gate-error.ts';
import { LIMITS } from '../../../model/limits.ts';
import { PLAN_FILE } from '../../../model/protected-paths.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { VERSION } from '../../package.ts';
import type { Call } from '../entry.ts';
import { publish } from '../print-report.ts';
import { readInput } from '../read-input.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command.argument('[file]', `a plan; left out: ${PLAN_FILE} in the working tree`).addHelpText(
    'after',
    `
Judges the text of a plan as Gate 4 will, before it is on a branch: format, hash chain, constraints, evidence, scopes.
Writes nothing. The plan in force itself is judged against the version before it.

Examples:
  $ handoff-gate plan check
  $ handoff-gate plan check draft.yaml --json
  $ handoff-gate plan check --quiet && git commit -m "Plan v3" .handoff/plan.yaml`,
  );
}

export async function run({ session, args: [file] }: Call): Promise<ExitCode> {
  const report = await withWorkspace(session, async (workspace) => {
    const { base, authority, repository } = workspace;
    const path = file === undefined ? inTree(repository.topLevel) : resolve(session.cwd, file);
    const verdict = await judgePlanRevision(workspace, {
      engine: VERSION,
      proposal: {
        kind: 'draft',
        source: file === undefined ? PLAN_FILE : relative(session.cwd, path),
        text: await readInput(path, LIMITS.planBytes),
      },
      base: base.target,
      baseRef: base.name,
      authority: authority.target,
    });
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

function inTree(topLevel: string | undefined): string {
  if (topLevel !== undefined) return join(topLevel, PLAN_FILE);
  throw new GateError('usage', 'The repository has no working tree', {
    remedy: 'Name the file of the plan: handoff-gate plan check <file>',
  });
}
