import { GateError } from '../../model/gate-error.ts';
import { quote } from '../../model/wording.ts';
import { writeBareRepository } from './bare-repository.ts';
import { runGit } from './git-process.ts';

/** Where a repository is fetched from. The token is handed to git in its environment: never in an argument, a URL or a file (threat H06). */
export interface Remote {
  /** https://github.com/owner/name.git */
  readonly url: string;
  readonly token: string | undefined;
}

/** Cloning a large repository takes minutes; GitHub ends a job's token after hours. */
const FETCH_SECONDS = 900;

/**
 * A bare repository of our own, filled with what a verdict stands on. Nothing is ever checked out in it, so no content of a
 * pull request can act (decision K9, threat G04), and the checkout of the workflow, whatever it holds, has no say.
 * @param refspecs full ref names on both sides, e.g. `refs/pull/12/head:refs/pull/12/head`; a ref that is gone fails the call
 * @throws GateError 'access' when the remote cannot be reached, refuses the token or lacks a ref.
 */
export async function fetchMirror(
  gitDir: string,
  remote: Remote,
  refspecs: readonly string[],
): Promise<void> {
  // GitHub has no repository of another format.
  await writeBareRepository(gitDir, 'sha1');
  await runGit({
    args: [
      'fetch',
      '--quiet',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-auto-maintenance',
      '--no-recurse-submodules',
      '--force',
      '--stdin',
      '--end-of-options',
      remote.url,
    ],
    gitDir,
    stdin: refspecs.map((one) => `${one}\n`).join(''),
    env: fetchEnvironment(remote),
    seconds: FETCH_SECONDS,
    remedy: `Check that the token may read the repository (permission contents: read), then run it again.`,
  });
}

function fetchEnvironment({ url, token }: Remote): Record<string, string> {
  const { protocol = '', origin = '' } = URL.canParse(url) ? new URL(url) : {};
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new GateError(
      'usage',
      `The repository's address is ${quote(url)}; allowed is https://…`,
      {
        remedy: 'Check GITHUB_SERVER_URL.',
      },
    );
  const settings: readonly (readonly [string, string])[] = [
    // The token is for this server only.
    ['http.followRedirects', 'false'],
    ...(token === undefined
      ? []
      : ([[`http.${origin}/.extraHeader`, `Authorization: Basic ${basic(token)}`]] as const)),
  ];
  return {
    GIT_ALLOW_PROTOCOL: protocol.slice(0, -1),
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
      ]),
    ),
  };
}

/** What GitHub takes for installation and workflow tokens alike. */
function basic(token: string): string {
  return Buffer.from(`x-access-token:${token}`).toString('base64');
}
