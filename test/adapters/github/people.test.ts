import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GitHub } from '../../../src/adapters/github/github.ts';
import { githubPeople } from '../../../src/adapters/github/people.ts';
import { GITHUB_ACTIONS } from '../../support/github/accounts.ts';
import { asGitHub } from '../../support/github/as-github.ts';
import { gitHub, type GitHub as Hub } from '../../support/github/git-hub.ts';

let hub: Hub;
let github: GitHub;
beforeAll(async () => {
  hub = await gitHub();
  github = asGitHub(hub, hub.tokens.actions);
});
afterAll(() => hub.close());

const user = (login: string) => ({
  ...{ kind: 'user' as const, login, id: hub.world.accounts.get(login)?.id },
});
const find = (
  actor: Parameters<ReturnType<typeof githubPeople>['find']>[0],
  teams: string[] = [],
) => githubPeople(github, teams).find(actor);

describe('people', () => {
  test.each([
    ['admin', 'admin'],
    ['planner', 'write'],
    ['triager', 'triage'],
    ['reader', 'read'],
    // The repository is public.
    ['stranger', 'read'],
  ])('%s may %s', async (login, permission) => {
    expect(await find(user(login))).toEqual({
      person: { kind: 'user', id: user(login).id, login, teams: [] },
      permission,
    });
  });

  test('a permission that was taken away is none: it is asked for now (G09)', async () => {
    const other = await gitHub({ isPrivate: true });
    const there = asGitHub(other, other.tokens.actions);
    const executor = { ...user('executor'), id: other.world.accounts.get('executor')?.id };
    expect(await githubPeople(there, []).find(executor)).toMatchObject({ permission: 'write' });
    other.repository.role('executor', 'none');
    expect(await githubPeople(there, []).find(executor)).toMatchObject({ permission: 'none' });
    await other.close();
  });

  test('a deleted account is nobody', async () => {
    expect(await find(undefined)).toBeUndefined();
  });

  test('somebody is asked for once, but not taken for another with the same login', async () => {
    const people = githubPeople(github, []);
    hub.requests.forget();
    await Promise.all([people.find(user('planner')), people.find(user('planner'))]);
    expect(hub.requests.api).toHaveLength(1);
    const former = { ...user('planner'), id: 1 };
    expect(await people.find(former)).toMatchObject({ person: { id: 1 }, permission: 'none' });
  });
});

describe('teams', () => {
  test('of those that are asked for, whoever is a member now', async () => {
    hub.world.teams.set('acme/leads', new Set([user('planner').id ?? 0]));
    hub.world.teams.set('acme/others', new Set([user('admin').id ?? 0]));
    const teams = ['acme/leads', 'acme/others', 'acme/none'];
    const permissions = { metadata: 'read', members: 'read' } as const;
    const token = hub.token({ app: 'handoff-gate', permissions });
    const people = githubPeople(asGitHub(hub, token), teams);
    expect(await people.find(user('planner'))).toMatchObject({ person: { teams: ['acme/leads'] } });
    expect(await people.find(user('reader'))).toMatchObject({ person: { teams: [] } });
  });

  test('the token of a job may not read teams: nobody knows, and it is told what to do', async () => {
    await expect(find(user('planner'), ['acme/leads'])).rejects.toMatchObject({
      kind: 'access',
      remedy: expect.stringMatching(/^Name people by user or app id in .handoff\/policy.yaml/),
    });
  });
});

describe('apps', () => {
  test('by the id of the app, which is not that of its bot', async () => {
    const bot = { kind: 'bot', login: GITHUB_ACTIONS.slug, id: GITHUB_ACTIONS.botId } as const;
    expect(await find(bot)).toEqual({
      person: { kind: 'app', id: GITHUB_ACTIONS.appId, login: 'github-actions[bot]', teams: [] },
      permission: 'write',
    });
  });

  test('a private app of others has an account and no public id: it is no app of the policy', async () => {
    expect(await find({ kind: 'bot', login: 'hidden', id: 77 })).toEqual({
      person: { kind: 'user', id: 77, login: 'hidden[bot]', teams: [] },
      permission: 'write',
    });
  });
});

/** GitHub as it may answer; what is not said is not there (404). */
function answering(said: Readonly<Record<string, unknown>>): GitHub {
  return {
    ...{ owner: 'acme', name: 'shop', graphql: () => Promise.reject(new Error('no GraphQL')) },
    async request(route) {
      const found = Object.entries(said).find(([part]) => route.includes(part));
      if (found !== undefined) return { status: 200, data: found[1] };
      throw Object.assign(new Error('Not Found'), { status: 404 });
    },
  };
}
const ADA = { kind: 'user', login: 'ada', id: 7 } as const;
const may = (role_name: string, permission: string, id: number | null = 7) => ({
  '/permission': { role_name, permission, user: id === null ? null : { id } },
});

describe('what GitHub may answer', () => {
  test.each([
    ['maintain, which GitHub also calls write', may('maintain', 'write'), 'maintain'],
    ['triage, which GitHub also calls read', may('triage', 'read'), 'triage'],
    [
      'a role of the organisation is at least what GitHub calls it',
      may('deployer', 'write'),
      'write',
    ],
    ['two names that nobody knows', may('deployer', 'ship'), 'none'],
    ['no account of that name', {}, 'none'],
    ['an account that is nobody', may('admin', 'admin', null), 'none'],
    [
      'the login changed hands: the new owner may, ours may not (G11)',
      may('admin', 'admin', 8),
      'none',
    ],
  ])('%s', async (_why, said, permission) => {
    expect(await githubPeople(answering(said), []).find(ADA)).toMatchObject({
      person: { id: 7 },
      permission,
    });
  });

  test.each([
    ['a member', 7, 'active', ['acme/leads']],
    ['who was only invited', 7, 'pending', []],
    ['the new owner of the login is a member, not ours (G11)', 8, 'active', []],
  ])('teams: %s', async (_why, id, state, teams) => {
    const github = answering({ ...may('write', 'write', id), '/memberships/': { state } });
    expect(await githubPeople(github, ['acme/leads']).find(ADA)).toMatchObject({
      person: { teams },
    });
  });

  test('an account without an id is never the one without an answer', async () => {
    const nobody = { ...ADA, id: undefined };
    const found = await githubPeople(answering(may('admin', 'admin', null)), []).find(nobody);
    expect(found).toMatchObject({ permission: 'none' });
  });

  test.each([403, 500, undefined])('%s: nobody knows, which is not none', async (status) => {
    const failing = {
      ...answering({}),
      request: () => Promise.reject(Object.assign(new Error('x'), { status })),
    };
    await expect(githubPeople(failing, []).find(ADA)).rejects.toMatchObject({ kind: 'access' });
  });

  test('an answer of another shape: nobody knows', async () => {
    const odd = answering({ '/permission': { role_name: 7 } });
    await expect(githubPeople(odd, []).find(ADA)).rejects.toMatchObject({ kind: 'access' });
  });
});
