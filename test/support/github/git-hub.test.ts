import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/core';
import { temporaryFolder } from '../repo.ts';
import { type GitHub, gitHub } from './git-hub.ts';
import { gitEnvironment } from './git-store.ts';

let hub: GitHub;
beforeAll(async () => {
  hub = await gitHub({ files: { 'src/a.ts': 'a\n', 'src/b.ts': 'b\n' } });
});
afterAll(() => hub.close());

const octokit = (auth: string) => new Octokit({ auth, baseUrl: hub.apiUrl });
const PAGE = `query ($after: String) {
  repository(owner: "acme", name: "shop") {
    databaseId
    defaultBranchRef { name target { oid } }
    pullRequests(first: 100, after: $after, states: OPEN) {
      pageInfo { hasNextPage endCursor }
      totalCount
      nodes {
        id number body headRefOid headRefName baseRefName isCrossRepository isDraft createdAt lastEditedAt
        editor { login }
        author { __typename login ... on User { databaseId } ... on Bot { databaseId } }
        labels(first: 10) { nodes { id name } }
        comments(last: 20) { nodes { id databaseId body viewerDidAuthor lastEditedAt author { login } } }
        commits(last: 1) { nodes { commit { oid checkSuites(first: 10, filterBy: { appId: 15368 }) { nodes {
          app { databaseId } workflowRun { databaseId event workflow { name } file { path } }
          checkRuns(first: 10, filterBy: { checkName: "handoff-gate" }) { nodes {
            databaseId name externalId status conclusion title summary text checkSuite { app { databaseId } }
          } }
        } } } } }
      }
    }
  }
}`;

interface Pulls {
  readonly repository: {
    readonly pullRequests: {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      readonly nodes: readonly Readonly<Record<string, unknown>>[];
    };
  };
}

function git(...args: readonly string[]): string {
  return execFileSync('git', [...args], { env: gitEnvironment(), stdio: 'pipe' })
    .toString()
    .trim();
}
/** Not `execFileSync`: the server answers from this very process. */
async function fetchInto(dir: string, url: string, ...refs: readonly string[]): Promise<void> {
  const { spawn } = await import('node:child_process');
  const child = spawn('git', ['-C', dir, 'fetch', '-q', '--filter=blob:none', url, ...refs], {
    env: { ...gitEnvironment(), GIT_TERMINAL_PROMPT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error(said);
}

describe('a pull request', () => {
  test('is found in one page, with who wrote it by number', async () => {
    const head = hub.repository.push('handoff/a', { 'src/a.ts': 'A\n' });
    const pull = hub.repository.pull({ head: 'handoff/a', body: 'Did it', labels: ['size/S'] });
    hub.repository.edit(pull, { body: 'Did it all' }, 'planner');
    hub.repository.comment(pull, 'Nice', 'reader');
    const { repository } = await octokit(hub.tokens.actions).graphql<Pulls>(PAGE);
    expect(repository.pullRequests.nodes).toMatchObject([
      {
        number: pull.number,
        body: 'Did it all',
        headRefOid: head,
        headRefName: 'handoff/a',
        baseRefName: 'main',
        isCrossRepository: false,
        isDraft: false,
        editor: { login: 'planner' },
        lastEditedAt: '2026-01-05T09:00:03Z',
        author: { __typename: 'User', databaseId: hub.world.accounts.get('executor')?.id },
        labels: { nodes: [{ name: 'size/S' }] },
        comments: {
          nodes: [{ body: 'Nice', viewerDidAuthor: false, author: { login: 'reader' } }],
        },
        commits: { nodes: [{ commit: { oid: head, checkSuites: { nodes: [] } } }] },
      },
    ]);
  });

  test('has refs of real merges; a pushed head moves them', async () => {
    const dir = temporaryFolder();
    git('init', '-q', '--bare', dir);
    const [pull] = hub.world.repositories.get('acme/shop')?.issues.values() ?? [];
    const head = hub.repository.push('handoff/a', { 'src/new.ts': 'n\n' });
    await fetchInto(dir, hub.repository.cloneUrl, `refs/pull/${pull?.number}/*:refs/pull/*`);
    expect(git('-C', dir, 'rev-parse', 'refs/pull/head')).toBe(head);
    expect(
      git('-C', dir, 'rev-parse', 'refs/pull/merge^1', 'refs/pull/merge^2').split('\n'),
    ).toEqual([hub.repository.sha('main'), head]);
    expect(git('-C', dir, 'ls-tree', '-r', '--name-only', 'refs/pull/merge').split('\n')).toEqual([
      'src/a.ts',
      'src/b.ts',
      'src/new.ts',
    ]);
  });

  test('that conflicts has no merge ref, and any commit can be fetched by its id', async () => {
    const at = hub.repository.push('rival', { 'src/b.ts': 'rival\n' });
    const rival = hub.repository.pull({ head: 'rival' });
    hub.repository.push('main', { 'src/b.ts': 'main\n' }, { by: 'admin' });
    const refs = async () => {
      const answer = await fetch(`${hub.repository.cloneUrl}/info/refs?service=git-upload-pack`);
      return [...(await answer.text()).matchAll(/refs\/pull\/(\d+\/\w+)/g)].map(([, ref]) => ref);
    };
    expect(await refs()).toContain(`${rival.number}/head`);
    expect(await refs()).not.toContain(`${rival.number}/merge`);
    hub.repository.push('rival', { 'src/b.ts': 'main\n' });
    expect(await refs()).toContain(`${rival.number}/merge`);
    const dir = temporaryFolder();
    git('init', '-q', '--bare', dir);
    await fetchInto(dir, hub.repository.cloneUrl, `${at}:refs/heads/old`);
    expect(git('-C', dir, 'rev-parse', 'old')).toBe(at);
  });
});

describe('who may', () => {
  const PERMISSION = `query ($login: String!) { repository(owner: "acme", name: "shop") {
    collaborators(first: 1, login: $login) { edges { permission node { databaseId } } } } }`;
  test.each([
    ['admin', 'ADMIN'],
    ['planner', 'WRITE'],
    ['triager', 'TRIAGE'],
    ['reader', 'READ'],
  ])('%s has %s', async (login, permission) => {
    const read = await octokit(hub.tokens.actions).graphql(PERMISSION, { login });
    const { id } = hub.world.accounts.get(login) ?? {};
    expect(read).toEqual({
      repository: { collaborators: { edges: [{ permission, node: { databaseId: id } }] } },
    });
  });

  test('a stranger is no collaborator, and may not ask who is', async () => {
    const read = await octokit(hub.tokens.actions).graphql(PERMISSION, { login: 'stranger' });
    expect(read).toEqual({ repository: { collaborators: { edges: [] } } });
    await expect(
      octokit(hub.tokens.reader).graphql(PERMISSION, { login: 'admin' }),
    ).rejects.toMatchObject({ errors: [{ type: 'FORBIDDEN' }] });
  });

  test('a private repository is not there for a stranger, by API and by git', async () => {
    const secret = hub.add({
      owner: 'acme',
      name: 'secret',
      isPrivate: true,
      roles: { reader: 'read' },
    });
    const ask = (auth: string) =>
      octokit(auth).graphql('{ repository(owner: "acme", name: "secret") { databaseId } }');
    await expect(ask(hub.tokens.reader)).resolves.toEqual({
      repository: { databaseId: secret.noun.id },
    });
    for (const auth of [hub.tokens.stranger, hub.tokens.actions])
      await expect(ask(auth)).rejects.toMatchObject({ errors: [{ type: 'NOT_FOUND' }] });
    const clone = async (token?: string) => {
      const answer = await fetch(`${secret.cloneUrl}/info/refs?service=git-upload-pack`, {
        headers: token
          ? { authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` }
          : {},
      });
      await answer.text(); // The request is over, and counted, when all was said.
      return answer.status;
    };
    expect(await clone(hub.tokens.reader)).toBe(200);
    expect(await clone()).toBe(401);
    expect(await clone('wrong')).toBe(401);
    expect(await clone(hub.tokens.stranger)).toBe(404);
  });
});

describe('the server', () => {
  test('counts reads and writes, git apart', async () => {
    hub.requests.forget();
    await octokit(hub.tokens.planner).graphql('{ viewer { login } }');
    const refs = await fetch(`${hub.repository.cloneUrl}/info/refs?service=git-upload-pack`);
    expect(await refs.text()).toContain('refs/heads/main');
    expect(hub.requests.all.map(({ kind, by }) => [kind, by])).toEqual([
      ['read', 'planner'],
      ['git', undefined],
    ]);
    expect(hub.requests.api.length).toBe(1);
  });

  test('pages as GitHub does', async () => {
    const works = [0, 1, 2].map((n) => ({ head: `page/${n}`, files: { [`page/${n}.ts`]: 'x' } }));
    hub.repository.pulls(works);
    const api = octokit(hub.tokens.planner);
    const two = PAGE.replace('first: 100', 'first: 2');
    const { pullRequests } = (await api.graphql<Pulls>(two)).repository;
    const next = await api.graphql<Pulls>(two, { after: pullRequests.pageInfo.endCursor });
    expect(pullRequests.pageInfo.hasNextPage).toBe(true);
    expect(next.repository.pullRequests.nodes[0]?.['number']).not.toBe(
      pullRequests.nodes[0]?.['number'],
    );
    for (const [page, type] of [
      ['first: 101', 'EXCESSIVE_PAGINATION'],
      ['', 'MISSING_PAGINATION_BOUNDARIES'],
    ] as const)
      await expect(
        api.graphql(
          PAGE.replace('first: 100, after: $after,', page).replace('($after: String)', ''),
        ),
      ).rejects.toMatchObject({ errors: [{ type }] });
  });

  test('says loudly what it has not got, when asked and when closed', async () => {
    const other = await gitHub();
    const api = new Octokit({ auth: other.tokens.planner, baseUrl: other.apiUrl });
    await expect(api.graphql('{ viewer { login bio } }')).rejects.toThrow('User.bio');
    await expect(api.request('GET /emojis')).rejects.toThrow('GET /emojis');
    await expect(other.close()).rejects.toThrow('no User.bio');
  });

  test('a query that GitHub would refuse is refused', async () => {
    const api = octokit(hub.tokens.planner);
    await expect(api.graphql('{ viewer { loginn } }')).rejects.toThrow('Did you mean "login"?');
    await expect(api.graphql('{ viewer { ')).rejects.toThrow('Syntax Error');
    await expect(octokit('wrong').graphql('{ viewer { login } }')).rejects.toMatchObject({
      status: 401,
    });
  });
});
