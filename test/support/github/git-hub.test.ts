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

describe('check runs', () => {
  const CREATE = `mutation ($input: CreateCheckRunInput!) {
    createCheckRun(input: $input) { checkRun { id databaseId conclusion status annotations(first: 100) { totalCount } } } }`;
  const UPDATE = `mutation ($input: UpdateCheckRunInput!) {
    updateCheckRun(input: $input) { checkRun { conclusion summary annotations(first: 100) { totalCount } } } }`;
  const annotation = {
    path: 'src/a.ts',
    location: { startLine: 1, endLine: 1 },
    annotationLevel: 'FAILURE',
    message: 'no',
  };
  const output = (more: Readonly<Record<string, unknown>>) => ({
    title: 't',
    summary: 's',
    ...more,
  });
  const input = (more: Readonly<Record<string, unknown>>) => ({
    repositoryId: hub.repository.noun.nodeId,
    headSha: hub.repository.sha('handoff/a'),
    name: 'handoff-gate',
    ...more,
  });

  test('are written and found again; annotations of later requests are appended', async () => {
    const api = octokit(hub.tokens.actions);
    const made = await api.graphql<{ createCheckRun: { checkRun: { id: string } } }>(CREATE, {
      input: input({
        externalId: 'key',
        conclusion: 'FAILURE',
        output: output({ annotations: Array(50).fill(annotation) }),
      }),
    });
    expect(made.createCheckRun.checkRun).toMatchObject({
      conclusion: 'FAILURE',
      status: 'COMPLETED',
    });
    const { id } = made.createCheckRun.checkRun;
    const updated = await api.graphql(UPDATE, {
      input: {
        repositoryId: hub.repository.noun.nodeId,
        checkRunId: id,
        output: output({ annotations: Array(10).fill(annotation) }),
      },
    });
    expect(updated).toMatchObject({
      updateCheckRun: { checkRun: { conclusion: 'FAILURE', annotations: { totalCount: 60 } } },
    });
    const { repository } = await api.graphql<Pulls>(PAGE);
    const found = repository.pullRequests.nodes.find(
      ({ headRefName }) => headRefName === 'handoff/a',
    );
    expect(found).toMatchObject({
      commits: {
        nodes: [
          {
            commit: {
              checkSuites: {
                nodes: [
                  {
                    workflowRun: null,
                    checkRuns: { nodes: [{ externalId: 'key', conclusion: 'FAILURE' }] },
                  },
                ],
              },
            },
          },
        ],
      },
    });
  });

  test.each([
    [
      '51 annotations',
      { output: output({ annotations: Array(51).fill(annotation) }) },
      'annotations',
    ],
    ['a summary of 65,536', { output: output({ summary: 'x'.repeat(65_536) }) }, 'summary'],
    ['a text of 65,536', { output: output({ text: 'x'.repeat(65_536) }) }, 'text'],
    ['completed without a conclusion', { status: 'COMPLETED' }, 'conclusion'],
    ['stale', { conclusion: 'STALE' }, 'stale'],
    ['a commit that is not there', { headSha: '1'.repeat(40) }, 'SHA'],
  ])('refused: %s', async (_, more, why) => {
    const failure = octokit(hub.tokens.actions).graphql(CREATE, { input: input(more) });
    const errors = await failure.then(
      () => [],
      (error: { errors: unknown }) => error.errors,
    );
    expect(errors).toMatchObject([{ type: 'UNPROCESSABLE', path: ['createCheckRun'] }]);
    expect(JSON.stringify(errors)).toContain(why);
  });

  test('are for apps with the permission, and only the app that made one changes it', async () => {
    const bare = hub.token({ app: 'handoff-gate', permissions: { contents: 'read' } });
    for (const auth of [bare, hub.tokens.admin])
      await expect(octokit(auth).graphql(CREATE, { input: input({}) })).rejects.toMatchObject({
        errors: [{ type: 'FORBIDDEN' }],
      });
    const { nodeId } = hub.repository.check(hub.repository.sha('main'), 'handoff-gate', {});
    const change = { repositoryId: hub.repository.noun.nodeId, checkRunId: nodeId };
    await expect(
      octokit(hub.tokens.actions).graphql(UPDATE, { input: { ...change, conclusion: 'SUCCESS' } }),
    ).rejects.toMatchObject({ errors: [{ type: 'FORBIDDEN' }] });
  });
});

describe('comments and labels', () => {
  test('are written by mutations in one request, and told to the author alone', async () => {
    const issue = hub.repository.issue({ title: 'Task', body: 'Do it', labels: ['old'] });
    const ready = hub.repository.noun.labels.get('size/s')?.nodeId;
    const old = hub.repository.noun.labels.get('old')?.nodeId;
    const api = octokit(hub.tokens.actions);
    const made = await api.graphql<{ a: { commentEdge: { node: { id: string } } } }>(
      `mutation ($on: ID!, $add: [ID!]!, $remove: [ID!]!) {
        a: addComment(input: { subjectId: $on, body: "Hello" }) { commentEdge { node { id viewerDidAuthor } } }
        b: addLabelsToLabelable(input: { labelableId: $on, labelIds: $add }) { clientMutationId }
        c: removeLabelsFromLabelable(input: { labelableId: $on, labelIds: $remove }) { clientMutationId }
      }`,
      { on: issue.nodeId, add: [ready], remove: [old] },
    );
    await api.graphql(
      'mutation ($id: ID!) { updateIssueComment(input: { id: $id, body: "Hello again" }) { issueComment { body } } }',
      { id: made.a.commentEdge.node.id },
    );
    const read = await octokit(hub.tokens.planner).graphql(
      `query ($number: Int!) { repository(owner: "acme", name: "shop") { issue(number: $number) {
        body editor { login } author { login }
        comments(first: 5) { nodes { body viewerDidAuthor lastEditedAt author { __typename login ... on Bot { databaseId } } } }
        timelineItems(last: 9, itemTypes: [LABELED_EVENT, UNLABELED_EVENT]) { nodes {
          __typename ... on LabeledEvent { actor { login } label { name } createdAt } ... on UnlabeledEvent { label { name } } } }
      } } }`,
      { number: issue.number },
    );
    expect(read).toMatchObject({
      repository: {
        issue: {
          body: 'Do it',
          editor: null,
          comments: {
            nodes: [
              {
                body: 'Hello again',
                viewerDidAuthor: false,
                author: { __typename: 'Bot', login: 'github-actions', databaseId: 41898282 },
              },
            ],
          },
          timelineItems: {
            nodes: [
              { __typename: 'LabeledEvent', actor: { login: 'planner' }, label: { name: 'old' } },
              { actor: { login: 'github-actions' }, label: { name: 'size/S' } },
              { __typename: 'UnlabeledEvent', label: { name: 'old' } },
            ],
          },
        },
      },
    });
  });

  test('a body of 65,536 characters is taken, one more is not', async () => {
    const { nodeId } = hub.repository.issue({ title: 'Long' });
    const say = (length: number) =>
      octokit(hub.tokens.actions).graphql(
        'mutation ($on: ID!, $body: String!) { addComment(input: { subjectId: $on, body: $body }) { clientMutationId } }',
        { on: nodeId, body: 'ü'.repeat(length) },
      );
    await expect(say(65_536)).resolves.toBeDefined();
    await expect(say(65_537)).rejects.toMatchObject({ errors: [{ type: 'UNPROCESSABLE' }] });
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
    for (let n = 0; n < 3; n++) {
      hub.repository.push(`page/${n}`, { [`page/${n}.ts`]: 'x' });
      hub.repository.pull({ head: `page/${n}` });
    }
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
