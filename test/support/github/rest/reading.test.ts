import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { handlers } from './answer.ts';
import { description } from './description.ts';
import { type SampleHub, sampleHub, shop } from './sample-hub.ts';

let hub: SampleHub['hub'];
let pull: SampleHub['pull'];
let head: string;
let as: SampleHub['as'];
beforeAll(async () => {
  ({ hub, pull, head, as } = await sampleHub());
});
afterAll(() => hub.close());

describe('every operation', () => {
  test('that is described is answered, and the other way round', () => {
    expect(Object.keys(handlers).sort()).toEqual(Object.keys(description.operations).sort());
  });
});

describe('reading', () => {
  test('a pull request: mergeable is worked out in the background, counts come from git', async () => {
    const get = () =>
      as('actions').request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
        ...shop,
        pull_number: pull.number,
      });
    expect((await get()).data).toMatchObject({
      mergeable: null,
      mergeable_state: 'unknown',
      merge_commit_sha: null,
    });
    const { data } = await get();
    expect(data).toMatchObject({
      number: pull.number,
      state: 'open',
      title: 'Do it',
      user: { login: 'executor', type: 'User' },
      head: { ref: 'handoff/a', sha: head },
      base: { ref: 'main', sha: hub.repository.sha('main') },
      mergeable: true,
      mergeable_state: 'clean',
      commits: 1,
      changed_files: 3,
      additions: 1,
      deletions: 1,
      comments: 1,
      author_association: 'COLLABORATOR',
    });
    expect(data.merge_commit_sha).toBe(hub.repository.sha(`refs/pull/${pull.number}/merge`));
  });

  test.each(['reviews', 'comments', 'requested_reviewers'])(
    'of its %s there are none, and of what is no pull request there is no answer',
    async (what) => {
      const { request } = as('actions');
      const found = await request(`GET /repos/acme/shop/pulls/${pull.number}/${what}`);
      expect(found.data).toEqual(what === 'requested_reviewers' ? { users: [], teams: [] } : []);
      await expect(request(`GET /repos/acme/shop/pulls/999/${what}`)).rejects.toMatchObject({
        status: 404,
      });
    },
  );

  test('its files are those of git, renames found', async () => {
    const { data } = await as('reader').request(
      'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
      { ...shop, pull_number: pull.number },
    );
    expect(
      data.map(({ filename, status, additions, deletions, previous_filename }) => [
        filename,
        status,
        additions,
        deletions,
        previous_filename,
      ]),
    ).toEqual([
      ['bin.dat', 'added', 0, 0, undefined],
      ['src/a.ts', 'modified', 1, 1, undefined],
      ['src/new.ts', 'renamed', 0, 0, 'src/old.ts'],
    ]);
  });

  test.each([
    [
      'GET /repos/{owner}/{repo}',
      { full_name: 'acme/shop', default_branch: 'main', private: false },
    ],
    ['GET /repos/{owner}/{repo}/branches/main', { name: 'main', protected: false }],
    [
      'GET /repos/{owner}/{repo}/git/ref/heads/handoff/a',
      { ref: 'refs/heads/handoff/a', object: { type: 'commit' } },
    ],
    [
      'GET /repos/{owner}/{repo}/commits/handoff/a',
      { parents: [{}], stats: { total: 2 }, author: null },
    ],
    [
      'GET /repos/{owner}/{repo}/compare/main...handoff/a',
      { status: 'ahead', ahead_by: 1, behind_by: 0 },
    ],
    [
      'GET /repos/{owner}/{repo}/contents/src/a.ts',
      { type: 'file', encoding: 'base64', content: Buffer.from('a\n').toString('base64') },
    ],
    ['GET /repos/{owner}/{repo}/contents/x/link', { type: 'symlink', target: '../src/a.ts' }],
    ['GET /repos/{owner}/{repo}/issues/1', { number: 1, pull_request: { merged_at: null } }],
    ['GET /repos/{owner}/{repo}/labels/size%2FS', { name: 'size/S' }],
    ['GET /repos/{owner}/{repo}/commits/main/status', { state: 'pending', total_count: 0 }],
    ['GET /repos/{owner}/{repo}/actions/workflows', { total_count: 0 }],
  ])('%s', async (path, expected) => {
    expect((await as('reader').request(path, shop)).data).toMatchObject(expected);
  });

  test.each([
    ['GET /repos/{owner}/{repo}/contents/', ['README', 'src', 'x'].slice(1)],
    ['GET /repos/{owner}/{repo}/contents/src', ['a.ts', 'old.ts']],
    ['GET /repos/{owner}/{repo}/git/matching-refs/heads/han', ['refs/heads/handoff/a']],
    ['GET /repos/{owner}/{repo}/issues/1/comments', ['Fine']],
    ['GET /repos/{owner}/{repo}/issues/1/events', ['labeled']],
    ['GET /repos/{owner}/{repo}/issues/1/labels', ['size/S']],
    ['GET /repos/{owner}/{repo}/labels', ['size/S']],
    ['GET /repos/{owner}/{repo}/issues?labels=size/S', ['Do it']],
    ['GET /repos/{owner}/{repo}/pulls?head=acme%3Ahandoff/a&base=main', ['Do it']],
    ['GET /repos/{owner}/{repo}/pulls?state=closed', []],
    ['GET /repos/{owner}/{repo}/pulls/1/commits', ['Change handoff/a']],
    ['GET /repos/{owner}/{repo}/rulesets', []],
    ['GET /repos/{owner}/{repo}/rules/branches/main', []],
  ])('%s', async (path, names) => {
    const { data } = await as('reader').request(path, shop);
    const name = (one: Record<string, unknown>) =>
      one['body'] && !one['title']
        ? one['body']
        : (one['event'] ??
          one['title'] ??
          (one['commit'] as { message?: string })?.message ??
          one['name'] ??
          one['ref']);
    expect(data.map(name)).toEqual(names);
  });

  test('is paged, with links that lead on', async () => {
    for (let n = 0; n < 5; n++) hub.repository.comment(pull, `More ${n}`);
    const path = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments';
    const first = await as('reader').request(path, { ...shop, issue_number: 1, per_page: 4 });
    expect(first.data.length).toBe(4);
    const [, next = ''] = /<([^>]+)>; rel="next"/.exec(first.headers.link ?? '') ?? [];
    expect(await (await fetch(next)).json()).toMatchObject([
      { body: 'More 3' },
      { body: 'More 4' },
    ]);
  });

  test('again with the etag costs no body', async () => {
    const { headers } = await as('reader').request('GET /repos/{owner}/{repo}', shop);
    const again = as('reader').request('GET /repos/{owner}/{repo}', {
      ...shop,
      headers: { 'if-none-match': headers.etag ?? '' },
    });
    await expect(again).rejects.toMatchObject({ status: 304 });
  });

  test('who may what, as GitHub names it: five roles, four permissions', async () => {
    hub.repository.role('triager', 'maintain');
    const level = async (username: string) => {
      const { data } = await as('actions').request(
        'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
        { ...shop, username },
      );
      return [data.permission, data.role_name];
    };
    expect(await level('admin')).toEqual(['admin', 'admin']);
    expect(await level('triager')).toEqual(['write', 'maintain']);
    hub.repository.role('triager', 'triage');
    expect(await level('triager')).toEqual(['read', 'triage']);
    expect(await level('stranger')).toEqual(['read', 'read']); // The repository is public.
    await expect(
      as('reader').request('GET /repos/{owner}/{repo}/collaborators/admin/permission', shop),
    ).rejects.toMatchObject({ status: 403 });
  });
});
