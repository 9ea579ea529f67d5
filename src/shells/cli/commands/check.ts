import type { Command } from 'commander';
import { gitWorkTree } from '../../../adapters/git/git-work-tree.ts';
import { judgeOutput } from '../../../flows/judge-output.ts';
import { outputReport } from '../../../flows/report-output.ts';
import { shortList } from '../../../model/short-list.ts';
import { visible } from '../../../report/visible-text.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { VERSION } from '../../package.ts';
import type { Call } from '../entry.ts';
import { givenContract } from '../given-contract.ts';
import { publish } from '../print-report.ts';
import { currentOutput } from '../select-outputs.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command.addHelpText(
    'after',
    `
Judges the last commit of the branch that is checked out, offline, with the rules, findings and ids of the gate.
Leaves no record: a check is no attempt.

Examples:
  $ handoff-gate check
  $ handoff-gate check --contract contract.md --base develop
  $ handoff-gate check --json --quiet`,
  );
}

export async function run({ session }: Call): Promise<ExitCode> {
  const report = await withWorkspace(session, async (workspace) => {
    const { base, authority, repository } = workspace;
    const output = await currentOutput(workspace);
    const text = await givenContract(session);
    const [judged, dirty] = await Promise.all([
      judgeOutput(workspace, {
        engine: VERSION,
        output,
        base: base.target,
        baseRef: base.name,
        authority: authority.target,
        units: 'in-doubt',
        ...(text && { text }),
      }),
      gitWorkTree(repository).dirty(output.head),
    ]);
    if (dirty.length > 0)
      session.io.err.write(`note: not committed, so not judged: ${visible(shortList(dirty))}\n`);
    return outputReport(VERSION, { name: base.name, sha: base.target }, [judged]);
  });
  return publish(session, report);
}
