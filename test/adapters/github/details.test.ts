import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type Detailed,
  type Details,
  pullRequestDetails,
} from '../../../src/adapters/github/details.ts';
import {
  ownCommentsOn,
  taskPullRequests,
} from '../../../src/adapters/github/task-pull-requests.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { GITHUB_ACTIONS } from '../../support/github/accounts.ts';
import { asGitHub } from '../../support/github/as-github.ts';
import { gitHub, type GitHub as Hub } from '../../support/github/git-hub.ts';
import type { PullRequest } from '../../support/github/world.ts';
import { task } from '../../support/output-facts.ts';

const MARKER = '<!-- handoff-gate:pull-request -->';
const US = 'app:github-actions';
const US_SLUG = 'github-actions';
let hub: Hub;
beforeAll(async () => {
  hub = await gitHub();
});
afterAll(() => hub.close());

function pull(name: string): PullRequest {
  hub.repository.push(name, { [`${name.replace('/', '-')}.ts`]: '1\n' });
  return hub.repository.pull({ head: name });
}
const NAMES = ['handoff-gate', 'handoff-gate/output', 'handoff-tests'] as const;
const wanted = ({ number, head }: PullRequest): Detailed => ({
  ...{ number, head: head.sha as Sha, names: NAMES },
});
async function detailsOf(one: PullRequest): Promise<Details> {
  const { number } = one;
  const github = asGitHub(hub, hub.tokens.actions);
  const found = await pullRequestDetails(github, GITHUB_ACTIONS.appId, [wanted(one)], MARKER);
  const details = found.get(number);
  if (details === undefined) throw new Error(`#${number} has no details`);
  return details;
}

test('nothing was said yet', async () => {
  const one = pull('nothing');
  expect(await detailsOf(one)).toMatchObject({
    ...{ head: one.head.sha, asked: NAMES, checks: [], comment: undefined, testTexts: [] },
  });
});

test('a number that is not there is absent; none at all is no request', async () => {
  const one = pull('absent');
  const github = asGitHub(hub, hub.tokens.actions);
  const both = [wanted(one), { ...wanted(one), number: 999 }];
  const found = await pullRequestDetails(github, GITHUB_ACTIONS.appId, both, MARKER);
  expect([...found.keys()]).toEqual([one.number]);
  hub.requests.forget();
  expect(await pullRequestDetails(github, GITHUB_ACTIONS.appId, [], MARKER)).toEqual(new Map());
  expect(hub.requests.api).toEqual([]);
});

describe('checks', () => {
  const written = (sha: string, conclusion: 'success' | 'failure', app = US_SLUG) =>
    hub.repository.check(sha, 'handoff-gate', { conclusion }, app);

  test('those of our own app on the head, the newest of each name; not of others, not of older heads (G01)', async () => {
    const one = pull('checks');
    written(one.head.sha, 'success');
    const head = hub.repository.push('checks', { 'checks.ts': '2\n' });
    written(head, 'success');
    written(head, 'failure');
    written(head, 'success', 'handoff-gate');
    const details = await detailsOf(one);
    expect(details.head).toBe(head);
    expect(details.checks).toMatchObject([{ name: 'handoff-gate', conclusion: 'FAILURE' }]);
  });

  test('a head that is not in this repository has none', async () => {
    const one = pull('gone');
    const github = asGitHub(hub, hub.tokens.actions);
    const away = { ...wanted(one), head: 'f'.repeat(40) as Sha };
    const found = await pullRequestDetails(github, GITHUB_ACTIONS.appId, [away], MARKER);
    expect(found.get(one.number)).toMatchObject({ head: away.head, checks: [], testTexts: [] });
  });

  test('test runs: of our own app, each that is on the head, with what it says', async () => {
    const one = pull('tested');
    const { repository } = hub;
    tested(one.head.sha, 'before');
    const head = repository.push('tested', { 'tested.ts': '2\n' });
    tested(head, 'first');
    tested(head, 'second');
    tested(head, 'forged by another app', 'handoff-gate');
    repository.check(head, 'other', { conclusion: 'success' }, 'github-actions');
    const { testTexts, checks } = await detailsOf(one);
    expect([testTexts, checks]).toEqual([['first', 'second'], []]);
  });

  const tested = (sha: string, text: string, app = US_SLUG) =>
    hub.repository.check(
      sha,
      'handoff-tests',
      { conclusion: 'success', output: { title: 't', summary: 's', text } },
      app,
    );
});

describe('our comment', () => {
  const said = (one: PullRequest, count: number) => {
    for (let at = 0; at < count; at += 1) hub.repository.comment(one, `talk ${at}`);
  };

  test.each([
    ['the last of the first page', 29, 1],
    ['the first of the second page', 30, 2],
    ['on the third page', 131, 3],
  ])('%s', async (why, before, requests) => {
    const one = pull(`comment-${why.replaceAll(' ', '-')}`);
    said(one, before);
    hub.repository.comment(one, `${MARKER}\nForged`, 'stranger');
    one.comments.splice(0, 1);
    hub.repository.comment(one, `${MARKER}\nOurs`, US);
    said(one, 2);
    hub.requests.forget();
    expect((await detailsOf(one)).comment).toMatchObject({
      body: `${MARKER}\nOurs`,
      state: 'ours',
    });
    expect(hub.requests.api).toHaveLength(requests);
  });

  test('nowhere on several pages', async () => {
    const one = pull('comment-nowhere');
    said(one, 31);
    hub.repository.comment(one, `${MARKER}\nForged`, 'planner');
    expect((await detailsOf(one)).comment).toBeUndefined();
  });
});

describe('pull requests of a task that are over (A09)', () => {
  test('closed and merged ones of its branch, oldest first; open ones and those of forks are not there', async () => {
    const { repository } = hub;
    const given = pull('handoff/auth');
    repository.close(given);
    const merged = pull('handoff/auth');
    repository.comment(merged, `${MARKER}\nOurs`, US);
    repository.merge(merged);
    repository.push('handoff/auth', { 'more.ts': '1\n' });
    repository.pull({ head: 'handoff/auth' });
    const fork = repository.fork('stranger');
    fork.push('handoff/auth', { 'x.ts': '1\n' }, { by: 'stranger' });
    const foreign = repository.pull({ head: 'handoff/auth', from: fork.noun, by: 'stranger' });
    repository.close(foreign);
    const github = asGitHub(hub, hub.tokens.actions);
    const tasks = [task('auth'), task('none')];
    const found = await taskPullRequests(github, tasks);
    expect(found.get(task('none'))).toEqual([]);
    expect(found.get(task('auth'))).toMatchObject([
      { number: given.number, state: 'closed' },
      { number: merged.number, state: 'merged', baseBranch: 'main' },
    ]);
    const said = await ownCommentsOn(github, [given.number, merged.number, 999], MARKER);
    expect([...said]).toMatchObject([[merged.number, { state: 'ours' }]]);
  });
});
