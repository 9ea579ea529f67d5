import { readdir, readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { GateError } from '../../../model/gate-error.ts';
import { didYouMean, quote } from '../../../model/wording.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { packageFile } from '../../package.ts';
import type { Call } from '../entry.ts';
import { printJson } from '../print.ts';

export function define(command: Command): void {
  command.argument('[name]', 'name of a format; left out: the names of all').addHelpText(
    'after',
    `
Examples:
  $ handoff-gate schema
  $ handoff-gate schema contract > contract.schema.json`,
  );
}

const ENDING = '.schema.json';

export async function completions(): Promise<readonly string[]> {
  const files = await readdir(packageFile('schemas'));
  return files.filter((file) => file.endsWith(ENDING)).map((file) => file.slice(0, -ENDING.length));
}

export async function run({ session, args: [name] }: Call): Promise<ExitCode> {
  const names = await completions();
  if (name === undefined) {
    if (session.output === 'json') printJson(session, names);
    else session.io.out.write(names.map((one) => `${one}\n`).join(''));
    return EXIT.pass;
  }
  if (!names.includes(name))
    throw new GateError('usage', `There is no format ${quote(name)}${didYouMean(name, names)}`, {
      remedy: `Name one of: ${names.join(', ')}`,
    });
  session.io.out.write(await readFile(packageFile(`schemas/${name}${ENDING}`), 'utf8'));
  return EXIT.pass;
}
