import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/core';
import { type GitHub, gitHub } from './git-hub.ts';

let hub: GitHub;
const hubs: GitHub[] = [];
beforeEach(async () => {
  hub = await gitHub();
  hubs.push(hub);
});
afterAll(() => Promise.all(hubs.map((one) => one.close())));

const api = () => new Octokit({ auth: hub.tokens.actions, baseUrl: hub.apiUrl });
const issue = () => hub.repository.issue({ title: 'Task' });
const say = (body: string) => api().request('POST /repos/acme/shop/issues/1/comments', { body });
const heard = () =>
  [...hub.repository.noun.issues.values()].flatMap(({ comments }) =>
    comments.map(({ body }) => body),
  );
const READ =
  '{ repository(owner: "acme", name: "shop") { issue(number: 1) { comments(first: 9) { nodes { body } } } } }';
const comments = async () =>
  (
    await api().graphql<{ repository: { issue: { comments: { nodes: { body: string }[] } } } }>(
      READ,
    )
  ).repository.issue.comments.nodes.map(({ body }) => body);

describe('what goes wrong on the way', () => {
  test.each([500, 502, 503, 504] as const)('%d: nothing was done', async (status) => {
    issue();
    hub.faults.api({ what: { status }, times: 1 });
    await expect(say('x')).rejects.toMatchObject({ status });
    expect(heard()).toEqual([]);
    await say('x');
    expect(heard()).toEqual(['x']);
  });

  test.each([403, 429] as const)('%d with retry-after', async (status) => {
    issue();
    hub.faults.api({ on: '/comments', what: { status, retryAfter: 7 }, times: 1 });
    await expect(say('x')).rejects.toMatchObject({
      status,
      response: { headers: { 'retry-after': '7' } },
    });
    expect((await api().request('GET /repos/acme/shop')).status).toBe(200);
  });

  test('a lost answer: it was written all the same', async () => {
    issue();
    hub.faults.api({ on: '/comments', what: { lost: 'answer' }, times: 1 });
    await expect(say('x')).rejects.toMatchObject({ status: 500 });
    expect(heard()).toEqual(['x']);
  });

  test('somebody acts before one request, and its answer shows it', async () => {
    const on = issue();
    hub.faults.meanwhile({ after: 1, act: () => hub.repository.comment(on, 'meanwhile') });
    expect(await comments()).toEqual([]);
    expect(await comments()).toEqual(['meanwhile']);
    expect(await comments()).toEqual(['meanwhile']);
  });

  test('somebody acts before each request of a kind, and that waits for it; in the end no more', async () => {
    const on = issue();
    let seen = 0;
    const end = hub.faults.meanwhile({
      ...{ on: ['/comments'], times: Number.POSITIVE_INFINITY },
      async act({ path, text }) {
        seen += 1;
        await comments();
        hub.repository.comment(on, `before ${path} ${text}`);
      },
    });
    await say('x');
    await comments();
    end();
    await say('y');
    const path = '/repos/acme/shop/issues/1/comments';
    expect(heard()).toEqual([`before ${path} {"body":"x"}`, 'x', 'y']);
    expect(seen).toBe(1);
  });

  test('a lost request: it was not', async () => {
    issue();
    hub.faults.api({ on: '/comments', what: { lost: 'request' }, times: 1 });
    await expect(say('x')).rejects.toMatchObject({ status: 500 });
    expect(heard()).toEqual([]);
  });

  test('an answer that is cut off', async () => {
    hub.faults.api({ what: { cut: true }, times: 1 });
    const answer = await fetch(`${hub.apiUrl}/repos/acme/shop`);
    await expect(answer.text()).rejects.toThrow();
  });

  test('a stale read: what was true at the last reading, until the fault ends', async () => {
    const on = issue();
    hub.repository.comment(on, 'old');
    expect(await comments()).toEqual(['old']);
    const end = hub.faults.api({ on: 'query', what: { stale: true } });
    hub.repository.comment(on, 'new');
    expect(await comments()).toEqual(['old']);
    end();
    expect(await comments()).toEqual(['old', 'new']);
  });

  test('only those that are named, after so many, so often; and they are counted', async () => {
    issue();
    hub.requests.forget();
    hub.faults.api({ on: 'addComment', after: 1, times: 2, what: { status: 502 } });
    const { nodeId } = [...hub.repository.noun.issues.values()][0] ?? {};
    const add = () =>
      api()
        .graphql(
          'mutation ($id: ID!) { addComment(input: { subjectId: $id, body: "x" }) { clientMutationId } }',
          { id: nodeId },
        )
        .then(
          () => 'done',
          (error: { status: number }) => error.status,
        );
    expect([await add(), await add(), await add(), await add()]).toEqual([
      'done',
      502,
      502,
      'done',
    ]);
    expect(hub.requests.writes.map(({ status }) => status)).toEqual([200, 502, 502, 200]);
    expect(heard()).toEqual(['x', 'x']);
  });
});

test('files past 20,000 lines of a diff have counts of zero (K7)', async () => {
  const long = 'x\n'.repeat(20_000);
  hub.repository.push('long', { 'a/long.ts': long, 'b/after.ts': 'x\n' });
  hub.repository.pull({ head: 'long' });
  const { data } = await api().request('GET /repos/acme/shop/pulls/1/files');
  expect(
    data.map((file: { additions: number; changes: number }) => [file.additions, file.changes]),
  ).toEqual([
    [20_000, 20_000],
    [0, 0],
  ]);
});

test('a pull request of more than 3,000 files shows 3,000 of them (D07)', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 3001 }, (_, n) => [`f/${String(n).padStart(4, '0')}.ts`, `${n}\n`]),
  );
  hub.repository.push('big', { ...files, 'zz/outside.ts': 'x\n' });
  hub.repository.pull({ head: 'big' });
  const page = async (number: number) =>
    (await api().request('GET /repos/acme/shop/pulls/1/files', { per_page: 100, page: number }))
      .data as { filename: string }[];
  expect((await page(30)).length).toBe(100);
  expect(await page(31)).toEqual([]);
  const { data } = await api().request('GET /repos/acme/shop/pulls/1');
  expect(data.changed_files).toBe(3002);
});
