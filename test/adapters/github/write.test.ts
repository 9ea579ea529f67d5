import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { schema as documented } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import type { GitHub } from '../../../src/adapters/github/github.ts';
import { type Write, write, writeEach, writeText } from '../../../src/adapters/github/write.ts';
import { asGitHub } from '../../support/github/as-github.ts';
import { gitHub, type GitHub as Hub } from '../../support/github/git-hub.ts';
import type { Issue } from '../../support/github/world.ts';

let hub: Hub;
let github: GitHub;
let issue: Issue;
beforeAll(async () => {
  hub = await gitHub();
  github = asGitHub(hub, hub.tokens.actions);
});
afterAll(() => hub.close());
beforeEach(() => {
  issue = hub.repository.issue({ title: 'A', body: 'a' });
  hub.requests.forget();
});

const says = (body: string): Write => ({
  mutation: 'addComment',
  input: { subjectId: issue.nodeId, body },
});
const bodies = () => issue.comments.map(({ body }) => body);
const deletes = (id: string): Write => ({ mutation: 'deleteIssueComment', input: { id } });

test('every mutation is one that GitHub knows', () => {
  const all = (
    [
      'createCheckRun',
      'updateCheckRun',
      'addComment',
      'updateIssueComment',
      'deleteIssueComment',
      'addLabelsToLabelable',
      'removeLabelsFromLabelable',
    ] as const
  ).map((mutation) => ({ mutation, input: {} }));
  const schema = buildSchema(documented.idl, { assumeValid: true });
  expect(validate(schema, parse(writeText(all)))).toEqual([]);
});

describe('as few requests as it takes', () => {
  test.each([
    [0, 0],
    [1, 1],
    [20, 1],
    [21, 2],
    [41, 3],
  ])('%i changes: %i requests, written in order, each with its id', async (count, requests) => {
    const texts = Array.from({ length: count }, (_, at) => `comment ${at}`);
    const done = await write(github, texts.map(says));
    expect(done).toEqual({ state: 'written', nodeIds: issue.comments.map(({ nodeId }) => nodeId) });
    expect(bodies()).toEqual(texts);
    expect(hub.requests.api).toHaveLength(requests);
  });
});

test('a check, a comment and an edit have their ids; a deletion has none', async () => {
  const old = hub.repository.comment(issue, 'old', 'app:github-actions');
  const gone = hub.repository.comment(issue, 'gone', 'app:github-actions');
  const check = {
    ...{ repositoryId: hub.repository.noun.nodeId, headSha: hub.repository.sha('main') },
    ...{ name: 'handoff-gate', status: 'COMPLETED', conclusion: 'FAILURE' },
  };
  const done = await write(github, [
    { mutation: 'createCheckRun', input: check },
    { mutation: 'updateIssueComment', input: { id: old.nodeId, body: 'new' } },
    deletes(gone.nodeId),
  ]);
  const [suite] = hub.repository.noun.checkSuites;
  expect(done).toEqual({
    state: 'written',
    nodeIds: [suite?.checkRuns[0]?.nodeId, old.nodeId, undefined],
  });
  expect(bodies()).toEqual(['new']);
});

describe('who may not write is refused, and the caller says it elsewhere (M17)', () => {
  test('the token of a fork', async () => {
    const token = hub.token({
      app: 'github-actions',
      permissions: { contents: 'read', issues: 'read' },
    });
    expect(await write(asGitHub(hub, token), [says('a')])).toEqual({
      state: 'refused',
      because: expect.stringContaining('Resource not accessible by integration'),
    });
    expect(bodies()).toEqual([]);
  });

  test.each([
    ['FORBIDDEN', { errors: [{ type: 'FORBIDDEN', message: 'no' }] }],
    ['INSUFFICIENT_SCOPES', { errors: [{ type: 'INSUFFICIENT_SCOPES', message: 'no' }] }],
    ['403 of the server', { status: 403 }],
  ])('%s', async (_why, said) => {
    const refusing = {
      ...github,
      graphql: () => Promise.reject(Object.assign(new Error('no'), said)),
    };
    expect(await write(refusing, [says('a')])).toEqual({ state: 'refused', because: 'no' });
  });
});

describe('one change of a request takes no other with it', () => {
  const check = (): Write => ({
    mutation: 'createCheckRun',
    input: {
      ...{ repositoryId: hub.repository.noun.nodeId, headSha: hub.repository.sha('main') },
      ...{ name: 'handoff-gate', status: 'COMPLETED', conclusion: 'FAILURE' },
    },
  });
  const written = { state: 'written', nodeId: expect.any(String) };
  const refused = { state: 'refused', because: expect.stringContaining('not accessible') };
  const edit = { mutation: 'updateIssueComment', input: { id: 'IC_gone', body: 'b' } } as const;

  test.each([
    ['a token for checks', { checks: 'write', issues: 'read' }, [refused, written, refused]],
    ['a token for comments', { checks: 'read', issues: 'write' }, [written, refused, written]],
    ['a token for nothing', { checks: 'read', issues: 'read' }, [refused, refused, refused]],
  ] as const)('%s', async (_, permissions, outcomes) => {
    const token = hub.token({ app: 'github-actions', permissions });
    const done = await writeEach(asGitHub(hub, token), [says('a'), check(), says('b')]);
    expect(done).toEqual(outcomes);
    expect(hub.requests.api).toHaveLength(1);
  });

  test('one that fails', async () => {
    const done = await writeEach(github, [says('a'), edit, check()]);
    const error = expect.objectContaining({ kind: 'access' });
    expect(done).toEqual([written, { state: 'failed', error }, written]);
  });

  test('refused as a whole, each permission is tried by itself', async () => {
    const scopes = { errors: [{ type: 'INSUFFICIENT_SCOPES', message: 'no scope' }] };
    const refusing: GitHub = {
      ...github,
      graphql: async (query, variables) => {
        if (!query.includes('CheckRun')) return github.graphql(query, variables);
        throw Object.assign(new Error('no scope'), scopes);
      },
    };
    const because = 'no scope';
    expect(await writeEach(refusing, [says('a'), check(), says('b')])).toEqual([
      written,
      { state: 'refused', because },
      written,
    ]);
    expect(bodies()).toEqual(['a', 'b']);
  });
});

describe('everything else is thrown: the verdict is not where it should be', () => {
  test.each([
    ['a server that fails', { status: 502 } as const],
    ['a secondary limit without a header', { status: 403 } as const],
    ['a secondary limit with a header', { status: 403, retryAfter: 60 } as const],
    ['too many requests', { status: 429, retryAfter: 60 } as const],
    ['an answer that was lost', { lost: 'answer' } as const],
  ])('%s', async (_why, what) => {
    const end = hub.faults.api({ on: 'addComment', what });
    await expect(write(github, [says('a')])).rejects.toMatchObject({
      kind: 'access',
      message: expect.stringMatching(/^GitHub did not take what the gate has to say: /),
    });
    end();
  });

  test('a comment that is gone cannot be edited', async () => {
    const gone = hub.repository.comment(issue, 'gone', 'app:github-actions');
    hub.repository.deleteComment(gone);
    const edit = { mutation: 'updateIssueComment', input: { id: gone.nodeId, body: 'b' } } as const;
    await expect(write(github, [edit, deletes(gone.nodeId)])).rejects.toMatchObject({
      kind: 'access',
    });
  });

  test('an answer of another shape', async () => {
    const odd = { ...github, graphql: async () => ({ w0: { commentEdge: { node: { id: 7 } } } }) };
    await expect(write(odd, [says('a')])).rejects.toMatchObject({ kind: 'access' });
  });
});

test('what is deleted already is done, and so is the rest of the request', async () => {
  const gone = hub.repository.comment(issue, 'gone', 'app:github-actions');
  hub.repository.deleteComment(gone);
  const done = await write(github, [says('before'), deletes(gone.nodeId), says('after')]);
  expect(bodies()).toEqual(['before', 'after']);
  const [before, after] = issue.comments;
  expect(done).toEqual({ state: 'written', nodeIds: [before?.nodeId, undefined, after?.nodeId] });
});
