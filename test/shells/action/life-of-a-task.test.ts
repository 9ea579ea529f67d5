import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { actionAfter } from '../../support/github/action-on.ts';
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

test('the pull request waits for its tests', async () => {
  pull = taskPull(hub, 'greet');
  expect(await onPull()).toMatchObject({ exitCode: 0 });
  expect(required().conclusion).not.toBe('success');
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
});

test('the body is edited: the old green does not survive; put back, it is green again', async () => {
  const honest = pull.body;
  hub.repository.edit(
    pull,
    { body: contractBody('greet', pull.head.sha, { constraints: [] }) },
    'executor',
  );
  await onPull();
  expect(required().conclusion).toBe('failure');
  hub.repository.edit(pull, { body: honest }, 'executor');
  await onPull();
  expect(required().conclusion).toBe('success');
});

test('the issue is edited: its seal is stale until a planner approves again', async () => {
  hub.repository.edit(
    issue,
    { body: specBody('greet').replace('src/greet.ts]', 'src/greet.ts, src/part.ts]') },
    'planner',
  );
  await actionAfter(hub, 'issues');
  expect(required().conclusion).toBe('failure');
  hub.repository.edit(issue, { body: specBody('greet') }, 'planner');
  await actionAfter(hub, 'issues');
  expect(required().conclusion).toBe('success');
});

test('the head is pushed: the new commit has no green, and out of scope it stays red', async () => {
  hub.repository.push('handoff/greet', { 'README.md': '# Hello\n' });
  await onPull();
  expect(required().conclusion).toBe('failure');
  expect(required().summary).toContain('README.md');
});
