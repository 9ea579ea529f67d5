import type { Command } from 'commander';
import { writeNote } from '../../../adapters/git/git-notes.ts';
import { draftContract } from '../../../flows/draft-contract.ts';
import { counted } from '../../../model/short-list.ts';
import { visible, visibleJson } from '../../../report/visible-text.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { VERSION } from '../../package.ts';
import type { Call } from '../entry.ts';
import { printJson } from '../print.ts';
import { currentOutput } from '../select-outputs.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command
    .option('--note', 'also keep it as the note on the last commit, where the gates look')
    .addHelpText(
      'after',
      `
Fills in what the spec, git and recorded test runs prove; says on standard error what is left to you.
Print it into the body of the pull request, or keep it with --note.

Examples:
  $ handoff-gate contract draft
  $ handoff-gate contract draft --note && handoff-gate check
  $ handoff-gate contract draft > body.md`,
    );
}

export async function run({ session, flag }: Call): Promise<ExitCode> {
  const { contract, text, open, verdict } = await withWorkspace(session, async (workspace) => {
    const { base, authority, repository } = workspace;
    const output = await currentOutput(workspace);
    const draft = await draftContract(workspace, {
      engine: VERSION,
      output,
      base: base.target,
      baseRef: base.name,
      authority: authority.target,
    });
    if (flag('note')) await writeNote(repository, output.head, draft.text);
    return draft;
  });
  if (session.output === 'json') printJson(session, contract);
  else session.io.out.write(visibleJson(text));
  const findings = contract['self-check']?.findings ?? 0;
  const left = [
    ...open,
    ...(verdict.outcome.state === 'failed'
      ? [
          `the gate has ${counted(findings, 'blocking finding')} on this draft; see: handoff-gate check`,
        ]
      : []),
  ];
  for (const one of left) session.io.err.write(`note: ${visible(one)}\n`);
  return EXIT.pass;
}
