import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GitHub } from '../../../src/adapters/github/github.ts';
import { openPullRequests } from '../../../src/adapters/github/open-pull-requests.ts';
import { connect } from '../../../src/shells/github/connect-github.ts';
import { asGitHub } from '../../support/github/as-github.ts';
import { gitHub, type GitHub as Hub } from '../../support/github/git-hub.ts';

const hubs: Hub[] = [];
const newHub = async (): Promise<Hub> => {
  const hub = await gitHub({ files: { 'a.ts': 'a\n' } });
  hubs.push(hub);
  return hub;
};
afterAll(() => Promise.all(hubs.map((hub) => hub.close())));

describe('what GitHub shows of each', () => {
  let hub: Hub;
  let github: GitHub;
  beforeAll(async () => {
    hub = await newHub();
    github = asGitHub(hub, hub.tokens.actions);
  });

  test('none', async () => {
    const { taskIssues, ...open } = await openPullRequests(github);
    expect(taskIssues?.touched.nodes).toEqual([]);
    expect(open).toEqual({
      repository: { nodeId: hub.repository.noun.nodeId, defaultBranch: 'main' },
      pullRequests: [],
    });
  });

  test('an own branch, a bot, a fork, a deleted account; closed and merged ones are not there', async () => {
    const { repository, world } = hub;
    const files = { 'b.ts': 'b\n' };
    repository.push('next', files);
    const own = repository.push('handoff/a', files);
    repository.pull({ head: 'handoff/a', body: 'Done' });
    repository.push('handoff/b', files);
    repository.pull({ head: 'handoff/b', base: 'next', by: 'app:handoff-gate' });
    const fork = repository.fork('stranger');
    const foreign = fork.push('handoff/a', { 'c.ts': 'c\n' }, { by: 'stranger' });
    repository.pull({ head: 'handoff/a', from: fork.noun, by: 'stranger' });
    repository.push('handoff/d', files);
    repository.pull({ head: 'handoff/d', by: 'reader' });
    const reader = world.accounts.get('reader');
    if (reader) reader.isDeleted = true;
    for (const name of ['closed', 'merged']) {
      repository.push(name, { [`${name}.ts`]: 'x\n' });
      const pull = repository.pull({ head: name });
      if (name === 'closed') repository.close(pull);
      else repository.merge(pull);
    }

    const { pullRequests } = await openPullRequests(github);
    const executor = { kind: 'user', login: 'executor', id: world.accounts.get('executor')?.id };
    expect(pullRequests.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(pullRequests).toMatchObject([
      {
        ...{ head: own, headBranch: 'handoff/a', baseBranch: 'main', origin: 'repository' },
        ...{ author: executor, body: 'Done' },
      },
      { baseBranch: 'next', origin: 'repository', author: { kind: 'bot', login: 'handoff-gate' } },
      { head: foreign, headBranch: 'handoff/a', origin: 'fork', author: { login: 'stranger' } },
      { headBranch: 'handoff/d', author: undefined },
    ]);
  });
});

describe('page by page', () => {
  test('of 201 each is there once, sorted; also when some are closed between two pages', async () => {
    const hub = await newHub();
    const pulls = hub.repository.pulls(
      Array.from({ length: 201 }, (_, at) => ({ head: `b${at}`, files: { [`f${at}`]: '1' } })),
    );
    const github = asGitHub(hub, hub.tokens.actions);
    hub.requests.forget();
    const all = await openPullRequests(github);
    expect(all.pullRequests.map(({ number }) => number)).toEqual(pulls.map(({ number }) => number));
    expect(hub.requests.api).toHaveLength(3);

    let asked = 0;
    const meanwhile: GitHub = {
      ...github,
      async graphql(query, variables) {
        const answer = await github.graphql(query, variables);
        asked += 1;
        for (const pull of asked === 1 ? pulls.slice(50, 60) : []) hub.repository.close(pull);
        return answer;
      },
    };
    const { pullRequests } = await openPullRequests(meanwhile);
    const numbers = pullRequests.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    // Whoever stayed open is there: a gap would hide a rival.
    const open = pulls.filter(({ state }) => state === 'open').map(({ number }) => number);
    expect(open).toHaveLength(191);
    expect(numbers).toEqual(expect.arrayContaining(open));
  });

  test('a page that is too much for GitHub is asked for with half of it, and each is there all the same', async () => {
    const hub = await newHub();
    const pulls = hub.repository.pulls(
      Array.from({ length: 120 }, (_, at) => ({ head: `b${at}`, files: { [`f${at}`]: '1' } })),
    );
    const all = async () => {
      hub.requests.forget();
      const where = { owner: 'acme', name: 'shop', apiUrl: hub.apiUrl };
      return openPullRequests(connect(where, hub.tokens.actions, () => {}));
    };
    const numbers = pulls.map(({ number }) => number);
    for (const timeout of [200, 502] as const) {
      const end = hub.faults.api({ on: '"first":100', what: { timeout } });
      expect((await all()).pullRequests.map(({ number }) => number)).toEqual(numbers);
      // 100 in vain, and then 50, 50 and 20.
      expect(hub.requests.api).toHaveLength(4);
      end();
    }
  });

  const endless = (pages: number): { readonly github: GitHub; readonly asked: () => number } => {
    let asked = 0;
    const graphql: GitHub['graphql'] = async () => {
      asked += 1;
      const pageInfo = { hasNextPage: asked < pages, endCursor: String(asked) };
      return {
        repository: { id: 'R', defaultBranchRef: null, pullRequests: { pageInfo, nodes: [] } },
      };
    };
    const request = () => Promise.reject(new Error('no REST'));
    return { github: { owner: 'acme', name: 'shop', graphql, request }, asked: () => asked };
  };

  test('exactly 2,000 are read', async () => {
    const { github, asked } = endless(20);
    await openPullRequests(github);
    expect(asked()).toBe(20);
  });

  test('more than 2,000 are refused, never a part of them', async () => {
    const { github, asked } = endless(21);
    await expect(openPullRequests(github)).rejects.toMatchObject({
      kind: 'access',
      message: 'There are more than 2000 open pull requests',
    });
    expect(asked()).toBe(20);
  });
});
