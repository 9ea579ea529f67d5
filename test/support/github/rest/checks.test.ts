import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type SampleHub, sampleHub, shop } from './sample-hub.ts';

let hub: SampleHub['hub'];
let head: string;
let as: SampleHub['as'];
beforeAll(async () => {
  ({ hub, head, as } = await sampleHub());
});
afterAll(() => hub.close());

describe('check runs', () => {
  test('have limits in bytes as well: a summary is refused, a text is cut without a word', async () => {
    const create = (output: { title: string; summary: string; text?: string }) =>
      as('actions').request('POST /repos/{owner}/{repo}/check-runs', {
        ...shop,
        ...{ name: 'wide', head_sha: hub.repository.sha('main'), output },
      });
    const wide = 'é'.repeat(32_768);
    await expect(create({ title: 't', summary: wide })).rejects.toMatchObject({
      status: 422,
      response: { data: { errors: [{ message: 'summary exceeds a maximum bytesize of 65535' }] } },
    });
    const { data } = await create({ title: 't', summary: 's', text: `${wide}end` });
    expect(data.output.text).toBe('é'.repeat(32_767));
    expect((await create({ title: 't', summary: 'x'.repeat(65_535) })).status).toBe(201);
  });

  test('of GITHUB_TOKEN land in the first workflow run of the commit, whichever workflow wrote them', async () => {
    const sha = hub.repository.push('handoff/run', { 'r.ts': 'r' });
    const done = { jobs: [{ name: 'job', conclusion: 'success' as const }], sha };
    const first = hub.repository.run({ ...done, workflow: '.github/workflows/a.yml' });
    hub.repository.run({ ...done, workflow: '.github/workflows/b.yml' });
    const written = hub.repository.check(sha, 'handoff-tests', {}, 'github-actions');
    expect(written.suite.run).toBe(first);
    expect(hub.repository.check(sha, 'handoff-gate', {}, 'handoff-gate').suite.run).toBeUndefined();
  });

  test('checks: created, updated, listed; latest hides the older', async () => {
    const create = (name: string, more: object) =>
      as('actions').request('POST /repos/{owner}/{repo}/check-runs', {
        ...shop,
        name,
        head_sha: head,
        ...more,
      });
    await create('handoff-gate', {
      conclusion: 'failure',
      output: { title: 'No', summary: 'Not yet' },
    });
    const { data } = await create('handoff-gate', { status: 'in_progress', external_id: 'k' });
    expect(data).toMatchObject({
      status: 'in_progress',
      conclusion: null,
      external_id: 'k',
      app: { id: 15368 },
      pull_requests: [{ number: 1 }],
    });
    const annotations = [
      {
        path: 'src/a.ts',
        start_line: 1,
        end_line: 1,
        annotation_level: 'failure' as const,
        message: 'no',
      },
    ];
    await as('actions').request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
      ...shop,
      check_run_id: data.id,
      conclusion: 'success',
      output: { title: 't', summary: 's', annotations },
    });
    const listed = await as('reader').request(
      'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
      { ...shop, ref: 'handoff/a', check_name: 'handoff-gate' },
    );
    expect(listed.data).toMatchObject({
      total_count: 1,
      check_runs: [{ id: data.id, conclusion: 'success', output: { annotations_count: 1 } }],
    });
    const all = await as('reader').request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
      ...shop,
      ref: head,
      filter: 'all',
    });
    expect(all.data.total_count).toBe(2);
    const noted = await as('reader').request(
      'GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
      { ...shop, check_run_id: data.id },
    );
    expect(noted.data).toMatchObject([{ path: 'src/a.ts', message: 'no' }]);
    const suites = await as('reader').request(
      'GET /repos/{owner}/{repo}/commits/{ref}/check-suites',
      { ...shop, ref: head },
    );
    expect(suites.data).toMatchObject({
      total_count: 1,
      check_suites: [{ head_sha: head, app: { id: 15368 } }],
    });
  });

  test.each([
    [
      '51 annotations',
      'POST /repos/{owner}/{repo}/check-runs',
      () => ({
        name: 'x',
        head_sha: head,
        output: {
          title: 't',
          summary: 's',
          annotations: Array(51).fill({
            path: 'a',
            start_line: 1,
            end_line: 1,
            annotation_level: 'failure',
            message: 'm',
          }),
        },
      }),
    ],
    [
      'a title without a summary',
      'POST /repos/{owner}/{repo}/check-runs',
      () => ({ name: 'x', head_sha: head, output: { title: 't' } }),
    ],
    [
      'a name that is no text',
      'POST /repos/{owner}/{repo}/check-runs',
      () => ({ name: 1, head_sha: head }),
    ],
    [
      'a parameter that GitHub has not',
      'GET /repos/{owner}/{repo}/pulls',
      () => ({ page_size: 5 }),
    ],
    ['a comment without text', 'POST /repos/{owner}/{repo}/issues/1/comments', () => ({})],
  ])('refused by GitHub’s own description: %s', async (_, path, body) => {
    await expect(as('actions').request(path, { ...shop, ...body() })).rejects.toMatchObject({
      status: 422,
    });
  });
});
