import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionAfter } from '../../support/github/action-on.ts';
import { filedPull, filedTasks, honestBody } from '../../support/github/filed-tasks.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import type { PullRequest } from '../../support/github/world.ts';

let hub: GitHub;
let own: PullRequest;
let foreign: PullRequest;
beforeAll(async () => {
  hub = await filedTasks([{ task: 'greet' }]);
  own = filedPull(hub, 'greet');
  await actionAfter(hub, 'pull_request', 'pull_request_target');
});
afterAll(() => hub.close());

/** What GitHub gives to `pull_request` from a fork, whatever the workflow asks for. */
const readOnly = () =>
  hub.token({
    app: 'github-actions',
    permissions: {
      contents: 'read',
      metadata: 'read',
      checks: 'read',
      pull_requests: 'read',
      issues: 'read',
      actions: 'read',
    },
    repositories: [hub.repository.fullName],
  });

describe('a fork that names its branch as the task', () => {
  beforeAll(() => {
    const fork = hub.repository.fork('stranger');
    const head = fork.push(
      'handoff/greet',
      { 'src/greet.ts': 'export const greet = 2;\n', 'infra/main.tf': '# mine\n' },
      { by: 'stranger' },
    );
    foreign = hub.repository.pull({
      head: 'handoff/greet',
      from: fork.noun,
      by: 'stranger',
      body: honestBody('greet', head),
    });
  });

  test('with the token of pull_request: nothing is written, the log and the summary say it, the step is the verdict', async () => {
    hub.requests.forget();
    const run = await actionAfter(hub, 'pull_request', 'pull_request', { token: readOnly() });
    expect(run).toMatchObject({ exitCode: 1, outputs: { verdict: 'failed' } });
    expect(shownOn(hub, foreign)).toMatchObject({ checks: [], comments: [] });
    expect(run.log).toContain('Resource not accessible by integration');
    expect(run.annotations).toContainEqual(
      expect.objectContaining({
        level: 'error',
        properties: { title: 'output/task-binding: for the planner' },
      }),
    );
    expect(run.summary).toContain('output/task-binding');
    expect(hub.requests.writes.length).toBeLessThanOrEqual(2);
  });

  test('with pull_request_target: judged as data, red, and told why', async () => {
    const run = await actionAfter(hub, 'pull_request', 'pull_request_target');
    expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: 'failed' } });
    const { check, comments } = shownOn(hub, foreign);
    expect(check('handoff-gate').conclusion).toBe('failure');
    expect(check('handoff-gate/output').summary).toContain('output/task-binding');
    expect(comments).toHaveLength(1);
  });

  test("it takes no task over: the task's own pull request stays green", async () => {
    hub.repository.label(own, 'again', 'planner');
    await actionAfter(hub, 'pull_request', 'pull_request_target');
    expect(shownOn(hub, own).check('handoff-gate').conclusion).toBe('success');
  });
});

test('a fork of somebody who hands nothing over is green, whatever its branch is called', async () => {
  const fork = hub.add({ owner: 'reader', name: 'shop', forkOf: hub.repository.noun });
  fork.push('fix', { 'README.md': '# Words\n' }, { by: 'reader' });
  const pull = hub.repository.pull({ head: 'fix', from: fork.noun, by: 'reader' });
  await actionAfter(hub, 'pull_request', 'pull_request_target');
  const { check, comments } = shownOn(hub, pull);
  expect(check('handoff-gate')).toMatchObject({ conclusion: 'success' });
  expect(check('handoff-gate').title).toMatch(/^Does not apply: /);
  expect(comments).toEqual([]);
});
