import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionAfter } from '../../support/github/action-on.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { taskHub, taskIssue, taskPull } from '../../support/github/task-hub.ts';
import type { Issue, PullRequest } from '../../support/github/world.ts';

let hub: GitHub;
let issue: Issue;
let pull: PullRequest;
beforeAll(async () => {
  hub = await taskHub();
  const id = hub.world.accounts.get('executor')?.id;
  const planner = hub.world.accounts.get('planner')?.id;
  hub.repository.push(
    'main',
    {
      '.handoff/policy.yaml': `schema: handoff-policy/v1\nmode: block\nroles: {planners: [{user: ${planner}}], executors: [{user: ${id}}]}\n`,
    },
    { by: 'admin' },
  );
  issue = taskIssue(hub, 'greet');
  hub.repository.label(issue, 'handoff:ready', 'planner');
  await actionAfter(hub, 'issues');
}, 60_000);
afterAll(() => hub.close());

const labels = () => issue.labels.map(({ name }) => name).sort();
const onPull = () => actionAfter(hub, 'pull_request', 'pull_request_target');

test('who is no executor closes a branch of the right name: the task goes on (A02)', async () => {
  hub.repository.push('handoff/greet', { 'src/greet.ts': '1\n' }, { by: 'triager' });
  const other = hub.repository.pull({ head: 'handoff/greet', body: 'Done', by: 'triager' });
  hub.repository.close(other, 'triager');
  await onPull();
  expect(labels()).toEqual(['handoff:queued']);
  hub.repository.remove('handoff/greet', 'triager');
});

describe('the executor’s pull request', () => {
  test('one of two is closed: the other one keeps the task going', async () => {
    pull = taskPull(hub, 'greet');
    hub.repository.push('dev', { 'src/dev.ts': '1\n' }, { by: 'admin' });
    const onDev = { head: 'handoff/greet', base: 'dev', body: 'Second' };
    hub.repository.close(hub.repository.pull(onDev), 'executor');
    await onPull();
    expect(labels()).toEqual(['handoff:running']);
  });

  test('closed without landing: blocked, until a planner says ready again', async () => {
    hub.repository.close(pull, 'executor');
    await onPull();
    expect(labels()).toEqual(['handoff:blocked']);
    expect(issue.comments[0]?.body).not.toContain('"lock":');
  });

  test('opened again and landed: done, its scope is free', async () => {
    hub.repository.unlabel(issue, 'handoff:blocked', 'planner');
    hub.repository.label(issue, 'handoff:ready', 'planner');
    await actionAfter(hub, 'issues');
    expect(issue.comments[0]?.body).toContain('Its scope is locked');
    hub.repository.reopen(pull, 'executor');
    hub.repository.merge(pull, 'admin');
    await onPull();
    expect(labels()).toEqual(['handoff:done']);
    expect(issue.comments[0]?.body).not.toContain('"lock":');
  });

  test('told once more: nothing is written', async () => {
    hub.requests.forget();
    await onPull();
    expect(hub.requests.writes).toEqual([]);
  });
});
