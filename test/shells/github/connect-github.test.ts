import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openPullRequests } from '../../../src/adapters/github/open-pull-requests.ts';
import { connect } from '../../../src/shells/github/connect-github.ts';
import { type GitHub, gitHub } from '../../support/github/git-hub.ts';

let hub: GitHub;
const hubs: GitHub[] = [];
let told: string[] = [];
beforeEach(async () => {
  hub = await gitHub();
  hubs.push(hub);
  told = [];
});
afterAll(() => Promise.all(hubs.map((one) => one.close())));

const connected = () =>
  connect(
    { owner: 'acme', name: 'shop', apiUrl: hub.apiUrl },
    hub.tokens.actions,
    (line) => void told.push(line),
  );
/** What other runs of the repository used of the same hour: GITHUB_TOKEN is one allowance for all of them. */
const used = (cost: number, resource: 'core' | 'graphql' = 'graphql'): void => {
  const credential = hub.world.tokens.get(hub.tokens.actions);
  hub.world.limits.admit({ credential, resource, isWrite: false, cost });
};

describe('the hour of GITHUB_TOKEN', () => {
  test.each([
    ['a tenth of it is left after these two', 898, []],
    ['less is left', 900, [/^GitHub: 99 of 1000 points are left to this token until \d{4}-.*Z$/]],
  ])('%s', async (_why, before, lines) => {
    used(before);
    const github = connected();
    await openPullRequests(github);
    // Said once, however much is asked.
    await openPullRequests(github);
    expect(told).toEqual(lines.map((line) => expect.stringMatching(line)).slice(0, lines.length));
  });

  test('requests and points are two allowances', async () => {
    used(950, 'core');
    const github = connected();
    await openPullRequests(github);
    expect(told).toEqual([]);
    await github.request('GET /repos/{owner}/{repo}/branches/{branch}', { branch: 'main' });
    expect(told).toEqual([expect.stringMatching(/^GitHub: 49 of 1000 requests are left /)]);
  });

  test('it is used up: nobody could look, and it says when somebody can', async () => {
    used(1_000);
    await expect(openPullRequests(connected())).rejects.toMatchObject({
      kind: 'access',
      message:
        'GitHub did not answer OpenPullRequests: all 1000 points that the token has for this hour are used up',
      remedy: expect.stringMatching(
        /^Run it again after \d{4}-\d\d-\d\dT\d\d:\d\dZ; nothing is green/,
      ),
    });
  });
});
