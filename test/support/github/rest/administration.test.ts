import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/core';
import { type GitHub, gitHub } from '../git-hub.ts';

let hub: GitHub;
beforeAll(async () => {
  hub = await gitHub();
  const checks = [
    { context: 'handoff-gate', appId: 15368 },
    { context: 'any', appId: undefined },
  ];
  hub.repository.noun.protections.set('main', {
    checks,
    strict: true,
    enforceAdmins: false,
    requirePull: true,
    allowForcePushes: false,
  });
  hub.repository.noun.actionsPermissions = { level: 'write', canApprove: true };
  const sha = hub.repository.push('work', { 'a.ts': 'a' });
  hub.repository.pull({ head: 'work' });
  hub.repository.check(sha, 'handoff-gate', {});
});
afterAll(() => hub.close());

const get = (who: keyof GitHub['tokens'], path: string) =>
  new Octokit({ auth: hub.tokens[who], baseUrl: hub.apiUrl }).request(`GET ${path}`);

describe('what an admin sees', () => {
  test('classic protection, with the expected source of each check', async () => {
    const { data } = await get('admin', '/repos/acme/shop/branches/main/protection');
    expect(data).toMatchObject({
      required_status_checks: {
        strict: true,
        contexts: ['handoff-gate', 'any'],
        checks: [
          { context: 'handoff-gate', app_id: 15368 },
          { context: 'any', app_id: null },
        ],
      },
      enforce_admins: { enabled: false },
      required_pull_request_reviews: { required_approving_review_count: 0 },
      allow_force_pushes: { enabled: false },
    });
    expect((await get('reader', '/repos/acme/shop/branches/main')).data.protected).toBe(true);
  });

  test('what GITHUB_TOKEN may do where a workflow says nothing', async () => {
    const path = '/repos/acme/shop/actions/permissions/workflow';
    expect((await get('admin', path)).data).toEqual({
      default_workflow_permissions: 'write',
      can_approve_pull_request_reviews: true,
    });
    await expect(get('planner', path)).rejects.toMatchObject({ status: 403 });
    await expect(get('actions', path)).rejects.toMatchObject({ status: 403 });
  });
});

test.each([
  ['reader', '/user', 200],
  ['actions', '/user', 403],
  ['reader', '/users/planner', 200],
  ['reader', '/users/nobody', 404],
  ['planner', '/repos/acme/shop/collaborators/reader', 204],
  ['planner', '/repos/acme/shop/collaborators/stranger', 404],
  ['reader', '/repos/acme/shop/pulls/1/merge', 404],
  ['reader', '/repos/acme/shop/issues/99', 404],
  ['reader', '/repos/acme/none', 404],
  ['reader', '/repos/acme/shop/labels/none', 404],
  ['reader', '/repos/acme/shop/contents/none.ts', 404],
  ['reader', '/repos/acme/shop/git/ref/heads/none', 404],
  ['reader', '/repos/acme/shop/commits/none', 422],
  ['reader', '/repos/acme/shop/commits/work/check-suites?check_name=handoff-gate', 200],
  ['admin', '/repos/acme/shop/branches/work/protection', 404],
] as const)('%s: GET %s is %d', async (who, path, status) => {
  const answered = await get(who, path).then(
    (answer) => answer.status,
    (error: { status: number }) => error.status,
  );
  expect(answered).toBe(status);
});

test('a check by its number; a merged pull request says so', async () => {
  const [suite] = hub.repository.noun.checkSuites;
  const { data } = await get('reader', `/repos/acme/shop/check-runs/${suite?.checkRuns[0]?.id}`);
  expect(data).toMatchObject({ name: 'handoff-gate', status: 'queued', conclusion: null });
  const [pull] = hub.repository.noun.issues.values();
  hub.repository.noun.protections.clear();
  if (pull?.node === 'PullRequest') hub.repository.merge(pull);
  expect((await get('reader', '/repos/acme/shop/pulls/1/merge')).status).toBe(204);
});
