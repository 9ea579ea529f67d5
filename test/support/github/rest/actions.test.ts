import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/core';
import { type GitHub, gitHub } from '../git-hub.ts';
import { finishJob, rerun } from '../workflows.ts';

let hub: GitHub;
let sha: string;
beforeAll(async () => {
  hub = await gitHub();
  sha = hub.repository.push('work', { 'a.ts': 'a\n' });
  hub.repository.pull({ head: 'work' });
});
afterAll(() => hub.close());

const shop = { owner: 'acme', repo: 'shop' };
const api = () => new Octokit({ auth: hub.tokens.actions, baseUrl: hub.apiUrl });
const jobs = async (run_id: number) =>
  (await api().request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs', { ...shop, run_id }))
    .data.jobs;

describe('a workflow run', () => {
  test('is queued, goes on, and ends with its last job', async () => {
    const run = hub.repository.run({
      sha,
      branch: 'work',
      name: 'Tests',
      jobs: [
        { name: 'unit', status: 'in_progress' },
        { name: 'lint', conclusion: 'success' },
      ],
    });
    const get = async () =>
      (
        await api().request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
          ...shop,
          run_id: run.id,
        })
      ).data;
    expect(await get()).toMatchObject({
      status: 'in_progress',
      conclusion: null,
      head_sha: sha,
      head_branch: 'work',
      event: 'pull_request',
      run_attempt: 1,
      path: '.github/workflows/test.yml',
      pull_requests: [{ number: 1 }],
    });
    finishJob(hub.world, run, 'unit', 'failure');
    expect(await get()).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(await jobs(run.id)).toMatchObject([
      { name: 'unit', conclusion: 'failure' },
      { name: 'lint', conclusion: 'success', steps: [{ conclusion: 'success' }] },
    ]);
    expect(
      hub.world.happenings
        .filter(({ event }) => event === 'workflow_run')
        .map(({ action }) => action),
    ).toEqual(['requested', 'completed']);
    rerun(hub.world, run, [{ name: 'unit', conclusion: 'success' }]);
    expect(await get()).toMatchObject({ run_attempt: 2, conclusion: 'success' });
  });

  test.each([
    ['all skipped', ['skipped', 'skipped'], 'skipped'],
    ['one skipped', ['skipped', 'success'], 'success'],
    ['one cancelled', ['success', 'cancelled'], 'cancelled'],
    ['one neutral', ['neutral', 'success'], 'success'],
  ] as const)('%s is %s', async (_, conclusions, expected) => {
    const made = conclusions.map((conclusion, index) => ({ name: `job ${index}`, conclusion }));
    const run = hub.repository.run({
      sha,
      branch: 'work',
      workflow: '.github/workflows/other.yml',
      jobs: made,
    });
    const { data } = await api().request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
      ...shop,
      run_id: run.id,
    });
    expect(data.conclusion).toBe(expected);
    if (expected === 'skipped')
      expect((await jobs(run.id)).map(({ steps }) => steps)).toEqual([[], []]);
  });

  test('is found by commit, event and file; its jobs are checks of «GitHub Actions»', async () => {
    const { data } = await api().request('GET /repos/{owner}/{repo}/actions/runs', {
      ...shop,
      head_sha: sha,
      event: 'pull_request',
      per_page: 2,
    });
    expect(data).toMatchObject({
      total_count: 5,
      workflow_runs: [{ path: '.github/workflows/other.yml' }, {}],
    });
    const { data: files } = await api().request(
      'GET /repos/{owner}/{repo}/actions/workflows',
      shop,
    );
    expect(files.workflows.map(({ path }) => path)).toEqual([
      '.github/workflows/test.yml',
      '.github/workflows/other.yml',
    ]);
    expect(
      (
        await api().request('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}', {
          ...shop,
          workflow_id: 'test.yml',
        })
      ).data.name,
    ).toBe('Tests');
    const checks = await api().request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      ...shop,
      ref: sha,
      check_name: 'lint',
    });
    expect(checks.data).toMatchObject({ total_count: 1, check_runs: [{ app: { id: 15368 } }] });
  });

  test('keeps artifacts, whose bytes are fetched without a token', async () => {
    const bytes = new Uint8Array([80, 75, 5, 6]);
    const run = hub.repository.run({
      sha,
      jobs: [{ name: 'unit', conclusion: 'success' }],
      artifacts: { reports: bytes },
    });
    const { data } = await api().request(
      'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
      { ...shop, run_id: run.id },
    );
    expect(data).toMatchObject({
      total_count: 1,
      artifacts: [{ name: 'reports', size_in_bytes: 4, expired: false }],
    });
    const headers = { authorization: `Bearer ${hub.tokens.actions}` };
    const got = await fetch(data.artifacts[0]?.archive_download_url ?? '', { headers });
    expect(new Uint8Array(await got.arrayBuffer())).toEqual(bytes);
    const [artifact] = run.artifacts;
    if (artifact) artifact.expired = true;
    expect((await fetch(data.artifacts[0]?.archive_download_url ?? '', { headers })).status).toBe(
      410,
    );
  });

  test('of a fork’s pull request knows no pull request, as on GitHub', async () => {
    const fork = hub.repository.fork('stranger');
    const head = fork.push('theirs', { 'x.ts': 'x' }, { by: 'stranger' });
    const pull = hub.repository.pull({ head: 'theirs', from: fork.noun, by: 'stranger' });
    const run = hub.repository.run({
      sha: head,
      branch: 'theirs',
      from: fork.noun,
      jobs: [{ name: 'unit', conclusion: 'success' }],
      by: 'stranger',
    });
    const { data } = await api().request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', {
      ...shop,
      run_id: run.id,
    });
    expect(data).toMatchObject({
      pull_requests: [],
      head_repository: { full_name: 'stranger/shop' },
      repository: { full_name: 'acme/shop' },
    });
    const { data: seen } = await api().request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      ...shop,
      pull_number: pull.number,
    });
    expect(seen).toMatchObject({
      head: { label: 'stranger:theirs', repo: { fork: true } },
      author_association: 'NONE',
    });
    expect(hub.repository.sha(`refs/pull/${pull.number}/head`)).toBe(head);
  });
});

describe('dispatches', () => {
  test('happen, with what was given; they need the permission', async () => {
    const auth = hub.token({
      app: 'handoff-gate',
      permissions: { actions: 'write', contents: 'write' },
    });
    const may = new Octokit({ auth, baseUrl: hub.apiUrl });
    await may.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
      ...shop,
      workflow_id: 'test.yml',
      ref: 'main',
      inputs: { task: 'auth' },
    });
    await may.request('POST /repos/{owner}/{repo}/dispatches', {
      ...shop,
      event_type: 'sweep',
      client_payload: { all: true },
    });
    expect(hub.world.happenings.slice(-2)).toMatchObject([
      { event: 'workflow_dispatch', ref: 'refs/heads/main', inputs: { task: 'auth' } },
      { event: 'repository_dispatch', action: 'sweep', inputs: { all: true } },
    ]);
    await expect(
      api().request('POST /repos/{owner}/{repo}/dispatches', { ...shop, event_type: 'x' }),
    ).rejects.toMatchObject({ status: 403 });
  });
});
