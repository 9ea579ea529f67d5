import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { githubConversation } from '../../../src/adapters/github/conversation.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { connect } from '../../../src/shells/github/connect-github.ts';
import { type GitHub, gitHub } from '../../support/github/git-hub.ts';

const TESTS = '.github/workflows/handoff-tests.yml';
const OTHER = '.github/workflows/other.yml';
const BYTES = Buffer.from('coverage');

let hub: GitHub;
let connection: ReturnType<typeof connect>;
let head: Sha;
let changed: Sha;
let runId: number;
let commentId: number;
beforeAll(async () => {
  hub = await gitHub({ files: { 'src/a.ts': 'a\n' } });
  const { repository } = hub;
  const where = { owner: 'acme', name: 'shop', apiUrl: hub.apiUrl };
  connection = connect(where, hub.tokens.actions, () => {});
  head = repository.push('handoff/a', { 'src/a.ts': 'b\n' }) as Sha;
  changed = repository.push('handoff/c', { 'src/a.ts': 'c\n' }) as Sha;
  const issue = repository.issue({ title: 'Task', body: 'What is to be done' });
  repository.pull({ head: 'handoff/a', body: 'Done' });
  commentId = repository.comment(issue, 'Looks good').id;
  const success = { conclusion: 'success' } as const;
  for (const sha of [head, changed])
    repository.run({
      workflow: TESTS,
      sha,
      jobs: [{ name: 'unit', ...success }],
      artifacts: { coverage: BYTES },
    });
  runId = repository.noun.runs[0]?.id ?? 0;
  repository.run({ workflow: OTHER, sha: head, jobs: [{ name: 'mine', ...success }] });
  repository.run({
    workflow: TESTS,
    sha: head,
    jobs: [{ name: 'no steps', ...success, steps: [] }],
  });
  // Written with GITHUB_TOKEN it joins the run of the tests, which it is no job of.
  repository.check(head, 'forged', success, 'github-actions');
  repository.check(head, 'by the executor', success, 'handoff-gate');
  repository.check(head, 'going', { status: 'in_progress' }, 'github-actions');
  repository.check(head, 'again', { conclusion: 'failure' }, 'github-actions');
  repository.check(head, 'again', success, 'github-actions');
});
afterAll(() => hub.close());
beforeEach(() => hub.requests.forget());

function conversation(texts: readonly string[] = []) {
  return githubConversation(connection, {
    texts: () => texts.map((text) => ({ head, text })),
    executors: [appId()],
    workflows: [TESTS],
    unchanged: async (_, commit) => commit !== changed,
  });
}

function appId(): number {
  const app = hub.world.apps.get('handoff-gate');
  if (app === undefined) throw new Error('handoff-gate');
  return app.id;
}

describe('check runs', () => {
  test.each<[string, string, readonly object[]]>([
    ['a job of an allow-listed workflow', 'unit', [{ conclusion: 'success', grade: 'E3' }]],
    ['a job of another workflow', 'mine', [{ conclusion: 'success', grade: 'E2' }]],
    ['a job in which nothing ran (C11)', 'no steps', [{ conclusion: 'success', grade: 'E2' }]],
    ['written into the run of the tests (G01)', 'forged', [{ grade: 'E2' }]],
    ['written by the executor itself (G01)', 'by the executor', []],
    ['not completed', 'going', [{ conclusion: undefined }]],
    ['failed, then again: the newest counts', 'again', [{ conclusion: 'success' }]],
    ['nobody wrote it', 'none', []],
    ['a name that would like to be a query', '"}) { id } #', []],
  ])('%s: %s', async (_, name, expected) => {
    const found = await conversation().checks(head, name);
    expect(found).toHaveLength(expected.length);
    expect(found).toMatchObject(expected);
  });

  test('a workflow that the head changed proves no more than its author says (C06)', async () => {
    expect(await conversation().checks(changed, 'unit')).toMatchObject([{ grade: 'E2' }]);
  });

  test('a commit that is not in this repository has none (C02)', async () => {
    expect(await conversation().checks('0'.repeat(40) as Sha, 'unit')).toEqual([]);
  });
});

test('issues and pull requests share their numbers, and are not each other', async () => {
  const { issue, pullRequest } = conversation(['issue:#1 pr:#2']);
  expect(await issue(1)).toBe('What is to be done');
  expect(await issue(2)).toBeUndefined();
  expect(await pullRequest(1)).toBeUndefined();
  expect(await pullRequest(2)).toEqual({
    kind: 'pull-request',
    head,
    base: hub.repository.sha('main'),
    merged: undefined,
  });
  expect(await pullRequest(999)).toBeUndefined();
});

test('comments of this repository', async () => {
  expect(await conversation().comment(String(commentId))).toBe(1);
  expect(await conversation().comment('1')).toBeUndefined();
});

describe('artifacts', () => {
  test('of a run, with the digest of its bytes', async () => {
    expect(await conversation().artifact(String(runId), 'coverage')).toEqual({
      head,
      sha256: createHash('sha256').update(BYTES).digest('hex'),
      conclusion: 'success',
      grade: 'E3',
    });
  });
  test.each([
    ['another name', () => [String(runId), 'logs']],
    ['a run that is not here', () => ['99999999', 'coverage']],
    ['no number', () => ['../../1', 'coverage']],
  ])('%s is not there', async (_, of) => {
    const [run = '', name = ''] = of();
    expect(await conversation().artifact(run, name)).toBeUndefined();
  });
  test('one that has expired is not there any more (C12)', async () => {
    const [artifact] = hub.repository.noun.runs[1]?.artifacts ?? [];
    if (artifact === undefined) throw new Error('artifact');
    artifact.expired = true;
    const id = String(hub.repository.noun.runs[1]?.id);
    expect(await conversation().artifact(id, 'coverage')).toBeUndefined();
  });
});

describe('what it costs', () => {
  test('nothing before something is asked', () => {
    conversation(['check:unit issue:#1']);
    expect(hub.requests.api).toEqual([]);
  });
  test('one request for all that the texts cite', async () => {
    const cited = `{"ref": "check:unit"}, {"ref": "check:mine"}, "issue:#1", pr:#2, diff:#2`;
    const { checks, issue, pullRequest } = conversation([cited, 'ref: check:none\n']);
    await Promise.all([checks(head, 'unit'), checks(head, 'mine'), issue(1), pullRequest(2)]);
    expect(await checks(head, 'none')).toEqual([]);
    expect(hub.requests.api).toHaveLength(1);
  });
  test('ten comments and artifacts, however many are cited (E06)', async () => {
    const { comment } = conversation();
    const ids = Array.from({ length: 10 }, (_, at) => String(at + 1));
    await Promise.all([...ids, ...ids].map(comment));
    expect(hub.requests.api).toHaveLength(10);
    await expect(comment('11')).rejects.toMatchObject({ kind: 'access' });
  });
});
