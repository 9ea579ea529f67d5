import type { Command } from 'commander';
import { githubSettings } from '../../../adapters/github/settings.ts';
import { examineRepository } from '../../../flows/examine-repository.ts';
import { GateError } from '../../../model/gate-error.ts';
import { quote } from '../../../model/wording.ts';
import { diagnosisBlocks, diagnosisJson } from '../../../report/diagnosis.ts';
import { visible } from '../../../report/visible-text.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { gitVersion } from '../../git-version.ts';
import { connect } from '../../github/connect-github.ts';
import type { Call } from '../entry.ts';
import { printBlocks } from '../print.ts';

export function define(command: Command): void {
  command.requiredOption('--repository <owner/name>', 'the repository on GitHub').addHelpText(
    'after',
    `
Reads the settings of a repository on GitHub, says what its verdicts are worth (T1 to T3), and prints the command that
mends each line. Changes nothing. The token comes from GITHUB_TOKEN or GH_TOKEN; an administrator's sees everything.
Exit 1 when a line does not hold; one that the token may not look at keeps the level down.

Examples:
  $ GITHUB_TOKEN=$(gh auth token) handoff-gate doctor --repository acme/shop
  $ handoff-gate doctor --repository acme/shop --json`,
  );
}

export async function run({ session, text }: Call): Promise<ExitCode> {
  const { env } = session.io;
  const place = repositoryNamed(text('repository') ?? '');
  const token = env['GITHUB_TOKEN'] || env['GH_TOKEN'];
  if (token === undefined || token === '')
    throw new GateError('usage', 'There is no token: GITHUB_TOKEN and GH_TOKEN are not set', {
      remedy: 'Set GITHUB_TOKEN, for example: GITHUB_TOKEN=$(gh auth token)',
    });
  const apiUrl = env['GITHUB_API_URL'] ?? 'https://api.github.com';
  const tell = (line: string): void => void session.io.err.write(`note: ${visible(line)}\n`);
  const github = connect({ ...place, apiUrl }, token, tell);
  const versions = { node: process.versions.node, git: await gitVersion() };
  const diagnosis = await examineRepository(githubSettings(github), versions);
  if (session.output === 'json') session.io.out.write(diagnosisJson(diagnosis));
  else await printBlocks(session, diagnosisBlocks(diagnosis));
  return diagnosis.lines.some(({ state }) => state === 'fail') ? EXIT.refused : EXIT.pass;
}

function repositoryNamed(given: string): { readonly owner: string; readonly name: string } {
  const [, owner, name] = /^([\w.-]{1,100})\/([\w.-]{1,100})$/.exec(given) ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  throw new GateError('usage', `--repository is ${quote(given)}; allowed: owner/name`, {
    remedy: 'Name the repository as GitHub shows it, for example acme/shop.',
  });
}
