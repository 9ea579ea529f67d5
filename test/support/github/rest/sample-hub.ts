import { Octokit } from '@octokit/core';
import { type GitHub, gitHub } from '../git-hub.ts';
import type { PullRequest } from '../world.ts';

/** acme/shop, as a client names it. */
export const shop = { owner: 'acme', repo: 'shop' };

export interface SampleHub {
  readonly hub: GitHub;
  /** Of handoff/a, which changes, renames and adds a file; it has a label and a comment. */
  readonly pull: PullRequest;
  readonly head: string;
  /** A client with the token of somebody who is there. */
  readonly as: (who: keyof GitHub['tokens']) => Octokit;
}

/** A GitHub with one pull request. Whoever asks for it closes its hub. */
export async function sampleHub(): Promise<SampleHub> {
  const hub = await gitHub({
    files: {
      'src/a.ts': 'a\n',
      'src/old.ts': 'one\ntwo\nthree\n',
      'x/link': { mode: '120000', content: '../src/a.ts' },
    },
  });
  const head = hub.repository.push('handoff/a', {
    'src/a.ts': 'A\n',
    'src/old.ts': null,
    'src/new.ts': 'one\ntwo\nthree\n',
    'bin.dat': new Uint8Array([0, 1, 2]),
  });
  const pull = hub.repository.pull({
    head: 'handoff/a',
    title: 'Do it',
    body: 'Did it',
    labels: ['size/S'],
  });
  hub.repository.comment(pull, 'Fine', 'reader');
  const as: SampleHub['as'] = (who) => new Octokit({ auth: hub.tokens[who], baseUrl: hub.apiUrl });
  return { hub, pull, head, as };
}
