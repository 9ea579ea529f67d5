import { createSign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/core';
import { type GitHub, gitHub } from '../git-hub.ts';
import { privateKeyOf } from '../installations.ts';

let hub: GitHub;
beforeAll(async () => {
  hub = await gitHub();
});
afterAll(() => hub.close());

const app = () => {
  const found = hub.world.apps.get('handoff-gate');
  if (found === undefined) throw new Error('The default world has the app');
  return found;
};
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
function jwt(claims: object = {}, key = privateKeyOf(app())): string {
  const now = hub.clock.now() / 1000;
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss: app().id, iat: now - 60, exp: now + 540, ...claims })}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
}
const as = (auth: string) => new Octokit({ auth, baseUrl: hub.apiUrl });
const installation = () => hub.world.installations[0]?.id ?? 0;
const mint = (body: object) =>
  as(jwt()).request('POST /app/installations/{installation_id}/access_tokens', {
    installation_id: installation(),
    ...body,
  });

describe('an app', () => {
  test('is who its key says', async () => {
    expect((await as(jwt()).request('GET /app')).data).toMatchObject({
      id: app().id,
      slug: 'handoff-gate',
    });
    expect((await as(jwt()).request('GET /repos/acme/shop/installation')).data).toMatchObject({
      id: installation(),
      account: { login: 'acme' },
    });
    expect((await as(jwt()).request('GET /app/installations')).data.length).toBe(1);
    const one = await as(jwt()).request('GET /app/installations/{installation_id}', {
      installation_id: installation(),
    });
    expect(one.data).toMatchObject({ app_slug: 'handoff-gate', repository_selection: 'all' });
    expect((await as(hub.tokens.reader).request('GET /apps/github-actions')).data).toMatchObject({
      id: 15368,
    });
  });

  test.each([
    [
      'another’s key',
      () => jwt({}, privateKeyOf(hub.world.apps.get('github-actions') as never)),
      'could not be decoded',
    ],
    ['another’s number', () => jwt({ iss: 1 }), 'Integration not found'],
    [
      'more than ten minutes',
      () => jwt({ exp: hub.clock.now() / 1000 + 601 }),
      "'Expiration time'",
    ],
    ['over already', () => jwt({ exp: hub.clock.now() / 1000 }), "'Expiration time'"],
    ['from the future', () => jwt({ iat: hub.clock.now() / 1000 + 120 }), "'Issued at'"],
    ['no JWT at all', () => 'a.b.c', 'could not be decoded'],
  ])('is refused with %s', async (_, token, why) => {
    await expect(as(token()).request('GET /app')).rejects.toMatchObject({
      status: 401,
      response: { data: { message: expect.stringContaining(why) } },
    });
  });

  test('mints tokens for an hour, for less than it has and never for more (H05)', async () => {
    const { data } = await mint({ permissions: { contents: 'read' }, repositories: ['shop'] });
    expect(data).toMatchObject({
      permissions: { contents: 'read' },
      repository_selection: 'selected',
    });
    expect((await as(data.token).request('GET /repos/acme/shop')).status).toBe(200);
    await expect(
      as(data.token).request('POST /repos/acme/shop/issues', { title: 'x' }),
    ).rejects.toMatchObject({ status: 403 });
    await expect(mint({ permissions: { administration: 'read' } })).rejects.toMatchObject({
      status: 422,
    });
    await expect(mint({ repositories: ['other'] })).rejects.toMatchObject({ status: 422 });
    hub.clock.advance(3600);
    await expect(as(data.token).request('GET /repos/acme/shop')).rejects.toMatchObject({
      status: 401,
    });
  });

  test('a token of one owner does not reach another’s private repository (H07)', async () => {
    const other = hub.add({ owner: 'globex', name: 'shop', isPrivate: true });
    const { data } = await mint({});
    await expect(as(data.token).request('GET /repos/globex/shop')).rejects.toMatchObject({
      status: 404,
    });
    expect(
      (
        await fetch(`${other.cloneUrl}/info/refs?service=git-upload-pack`, {
          headers: { authorization: `Bearer ${data.token}` },
        })
      ).status,
    ).toBe(404);
  });

  test('that was suspended gets no token', async () => {
    const found = hub.world.installations[0];
    if (found) found.suspended = true;
    await expect(mint({})).rejects.toMatchObject({ status: 403 });
    if (found) found.suspended = false;
  });

  test('lists its deliveries and sends one again', async () => {
    hub.webhooks.to('http://127.0.0.1:9/', { secret: 'x', app: app(), events: ['issues'] });
    hub.repository.issue({ title: 'Told' });
    await hub.webhooks.settled();
    const { data } = await as(jwt()).request('GET /app/hook/deliveries');
    expect(data).toMatchObject([
      { event: 'issues', action: 'opened', status_code: 0, redelivery: false },
    ]);
    const [one] = data;
    await as(jwt()).request('POST /app/hook/deliveries/{delivery_id}/attempts', {
      delivery_id: Number(one?.id),
    });
    await hub.webhooks.settled();
    const again = await as(jwt()).request('GET /app/hook/deliveries');
    expect(again.data.map(({ guid, redelivery }) => [guid, redelivery])).toEqual([
      [one?.guid, true],
      [one?.guid, false],
    ]);
    hub.clock.advance(4 * 86_400);
    expect((await as(jwt()).request('GET /app/hook/deliveries')).data).toEqual([]);
  });
});

test('who is in a team is told to those who may know', async () => {
  const reader = hub.world.accounts.get('reader')?.id ?? 0;
  hub.world.teams.set('acme/planners', new Set([reader]));
  const ask = (auth: string, username: string) =>
    new Octokit({ auth, baseUrl: hub.apiUrl }).request(
      'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
      { org: 'acme', team_slug: 'planners', username },
    );
  expect((await ask(hub.tokens.planner, 'reader')).data).toMatchObject({ state: 'active' });
  await expect(ask(hub.tokens.planner, 'stranger')).rejects.toMatchObject({ status: 404 });
  await expect(ask(hub.tokens.actions, 'reader')).rejects.toMatchObject({ status: 403 });
});
