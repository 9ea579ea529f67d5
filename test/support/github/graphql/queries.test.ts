import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/core';
import { type GitHub, gitHub } from '../git-hub.ts';
import type { PullRequest } from '../world.ts';

let hub: GitHub;
let pull: PullRequest;
beforeAll(async () => {
  hub = await gitHub({ files: { 'a.ts': 'a\n' } });
  hub.repository.push('handoff/a', { 'b.ts': 'b\n' });
  hub.repository.push('handoff/a', { 'c.ts': 'c\n' });
  pull = hub.repository.pull({ head: 'handoff/a' });
});
afterAll(() => hub.close());

const ask = (query: string, variables = {}, who: keyof GitHub['tokens'] = 'actions') =>
  new Octokit({ auth: hub.tokens[who], baseUrl: hub.apiUrl }).graphql<Record<string, unknown>>(
    query,
    variables,
  );
const shop = (fields: string) => ask(`{ repository(owner: "acme", name: "shop") { ${fields} } }`);

describe('commits of a pull request', () => {
  test('the newest alone, and all of them, oldest first', async () => {
    const { nodeId } = pull;
    const commits = (page: string) =>
      ask(
        `query ($id: ID!) { node(id: $id) { ... on PullRequest { commits(${page}) { totalCount pageInfo { hasPreviousPage hasNextPage } nodes { commit { oid messageHeadline } } } } } }`,
        { id: nodeId },
      );
    const last = { commit: { oid: pull.head.sha, messageHeadline: 'Change handoff/a' } };
    const pageInfo = { hasPreviousPage: true, hasNextPage: false };
    expect(await commits('last: 1')).toEqual({
      node: { commits: { totalCount: 2, pageInfo, nodes: [last] } },
    });
    expect(await commits('first: 10')).toMatchObject({
      node: { commits: { totalCount: 2, nodes: [{}, last] } },
    });
  });

  test('mergeable is unknown until somebody asked', async () => {
    const asked = () =>
      shop(
        `pullRequest(number: ${pull.number}) { mergeable changedFiles potentialMergeCommit { oid } }`,
      );
    expect(await asked()).toMatchObject({
      repository: { pullRequest: { mergeable: 'UNKNOWN', changedFiles: 2 } },
    });
    expect(await asked()).toMatchObject({
      repository: {
        pullRequest: {
          mergeable: 'MERGEABLE',
          potentialMergeCommit: { oid: hub.repository.sha('refs/pull/1/merge') },
        },
      },
    });
  });
});

describe('what is not there', () => {
  test('a number is null beside an error; the others are answered', async () => {
    await expect(
      shop(
        'one: issue(number: 99) { id } two: pullRequest(number: 1) { number } three: issue(number: 1) { id }',
      ),
    ).rejects.toMatchObject({
      errors: [
        {
          type: 'NOT_FOUND',
          path: ['repository', 'one'],
          message: 'Could not resolve to an Issue with the number of 99.',
        },
        { type: 'NOT_FOUND', path: ['repository', 'three'] },
      ],
      data: { repository: { one: null, two: { number: 1 }, three: null } },
    });
  });

  test('nodes by id: null with an error each, also for what must not be seen', async () => {
    const secret = hub.add({ owner: 'acme', name: 'secret', isPrivate: true });
    const hidden = secret.issue({ title: 'Secret', by: 'admin' });
    const ids = [pull.nodeId, 'PR_0', hidden.nodeId];
    await expect(
      ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }),
    ).rejects.toMatchObject({
      errors: [
        { type: 'NOT_FOUND', path: ['nodes', 1] },
        { type: 'NOT_FOUND', path: ['nodes', 2] },
      ],
      data: { nodes: [{ id: pull.nodeId }, null, null] },
    });
    await expect(
      ask('query ($id: ID!) { node(id: $id) { id } }', { id: hidden.nodeId }, 'stranger'),
    ).rejects.toMatchObject({ errors: [{ type: 'NOT_FOUND' }] });
  });
});

test('a deleted account is null; a renamed one keeps its number (G11)', async () => {
  const issue = hub.repository.issue({ title: 'Old', by: 'reader', labels: ['x'] });
  const reader = hub.world.accounts.get('reader');
  if (reader === undefined) throw new Error('The default world has a reader');
  const asked = () =>
    shop(
      `issue(number: ${issue.number}) { author { login ... on User { databaseId } } timelineItems(first: 1) { nodes { ... on LabeledEvent { actor { login } } } } }`,
    );
  reader.login = 'renamed';
  expect(await asked()).toMatchObject({
    repository: { issue: { author: { login: 'renamed', databaseId: reader.id } } },
  });
  reader.isDeleted = true;
  expect(await asked()).toEqual({
    repository: { issue: { author: null, timelineItems: { nodes: [{ actor: null }] } } },
  });
  const api = new Octokit({ auth: hub.tokens.actions, baseUrl: hub.apiUrl });
  const { data } = await api.request(`GET /repos/acme/shop/issues/${issue.number}`);
  expect(data.user).toMatchObject({ login: 'ghost', id: 10137 });
});

test('lists are filtered by state, branch and label, and sorted as asked', async () => {
  hub.repository.pulls([
    { head: 'x/1', files: { 'x1.ts': '1' }, labels: ['big'] },
    { head: 'x/2', files: { 'x2.ts': '2' }, base: 'main' },
  ]);
  const numbers = async (args: string) => {
    const answer = (await shop(
      `pullRequests(first: 9, ${args}) { nodes { headRefName state } }`,
    )) as {
      repository: { pullRequests: { nodes: readonly { headRefName: string; state: string }[] } };
    };
    return answer.repository.pullRequests.nodes.map(
      ({ headRefName, state }) => `${headRefName} ${state}`,
    );
  };
  const big = [...hub.repository.noun.issues.values()].find(
    ({ labels }) => labels[0]?.name === 'big',
  );
  if (big) hub.repository.close(big);
  expect(await numbers('states: [OPEN]')).toEqual(['handoff/a OPEN', 'x/2 OPEN']);
  expect(await numbers('states: [CLOSED, MERGED]')).toEqual(['x/1 CLOSED']);
  expect(await numbers('headRefName: "x/2"')).toEqual(['x/2 OPEN']);
  expect(await numbers('labels: ["big"]')).toEqual(['x/1 CLOSED']);
  expect(await numbers('orderBy: { field: CREATED_AT, direction: DESC }')).toEqual([
    'x/2 OPEN',
    'x/1 CLOSED',
    'handoff/a OPEN',
  ]);
});

test('a merge queue and its members', async () => {
  expect(await shop('mergeQueue(branch: "main") { id }')).toEqual({
    repository: { mergeQueue: null },
  });
  hub.repository.require({ queue: {} });
  hub.repository.enqueue(pull);
  const entry = hub.repository.noun.queue[0];
  expect(
    await shop(
      'mergeQueue(branch: "main") { entries(first: 9) { totalCount nodes { position pullRequest { number isInMergeQueue } headCommit { oid } baseCommit { oid } } } }',
    ),
  ).toEqual({
    repository: {
      mergeQueue: {
        entries: {
          totalCount: 1,
          nodes: [
            {
              position: 1,
              pullRequest: { number: pull.number, isInMergeQueue: true },
              headCommit: { oid: entry?.group?.sha },
              baseCommit: { oid: hub.repository.sha('main') },
            },
          ],
        },
      },
    },
  });
});
