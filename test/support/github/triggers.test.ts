import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/core';
import { type GitHub, gitHub } from './git-hub.ts';
import { triggers } from './triggers.ts';

let hub: GitHub;
const hubs: GitHub[] = [];
beforeEach(async () => {
  hub = await gitHub({ files: { 'a.ts': 'a\n' } });
  hubs.push(hub);
});
afterAll(() => Promise.all(hubs.map((one) => one.close())));

const started = () =>
  hub.world.happenings.map((told) => [told.event, triggers(hub.world, told)] as const);
const last = () => started().at(-1)?.[1];

test('a pull request runs on its test merge, whose workflow files it brings; the target runs from the default branch', () => {
  hub.repository.push('work', { '.github/workflows/ci.yml': 'on: pull_request' });
  hub.repository.pull({ head: 'work' });
  const merge = hub.repository.sha('main');
  const sha = () => hub.repository.sha('refs/pull/1/merge');
  expect(last()).toEqual([
    {
      event: 'pull_request',
      ref: 'refs/pull/1/merge',
      sha: sha(),
      workflowFrom: sha(),
      token: 'as declared',
    },
    {
      event: 'pull_request_target',
      ref: 'refs/heads/main',
      sha: merge,
      workflowFrom: merge,
      token: 'as declared',
    },
  ]);
  expect(hub.repository.noun.git.run('show', `${sha()}:.github/workflows/ci.yml`)).toContain(
    'pull_request',
  );
});

test('a pull request of a fork reads only; one in conflict starts nothing on its merge', () => {
  const fork = hub.repository.fork('stranger');
  fork.push('theirs', { 'a.ts': 'theirs\n' }, { by: 'stranger' });
  hub.repository.pull({ head: 'theirs', from: fork.noun, by: 'stranger' });
  expect(last()).toMatchObject([
    { event: 'pull_request', token: 'read only' },
    { token: 'as declared' },
  ]);
  hub.repository.push('main', { 'a.ts': 'ours\n' }, { by: 'admin' });
  fork.push('theirs', { 'b.ts': 'more\n' }, { by: 'stranger' });
  expect(last()?.map(({ event }) => event)).toEqual(['pull_request_target']);
});

test('what GITHUB_TOKEN does starts nothing; an app’s token does', async () => {
  const issue = hub.repository.issue({ title: 'Task' });
  const label = (auth: string) =>
    new Octokit({ auth, baseUrl: hub.apiUrl }).request(
      `POST /repos/acme/shop/issues/${issue.number}/labels`,
      { labels: [`l${auth.length}${auth}`] },
    );
  await label(hub.tokens.actions);
  expect(last()).toEqual([]);
  await label(hub.tokens.app);
  const main = hub.repository.sha('main');
  expect(last()).toEqual([
    {
      event: 'issues',
      ref: 'refs/heads/main',
      sha: main,
      workflowFrom: main,
      token: 'as declared',
    },
  ]);
});

test('a merge group runs on its own ref, a push on the commit; a deleted branch starts nothing', () => {
  hub.repository.require({ queue: {} });
  hub.repository.push('work', { 'b.ts': 'b' });
  const pull = hub.repository.pull({ head: 'work' });
  hub.repository.enqueue(pull);
  const group = hub.repository.noun.queue[0]?.group;
  expect(last()).toEqual([
    {
      event: 'merge_group',
      ref: group?.ref,
      sha: group?.sha,
      workflowFrom: group?.sha,
      token: 'as declared',
    },
  ]);
  hub.repository.remove('work');
  expect(started().findLast(([event]) => event === 'push')?.[1]).toEqual([]);
});
