import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readContractText } from '../../../flows/validate-document.ts';
import { GateError } from '../../../model/gate-error.ts';
import { LIMITS } from '../../../model/limits.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Call } from '../entry.ts';
import { printBlocks, printJson } from '../print.ts';
import { documentBlocks } from '../problem-list.ts';
import { readInput } from '../read-input.ts';
import { currentOutput } from '../select-outputs.ts';
import type { Session } from '../session.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command
    .argument('[file]', 'a contract, or a pull request body; left out: the note on the last commit')
    .addHelpText(
      'after',
      `
The text alone: is there one contract, visible, does it fit its format, can its refs be read? What it claims is judged by: handoff-gate check

Examples:
  $ handoff-gate contract check
  $ handoff-gate contract check body.md`,
    );
}

export async function run({ session, args: [file] }: Call): Promise<ExitCode> {
  const { name, text } = file === undefined ? await noteOf(session) : await fileText(session, file);
  const read = readContractText(text);
  const problems = read.ok ? [] : read.problems;
  if (session.output === 'json') printJson(session, { name, problems });
  else await printBlocks(session, documentBlocks(name, 'contract', problems));
  return read.ok ? EXIT.pass : EXIT.refused;
}

async function fileText({ cwd }: Session, name: string) {
  return { name, text: await readInput(resolve(cwd, name), LIMITS.bodyCharacters * 4) };
}

function noteOf(session: Session) {
  return withWorkspace(session, async (workspace) => {
    const output = await currentOutput(workspace);
    const text = (await workspace.outputs.texts([output])).get(output.id);
    if (text !== undefined) return { name: `note on ${output.head.slice(0, 12)}`, text };
    throw new GateError(
      'usage',
      `${output.id} has no contract: there is no note on its last commit`,
      {
        remedy: 'Draft one with: handoff-gate contract draft --note',
      },
    );
  });
}
