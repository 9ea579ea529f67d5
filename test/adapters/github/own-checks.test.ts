import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newestRuns } from '../../../src/adapters/github/check-runs.ts';
import { ownChecks } from '../../../src/adapters/github/own-checks.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { connect } from '../../../src/shells/github/connect-github.ts';
import { GITHUB_ACTIONS } from '../../support/github/accounts.ts';
import { asGitHub } from '../../support/github/as-github.ts';
import { newSuite } from '../../support/github/checks.ts';
import { gitHub, type GitHub as Hub } from '../../support/github/git-hub.ts';

const GATE = 'handoff-gate';
let hub: Hub;
let count = 0;
beforeAll(async () => {
  hub = await gitHub();
});
afterAll(() => hub.close());

const commit = (): Sha => {
  count += 1;
  return hub.repository.push(`work-${count}`, { [`${count}.ts`]: '1\n' }) as Sha;
};
/** A job of a workflow run: each is a suite of its own, all of one app. */
const job = (sha: string, name: string, conclusion: 'success' | 'failure' = 'success') =>
  hub.repository.run({ workflow: '.github/workflows/ci.yml', sha, jobs: [{ name, conclusion }] });
const written = (sha: string, conclusion: 'success' | 'failure', name = GATE) =>
  hub.repository.check(sha, name, { conclusion }, 'github-actions');
async function read(head: Sha, names: readonly [string, ...string[]] = [GATE]) {
  const github = asGitHub(hub, hub.tokens.actions);
  const named = { head, names };
  const runsOf = await ownChecks(github, GITHUB_ACTIONS.appId, [named]);
  return newestRuns(runsOf(named)).map(({ name, conclusion }) => [name, conclusion]);
}

describe('a check of ours is found wherever GitHub put it', () => {
  test.each([
    ['alone', 0],
    ['behind 12 runs of other workflows, which are suites of the same app', 12],
    ['behind 120', 120],
  ])('%s', async (_why, others) => {
    const head = commit();
    // The suite of ours comes last: what is written joins the suite that was first on the commit.
    const suites = Array.from({ length: others }, () => job(head, 'build').suite);
    const ours = newSuite(hub.world, hub.repository.noun, suiteApp(), head);
    const check = written(head, 'failure');
    if (check.suite !== ours) {
      check.suite.checkRuns.splice(check.suite.checkRuns.indexOf(check), 1);
      ours.checkRuns.push(check);
    }
    hub.requests.forget();
    expect(suites).toHaveLength(others);
    expect(await read(head)).toEqual([[GATE, 'FAILURE']]);
    expect(hub.requests.api).toHaveLength(1);
  });

  test('several names at once, and one that is not there', async () => {
    const head = commit();
    written(head, 'success');
    written(head, 'failure', `${GATE}/output`);
    expect(await read(head, [GATE, `${GATE}/output`, `${GATE}/integration`])).toEqual([
      [GATE, 'SUCCESS'],
      [`${GATE}/output`, 'FAILURE'],
    ]);
  });

  test('a check of the same name by another app is not ours (G01)', async () => {
    const head = commit();
    hub.repository.check(head, GATE, { conclusion: 'success' }, 'handoff-gate');
    expect(await read(head)).toEqual([]);
  });

  test('a commit that is not in this repository has none', async () => {
    expect(await read('f'.repeat(40) as Sha)).toEqual([]);
  });
});

describe('one name in several suites: the newest run counts', () => {
  const inSuites = (head: Sha, total: number, red: number): void => {
    for (let at = 0; at < total; at += 1) job(head, GATE, at === red ? 'failure' : 'success');
  };
  test.each([
    ['two', 2, 2],
    ['one page of the rest', 11, 2],
    ['two pages of the rest', 12, 3],
    ['as many as are read', 51, 6],
  ])('%s', async (_why, total, requests) => {
    const head = commit();
    inSuites(head, total, total - 1);
    hub.requests.forget();
    expect(await read(head)).toEqual([[GATE, 'FAILURE']]);
    expect(hub.requests.api).toHaveLength(requests);
  });

  test('more than are read: nothing is known of them, so that a new one is written', async () => {
    const head = commit();
    inSuites(head, 52, 0);
    expect(await read(head)).toEqual([]);
  });
});

describe('GitHub ends a query that asks for too much after 10 seconds', () => {
  /** Through octokit's plugins, as the action asks. */
  const reading = (heads: readonly Sha[]) => {
    const where = { owner: 'acme', name: 'shop', apiUrl: hub.apiUrl };
    const github = connect(where, hub.tokens.actions, () => {});
    const asked = heads.map((head) => ({ head, names: [GATE] as const }));
    const read = ownChecks(github, GITHUB_ACTIONS.appId, asked);
    return read.then((runsOf) => asked.map((one) => runsOf(one).length));
  };
  const four = () => {
    const heads = [commit(), commit(), commit(), commit()];
    for (const head of heads) written(head, 'success');
    hub.requests.forget();
    return heads;
  };
  /** Longer than the query about two commits, shorter than that about four. */
  const TWO = 800;

  test.each([
    ['with status 502', { timeout: 502 }],
    ['with status 200, which only octokit takes for an answer', { timeout: 200 }],
    ['half-way, with the first part of the answer beside the error', { half: true }],
  ] as const)('%s: it is asked in halves, and not twice', async (_why, what) => {
    const heads = four();
    const end = hub.faults.api({ on: 'OwnChecks', longerThan: TWO, what });
    expect(await reading(heads)).toEqual([1, 1, 1, 1]);
    end();
    expect(hub.requests.api).toHaveLength(3);
  });

  test.each([{ timeout: 502 }, { timeout: 200 }, { half: true }] as const)(
    'one commit is asked about several times; what stays too much is never half an answer: %j',
    async (what) => {
      const heads = four();
      const end = hub.faults.api({ on: heads[3] ?? '', times: 3, what });
      expect(await reading(heads)).toEqual([1, 1, 1, 1]);
      end();
      const forever = hub.faults.api({ on: heads[3] ?? '', what });
      await expect(
        ownChecks(
          asGitHub(hub, hub.tokens.actions),
          GITHUB_ACTIONS.appId,
          heads.map((head) => ({ head, names: [GATE] })),
        ),
      ).rejects.toMatchObject({
        kind: 'access',
        message: expect.stringContaining('GitHub did not answer OwnChecks'),
        remedy: expect.stringMatching(/^Run it again/),
      });
      forever();
    },
  );
});

function suiteApp() {
  const app = hub.world.apps.get('github-actions');
  if (app === undefined) throw new Error('There is always GitHub Actions');
  return app;
}
