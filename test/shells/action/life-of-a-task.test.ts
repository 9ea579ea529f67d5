import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { actionAfter, sweep } from '../../support/github/action-on.ts';
import type { GitHub } from '../../support/github/git-hub.ts';
import { shownOn } from '../../support/github/shown-on.ts';
import {
  contractBody,
  junit,
  specBody,
  taskHub,
  taskIssue,
  taskPull,
} from '../../support/github/task-hub.ts';
import type { Issue, PullRequest } from '../../support/github/world.ts';
import { temporaryFolder } from '../../support/repo.ts';

let hub: GitHub;
let issue: Issue;
let pull: PullRequest;
beforeAll(async () => {
  hub = await taskHub();
});
afterAll(() => hub.close());

const labels = () => issue.labels.map(({ name }) => name).sort();
const required = () => shownOn(hub, pull).check('handoff-gate');
const onPull = () => actionAfter(hub, 'pull_request', 'pull_request_target');

test('an ordinary issue is left alone', async () => {
  issue = taskIssue(hub, 'greet');
  expect(await actionAfter(hub, 'issues')).toMatchObject({ exitCode: 0 });
  expect(issue.comments).toEqual([]);
});

test('a stranger cannot hand a task over', async () => {
  hub.repository.label(issue, 'handoff:ready', 'executor');
  const run = await actionAfter(hub, 'issues');
  expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: 'failed', task: '' } });
  expect(labels()).toEqual(['handoff:needs-planner']);
  expect(issue.comments).toHaveLength(1);
  expect(issue.comments[0]?.body).toContain('task-entry/planner-authority');
});

test('a planner hands it over: judged, sealed, locked, queued', async () => {
  hub.repository.label(issue, 'handoff:ready', 'planner');
  const run = await actionAfter(hub, 'issues');
  expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: 'passed', task: 'greet' } });
  expect(labels()).toEqual(['handoff:queued']);
  expect(issue.comments).toHaveLength(1);
  expect(issue.comments[0]?.body).toContain('is sealed since');
  expect(issue.comments[0]?.body).toContain('Its scope is locked');
});

describe('whoever may set labels frees no scope by them (A12)', () => {
  const off = () => hub.repository.unlabel(issue, 'handoff:queued', 'triager');
  const lock = () => issue.comments[0]?.body.includes('"lock":');

  test('one who is no planner hands it over once more: refused, and what was started keeps its scope (G09)', async () => {
    hub.repository.label(issue, 'handoff:ready', 'triager');
    const run = await actionAfter(hub, 'issues');
    expect(run).toMatchObject({ exitCode: 0, outputs: { verdict: 'failed', task: '' } });
    expect([labels(), lock()]).toEqual([['handoff:needs-planner', 'handoff:queued'], true]);
    hub.repository.unlabel(issue, 'handoff:needs-planner', 'planner');
  });

  test('the label is taken off: it is set again', async () => {
    off();
    const run = await actionAfter(hub, 'issues');
    expect(run.log).toContain(`Close it to give the task up`);
    expect(labels()).toEqual(['handoff:queued']);
  });

  test('done in its place, and the event is lost: a sweep sees it', async () => {
    off();
    hub.repository.label(issue, 'handoff:done', 'triager');
    await sweep(hub);
    expect(labels()).toEqual(['handoff:queued']);
    hub.requests.forget();
    await sweep(hub);
    expect(hub.requests.writes).toEqual([]);
    expect(hub.requests.api.length).toBeLessThanOrEqual(5);
  });

  test('off at the moment in which another task wants the same file: that one is refused', async () => {
    off();
    const rival = hub.repository.issue({
      title: 'rival',
      body: specBody('rival').replaceAll('src/rival.ts', 'src/greet.ts'),
    });
    hub.repository.label(rival, 'handoff:ready', 'planner');
    const run = await actionAfter(hub, 'issues');
    expect(run).toMatchObject({ outputs: { verdict: 'failed', task: '' } });
    const said = rival.comments[0]?.body;
    expect(said).toContain('greet has been started and may touch the same');
    expect(said).toContain('its issue closed');
    hub.repository.close(rival, 'planner');
    await sweep(hub);
    expect(labels()).toEqual(['handoff:queued']);
  });
});

test('the pull request waits for its tests: somebody works on the task', async () => {
  pull = taskPull(hub, 'greet');
  hub.requests.forget();
  expect(await onPull()).toMatchObject({ exitCode: 0 });
  expect(required().conclusion).not.toBe('success');
  expect(labels()).toEqual(['handoff:running']);
  // Labels travel with the comment and the checks.
  expect(hub.requests.writes).toHaveLength(1);
  expect(hub.requests.api.length).toBeLessThanOrEqual(8);
});

test('the workflow of the tests ends: they are recorded, and the check turns green', async () => {
  hub.repository.run({
    sha: pull.head.sha,
    workflow: '.github/workflows/handoff-tests.yml',
    event: 'pull_request',
    jobs: [{ name: 'test', conclusion: 'success' }],
  });
  const reports = temporaryFolder();
  mkdirSync(join(reports, 'unit'));
  writeFileSync(join(reports, 'unit', 'junit.xml'), junit('greet'));
  const run = await actionAfter(hub, 'workflow_run', 'workflow_run', {
    inputs: { 'test-reports': `${reports}/**` },
  });
  expect(run.log).toContain('Recorded test-run:run-');
  expect({ title: required().title, log: run.log }).toMatchObject({
    title: expect.stringContaining('passed'),
  });
  expect(required().conclusion).toBe('success');
  expect(labels()).toEqual(['handoff:review']);
});

test('nothing has changed: nothing is written, also by a sweep', async () => {
  hub.requests.forget();
  await onPull();
  expect(hub.requests.writes).toEqual([]);
  hub.requests.forget();
  await sweep(hub);
  expect(hub.requests.writes).toEqual([]);
  expect(hub.requests.api.length).toBeLessThanOrEqual(5);
});

test('green as a draft it is not handed over yet; only the label says so', async () => {
  hub.repository.draft(pull, 'executor');
  hub.requests.forget();
  await sweep(hub);
  expect([labels(), hub.requests.writes.length]).toEqual([['handoff:running'], 1]);
  hub.repository.ready(pull, 'executor');
  await onPull();
  expect(labels()).toEqual(['handoff:review']);
});

test('somebody says that it is done: it is what the gates say again', async () => {
  hub.repository.label(issue, 'handoff:done', 'triager');
  hub.repository.unlabel(issue, 'handoff:review', 'triager');
  await sweep(hub);
  await onPull();
  expect(labels()).toEqual(['handoff:review']);
});

test('the body is edited: the old green does not survive; put back, it is green again', async () => {
  const honest = pull.body;
  hub.repository.edit(
    pull,
    { body: contractBody('greet', pull.head.sha, { constraints: [] }) },
    'executor',
  );
  hub.requests.forget();
  await onPull();
  // The most that is asked of one pull request: its task is an issue, and its tests were recorded.
  expect(hub.requests.writes).toHaveLength(1);
  expect(hub.requests.api.length).toBeLessThanOrEqual(8);
  expect(required().conclusion).toBe('failure');
  expect(labels()).toEqual(['handoff:running']);
  hub.repository.edit(pull, { body: honest }, 'executor');
  await onPull();
  expect(required().conclusion).toBe('success');
  expect(labels()).toEqual(['handoff:review']);
});

test('the issue is edited: its seal is stale until a planner approves again', async () => {
  hub.repository.edit(
    issue,
    { body: specBody('greet').replace('src/greet.ts]', 'src/greet.ts, src/part.ts]') },
    'planner',
  );
  await actionAfter(hub, 'issues');
  expect(required().conclusion).toBe('failure');
  expect(labels()).toEqual(['handoff:replan']);
  hub.repository.edit(issue, { body: specBody('greet') }, 'planner');
  await actionAfter(hub, 'issues');
  expect(required().conclusion).toBe('success');
  expect(labels()).toEqual(['handoff:review']);
});

test('the head is pushed: the new commit has no green, and out of scope it stays red', async () => {
  hub.repository.push('handoff/greet', { 'README.md': '# Hello\n' });
  await onPull();
  expect(required().conclusion).toBe('failure');
  expect(required().summary).toContain('README.md');
  expect(labels()).toEqual(['handoff:replan']);
});
