import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/core';
import { type SampleHub, sampleHub, shop } from './sample-hub.ts';

let hub: SampleHub['hub'];
let head: string;
let as: SampleHub['as'];
beforeAll(async () => {
  ({ hub, head, as } = await sampleHub());
});
afterAll(() => hub.close());

describe('writing', () => {
  test('issues, comments and labels', async () => {
    const api = as('actions');
    const { data: issue } = await api.request('POST /repos/{owner}/{repo}/issues', {
      ...shop,
      title: 'Task',
      body: 'Do',
      labels: ['a'],
    });
    await api.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      ...shop,
      issue_number: issue.number,
      body: 'Do this',
      state: 'closed',
    });
    await api.request('POST /repos/{owner}/{repo}/labels', {
      ...shop,
      name: 'b',
      color: 'ff0000',
      description: 'B',
    });
    const { data: labels } = await api.request(
      'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
      { ...shop, issue_number: issue.number, labels: ['b', 'c'] },
    );
    expect(labels.map(({ name, color }) => [name, color])).toEqual([
      ['a', 'ededed'],
      ['b', 'ff0000'],
      ['c', 'ededed'],
    ]);
    await api.request('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', {
      ...shop,
      issue_number: issue.number,
      name: 'a',
    });
    const { data: comment } = await api.request(
      'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
      { ...shop, issue_number: issue.number, body: 'Hello' },
    );
    const at = { ...shop, comment_id: comment.id };
    await api.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...at,
      body: 'Hello again',
    });
    expect(
      (await api.request('GET /repos/{owner}/{repo}/issues/comments/{comment_id}', at)).data,
    ).toMatchObject({
      body: 'Hello again',
      user: { login: 'github-actions[bot]', id: 41898282, type: 'Bot' },
    });
    await expect(
      as('reader').request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
        ...at,
        body: 'x',
      }),
    ).rejects.toMatchObject({ status: 403 });
    await api.request('DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}', at);
    const { data } = await api.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
      ...shop,
      issue_number: issue.number,
    });
    expect(data).toMatchObject({
      body: 'Do this',
      state: 'closed',
      comments: 0,
      labels: [{ name: 'b' }, { name: 'c' }],
    });
  });

  test('of others’ issues needs the role: labels of outsiders are dropped, texts are not theirs', async () => {
    const made = await as('stranger').request('POST /repos/{owner}/{repo}/issues', {
      ...shop,
      title: 'Please',
      labels: ['handoff:ready'],
    });
    expect(made.data.labels).toEqual([]);
    const at = { ...shop, issue_number: made.data.number };
    const patch = (who: Parameters<typeof as>[0], body: object) =>
      as(who).request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', { ...at, ...body });
    expect((await patch('stranger', { body: 'My own' })).data.body).toBe('My own');
    await expect(patch('triager', { body: 'Not mine' })).rejects.toMatchObject({ status: 403 });
    expect((await patch('triager', { state: 'closed' })).data.state).toBe('closed');
    expect((await patch('planner', { body: 'Planned' })).data.body).toBe('Planned');
    const label = (who: Parameters<typeof as>[0]) =>
      as(who).request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
        ...at,
        labels: ['x'],
      });
    await expect(label('stranger')).rejects.toMatchObject({ status: 403 });
    expect((await label('triager')).data.length).toBe(1);
  });

  test('pull requests and refs', async () => {
    const api = as('executor');
    const sha = hub.repository.sha('main');
    await api.request('POST /repos/{owner}/{repo}/git/refs', {
      ...shop,
      ref: 'refs/heads/dev',
      sha,
    });
    const made = hub.repository.push('handoff/b', { 'b.ts': 'b\n' });
    const { data } = await api.request('POST /repos/{owner}/{repo}/pulls', {
      ...shop,
      title: 'B',
      head: 'handoff/b',
      base: 'main',
    });
    await api.request('PATCH /repos/{owner}/{repo}/pulls/{pull_number}', {
      ...shop,
      pull_number: data.number,
      base: 'dev',
      body: 'Now',
    });
    expect(
      (
        await api.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
          ...shop,
          pull_number: data.number,
        })
      ).data,
    ).toMatchObject({ body: 'Now', base: { ref: 'dev' } });
    await api.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
      ...shop,
      ref: 'heads/dev',
      sha: made,
    });
    expect(hub.world.repositories.get('acme/shop')?.issues.get(data.number)).toMatchObject({
      merged: { sha: made },
    }); // The push merged it.
    await expect(
      api.request('PATCH /repos/{owner}/{repo}/git/refs/{ref}', { ...shop, ref: 'heads/dev', sha }),
    ).rejects.toMatchObject({ status: 422 });
    await api.request('DELETE /repos/{owner}/{repo}/git/refs/{ref}', { ...shop, ref: 'heads/dev' });
    await expect(
      api.request('POST /repos/{owner}/{repo}/pulls', {
        ...shop,
        title: 'A again',
        head: 'handoff/a',
        base: 'main',
      }),
    ).rejects.toMatchObject({ status: 422 });
    await expect(
      as('stranger').request('POST /repos/{owner}/{repo}/git/refs', {
        ...shop,
        ref: 'refs/heads/evil',
        sha,
      }),
    ).rejects.toMatchObject({ status: 403 });
  });

  test('a commit status may come from any pusher', async () => {
    await as('executor').request('POST /repos/{owner}/{repo}/statuses/{sha}', {
      ...shop,
      sha: head,
      state: 'success',
      context: 'handoff-gate',
    });
    const { data } = await as('reader').request('GET /repos/{owner}/{repo}/commits/{ref}/status', {
      ...shop,
      ref: head,
    });
    expect(data).toMatchObject({ state: 'success', statuses: [{ context: 'handoff-gate' }] });
  });

  test('a token without the permission is refused as GitHub refuses it', async () => {
    const auth = hub.token({ app: 'handoff-gate', permissions: { metadata: 'read' } });
    const api = new Octokit({ auth, baseUrl: hub.apiUrl });
    await expect(
      api.request('POST /repos/{owner}/{repo}/issues/1/comments', { ...shop, body: 'x' }),
    ).rejects.toMatchObject({
      status: 403,
      response: { data: { message: 'Resource not accessible by integration' } },
    });
  });
});
