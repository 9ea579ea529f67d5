import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Octokit } from '@octokit/core';
import { type GitHub, gitHub } from '../git-hub.ts';

let hub: GitHub;
beforeAll(async () => {
  hub = await gitHub();
  hub.repository.push('handoff/a', { 'src/a.ts': 'A\n' });
  hub.repository.pull({ head: 'handoff/a', labels: ['size/S'] });
});
afterAll(() => hub.close());

const octokit = (auth: string) => new Octokit({ auth, baseUrl: hub.apiUrl });

const HEAD_CHECKS = `{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) {
  commits(last: 1) { nodes { commit { checkSuites(first: 10, filterBy: { appId: 15368 }) { nodes {
    workflowRun { databaseId }
    checkRuns(first: 10, filterBy: { checkName: "handoff-gate" }) { nodes { externalId conclusion } }
  } } } } }
} } }`;

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
    const { repository } = await api.graphql<{ repository: { pullRequest: unknown } }>(HEAD_CHECKS);
    const suite = {
      workflowRun: null,
      checkRuns: { nodes: [{ externalId: 'key', conclusion: 'FAILURE' }] },
    };
    expect(repository.pullRequest).toEqual({
      commits: { nodes: [{ commit: { checkSuites: { nodes: [suite] } } }] },
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
