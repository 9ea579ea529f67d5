import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/core';
import { parse } from 'graphql';
import { MAX_ANNOTATIONS, MAX_OUTPUT_CHARACTERS } from './check-limits.ts';
import { type GitHub, gitHub } from './git-hub.ts';
import { costOf } from './graphql/cost.ts';
import { LIMITS } from './limits.ts';
import { operation } from './rest/description.ts';

let hub: GitHub;
const hubs: GitHub[] = [];
beforeEach(async () => {
  hub = await gitHub();
  hubs.push(hub);
});
afterAll(() => Promise.all(hubs.map((one) => one.close())));

const as = (who: keyof GitHub['tokens']) =>
  new Octokit({ auth: hub.tokens[who], baseUrl: hub.apiUrl });
const read = (who: keyof GitHub['tokens']) => as(who).request('GET /repos/acme/shop/branches/main');
const write = (who: keyof GitHub['tokens']) =>
  as(who).request('POST /repos/acme/shop/labels', { name: `label ${Math.random()}` });
/** Spends without a request for each: the meter is the same. */
const spend = (
  who: keyof GitHub['tokens'],
  times: number,
  isWrite: boolean,
  resource: 'core' | 'graphql' = 'core',
) => {
  const credential = hub.world.tokens.get(hub.tokens[who]);
  for (let n = 0; n < times; n++)
    hub.world.limits.admit({ credential, resource, isWrite, cost: 1 });
};

describe('the hour', () => {
  test.each([
    ['actions', 1000],
    ['app', 5000],
    ['planner', 5000],
  ] as const)('%s has %d requests', async (who, limit) => {
    const { headers } = await read(who);
    expect(headers).toMatchObject({
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-used': '1',
      'x-ratelimit-remaining': String(limit - 1),
      'x-ratelimit-resource': 'core',
      'x-ratelimit-reset': String(hub.clock.now() / 1000 + 3600),
    });
    for (let minute = 0; minute < 9; minute++) {
      spend(who, Math.min(899, limit), false);
      hub.clock.advance(60);
    }
    await expect(read(who)).rejects.toMatchObject({
      status: 403,
      response: {
        headers: { 'x-ratelimit-remaining': '0' },
        data: { message: expect.stringContaining('API rate limit exceeded') },
      },
    });
    hub.clock.advance(3600);
    expect((await read(who)).headers['x-ratelimit-used']).toBe('1');
  });

  test('GraphQL has points of its own, and says when they are over with status 200', async () => {
    const { rateLimit } = await as('actions').graphql<{ rateLimit: object }>(
      '{ rateLimit { cost limit used remaining } }',
    );
    expect(rateLimit).toEqual({ cost: 1, limit: 1000, used: 1, remaining: 999 });
    spend('actions', 999, false, 'graphql');
    hub.clock.advance(60);
    await expect(as('actions').graphql('{ viewer { login } }')).rejects.toMatchObject({
      errors: [{ type: 'RATE_LIMITED' }],
    });
    expect((await read('actions')).status).toBe(200);
    const { data } = await as('actions').request('GET /rate_limit');
    expect(data.resources).toMatchObject({
      core: { used: 1 },
      graphql: { used: 1000, remaining: 0 },
    });
  });

  test('what has not changed costs nothing', async () => {
    const { headers } = await read('planner');
    await expect(
      as('planner').request('GET /repos/acme/shop/branches/main', {
        headers: { 'if-none-match': headers.etag ?? '' },
      }),
    ).rejects.toMatchObject({ status: 304 });
    expect((await read('planner')).headers['x-ratelimit-used']).toBe('2');
  });
});

describe('secondary limits', () => {
  const REFUSED = {
    status: 403,
    response: {
      headers: { 'retry-after': '60' },
      data: { message: expect.stringContaining('secondary rate limit') },
    },
  };
  test('80 writes a minute', async () => {
    spend('app', 79, true);
    expect((await write('app')).status).toBe(201);
    await expect(write('app')).rejects.toMatchObject(REFUSED);
    expect((await read('app')).status).toBe(200);
    hub.clock.advance(60);
    expect((await write('app')).status).toBe(201);
  });

  test('500 writes an hour', async () => {
    for (let minute = 0; minute < 10; minute++) {
      spend('app', 50, true);
      hub.clock.advance(60);
    }
    await expect(write('app')).rejects.toMatchObject(REFUSED);
    hub.clock.advance(3000);
    expect((await write('app')).status).toBe(201);
  });

  test('900 points a minute: a read is one, a write five', async () => {
    spend('app', 60, true);
    spend('app', 599, false);
    expect((await read('app')).status).toBe(200);
    await expect(read('app')).rejects.toMatchObject(REFUSED);
    expect((await read('planner')).status).toBe(200);
  });

  test('100 requests at once', async () => {
    const credential = hub.world.tokens.get(hub.tokens.app);
    for (let n = 0; n < LIMITS.concurrent; n++) hub.world.limits.enter(credential);
    await expect(read('app')).rejects.toMatchObject(REFUSED);
    hub.world.limits.leave(credential);
    expect((await read('app')).status).toBe(200);
  });
});

describe('the cost of a query, as GitHub’s own examples count it', () => {
  test.each([
    [
      'nodes: 550',
      '{ viewer { repositories(first: 50) { edges { repository: node { name issues(first: 10) { totalCount edges { node { title bodyHTML } } } } } } } }',
      { nodes: 550, points: 1 },
    ],
    [
      'nodes: 22,060',
      `{ viewer { repositories(first: 50) { edges { repository: node { name
        pullRequests(first: 20) { edges { pullRequest: node { title comments(first: 10) { edges { comment: node { bodyHTML } } } } } }
        issues(first: 20) { totalCount edges { issue: node { title bodyHTML comments(first: 10) { edges { comment: node { bodyHTML } } } } } }
      } } } followers(first: 10) { edges { follower: node { login } } } } }`,
      { nodes: 22_060, points: 21 },
    ],
    [
      'points: 5,101 requests are 51',
      '{ viewer { login repositories(first: 100) { edges { node { id issues(first: 50) { edges { node { id labels(first: 60) { edges { node { id name } } } } } } } } } } }',
      { nodes: 100 + 5000 + 300_000, points: 51 },
    ],
  ])('%s', (_, query, cost) => {
    expect(costOf(parse(query), {})).toEqual(cost);
  });

  test('fragments and variables count too, and too many nodes are refused', async () => {
    const query = `query ($n: Int!) { repository(owner: "acme", name: "shop") { ...P } }
      fragment P on Repository { pullRequests(first: $n) { nodes { comments(first: 100) { nodes { id } } labels(first: $n) { nodes { id } } } } }`;
    expect(costOf(parse(query), { n: 100 })).toEqual({ nodes: 20_100, points: 2 });
    const huge = `{ repository(owner: "acme", name: "shop") { pullRequests(first: 100) { nodes {
      commits(last: 100) { nodes { commit { checkSuites(first: 51) { nodes { id } } } } } } } } }`;
    await expect(as('planner').graphql(huge)).rejects.toMatchObject({
      errors: [{ type: 'MAX_NODE_LIMIT_EXCEEDED' }],
    });
  });
});

test('the limits of a check’s output are those of GitHub’s description', () => {
  const { properties } = operation('checks/create').body as {
    properties: {
      output: { properties: Record<string, { maxLength?: number; maxItems?: number }> };
    };
  };
  const { summary, text, annotations } = properties.output.properties;
  expect([summary?.maxLength, text?.maxLength, annotations?.maxItems]).toEqual([
    MAX_OUTPUT_CHARACTERS,
    MAX_OUTPUT_CHARACTERS,
    MAX_ANNOTATIONS,
  ]);
});
