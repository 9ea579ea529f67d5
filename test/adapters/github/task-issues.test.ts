import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GitHub } from '../../../src/adapters/github/github.ts';
import { moveLabels } from '../../../src/adapters/github/issue-labels.ts';
import {
  issueSource,
  issuesByTask,
  issueTasks,
  taskOf,
} from '../../../src/adapters/github/issue-tasks.ts';
import { openPullRequests } from '../../../src/adapters/github/open-pull-requests.ts';
import { githubPeople } from '../../../src/adapters/github/people.ts';
import { taskIssueNumbers } from '../../../src/adapters/github/task-issue-numbers.ts';
import {
  numberedIssues,
  type TaskIssue,
  taskIssues,
} from '../../../src/adapters/github/task-issues.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { printCarried } from '../../../src/report/carried-block.ts';
import { asGitHub } from '../../support/github/as-github.ts';
import { gitHub, type GitHub as Hub } from '../../support/github/git-hub.ts';
import { editComment } from '../../support/github/issues.ts';
import { specBody } from '../../support/github/task-hub.ts';
import { actor } from '../../support/github/words.ts';
import type { Issue } from '../../support/github/world.ts';
import { task } from '../../support/output-facts.ts';

const MARKER = '<!-- handoff-gate:task -->';
const US = 'app:github-actions';
let hub: Hub;
let github: GitHub;
beforeAll(async () => {
  hub = await gitHub();
  github = asGitHub(hub, hub.tokens.actions);
});
afterAll(() => hub.close());

const filed = (name: string, labels: readonly string[] = [], by = 'planner'): Issue =>
  hub.repository.issue({ title: name, body: specBody(name), labels, by });
async function read({ number }: Issue): Promise<TaskIssue> {
  const found = (await numberedIssues(github, [number], MARKER)).get(number);
  if (found === undefined) throw new Error(`There is no #${number}`);
  return found;
}

describe('which issues are read', () => {
  test.each([
    ['handoff:ready', true],
    ['handoff:queued', true],
    ['handoff:running', true],
    ['handoff:review', true],
    ['handoff:replan', true],
    ['handoff:blocked', true],
    ['handoff:needs-planner', true],
    ['handoff:done', false],
    ['bug', false],
  ])('by the label %s: %p', async (label, expected) => {
    const issue = filed('labels', [label]);
    expect((await taskIssues(github, MARKER)).has(issue.number)).toBe(expected);
  });

  test('an issue with two of them is read once; a closed one is not, unless it is asked for by number', async () => {
    const two = filed('two', ['handoff:ready', 'handoff:replan']);
    const over = filed('over', ['handoff:review']);
    hub.repository.close(over);
    const found = await taskIssues(github, MARKER);
    expect([found.has(two.number), found.has(over.number)]).toEqual([true, false]);
    expect(await read(over)).toMatchObject({ state: 'closed' });
  });

  test('a number that is none, or that of a pull request, is absent', async () => {
    hub.repository.push('handoff/x', { x: '1' });
    const pull = hub.repository.pull({ head: 'handoff/x' });
    const issue = filed('x');
    const found = await numberedIssues(github, [pull.number, issue.number, 99_999], MARKER);
    expect([...found.keys()]).toEqual([issue.number]);
  });

  test('more than 100 with one label are read page by page, more than 1,000 are refused: never a part of them', async () => {
    const many = await gitHub();
    const there = asGitHub(many, many.tokens.actions);
    const open = (label: string) => many.repository.issue({ title: 'T', labels: [label] });
    for (let count = 0; count < 101; count += 1) open('handoff:running');
    for (let count = 0; count < 201; count += 1) open('handoff:queued');
    many.requests.forget();
    expect(await taskIssueNumbers(there)).toHaveLength(302);
    // A page of each label that has one more, together.
    expect(many.requests.api).toHaveLength(3);
    const { taskIssues: known } = await openPullRequests(there);
    many.requests.forget();
    expect(await taskIssueNumbers(there, known)).toHaveLength(302);
    // The list of pull requests brought the first page along.
    expect(many.requests.api).toHaveLength(2);
    expect((await taskIssues(there, MARKER)).size).toBe(302);
    for (let count = 201; count < 1_000; count += 1) open('handoff:queued');
    expect(await taskIssueNumbers(there)).toHaveLength(1_101);
    open('handoff:queued');
    await expect(taskIssues(there, MARKER)).rejects.toMatchObject({
      kind: 'access',
      message: 'More than 1000 open issues carry the label handoff:queued',
    });
    await many.close();
  });
});

describe('who answers for the text', () => {
  test('its author; the last editor once it was edited', async () => {
    const issue = filed('writer');
    expect((await read(issue)).writer).toMatchObject({ kind: 'user', login: 'planner' });
    hub.repository.edit(issue, { body: 'another text' }, 'executor');
    expect((await read(issue)).writer).toMatchObject({ login: 'executor' });
    hub.repository.edit(issue, { body: 'x' }, US);
    expect((await read(issue)).writer).toMatchObject({ kind: 'bot', login: 'github-actions' });
  });

  test('nobody, when the account of the last editor is deleted: not the author (G11)', async () => {
    const issue = filed('deleted');
    hub.repository.edit(issue, { body: 'another text' }, 'triager');
    const triager = hub.world.accounts.get('triager');
    if (triager) triager.isDeleted = true;
    expect((await read(issue)).writer).toBeUndefined();
  });

  test('who handed it over the last time, and who wrote it; without the label nobody', async () => {
    const people = githubPeople(github, []);
    const issue = filed('asks');
    const asks = async () => issueSource(await read(issue), people).people?.();
    expect(await asks()).toEqual([]);
    hub.repository.label(issue, 'handoff:ready', 'executor');
    hub.repository.unlabel(issue, 'handoff:ready');
    hub.repository.label(issue, 'handoff:ready', 'planner');
    hub.repository.label(issue, 'bug', 'admin');
    hub.repository.edit(issue, { body: 'another text' }, 'reader');
    expect(await asks()).toMatchObject([
      { what: 'labelled', person: { login: 'planner' }, permission: 'write' },
      { what: 'edited', person: { login: 'reader' }, permission: 'read' },
    ]);
    const reader = hub.world.accounts.get('reader');
    if (reader) reader.isDeleted = true;
    expect(await asks()).toMatchObject([
      { what: 'labelled', person: { login: 'planner' } },
      { what: 'edited', person: { login: 'ghost', id: 0 }, permission: 'none' },
    ]);
  });
});

describe('two issues that claim one task', () => {
  const byTask = async () => issuesByTask(await taskIssues(github, MARKER));
  const READY = ['handoff:ready'];

  test('the older one has it: nobody takes a task over by opening an issue (A02)', async () => {
    const first = filed('rival', READY);
    filed('rival', READY, 'stranger');
    expect((await byTask()).get(task('rival'))?.number).toBe(first.number);
  });

  test('the one with our comment has it, although it is younger', async () => {
    filed('spoken', READY, 'stranger');
    const ours = filed('spoken', READY);
    hub.repository.comment(ours, `${MARKER}\nIn order`, US);
    expect((await byTask()).get(task('spoken'))?.number).toBe(ours.number);
  });

  test('a forged comment of ours is none', async () => {
    const first = filed('forged', READY);
    const other = filed('forged', READY, 'stranger');
    hub.repository.comment(other, `${MARKER}\nIn order`, 'stranger');
    expect((await byTask()).get(task('forged'))?.number).toBe(first.number);
  });

  test.each([
    ['no spec', 'Just words'],
    ['a spec that cannot be read', specBody('x').replace('schema: handoff-task/v1', 'schema: v9')],
    ['two specs', specBody('x') + specBody('y')],
  ])('an issue with %s is no task', (_why, body) => {
    expect(taskOf({ body })).toBeUndefined();
  });

  test('a task without an issue may have a file; the issue comes first', async () => {
    const base = hub.repository.sha('main') as Sha;
    const text = { source: 'file', text: 'filed', people: async () => [] };
    const files = {
      read: async (_: Sha, ids: readonly string[]) =>
        new Map(ids.map((id) => [task(id), { id: task(id), ...text }])),
      list: async () => [task('rival'), task('only-a-file')],
    };
    const tasks = issueTasks(byTask, githubPeople(github, []), files);
    const found = await tasks.read(base, [task('rival'), task('only-a-file')]);
    expect(found.get(task('rival'))?.source).toMatch(/^issue #\d+$/);
    expect(found.get(task('only-a-file'))?.source).toBe('file');
    const all = await tasks.list(base);
    expect(all.filter((id) => id === 'rival')).toHaveLength(1);
    expect(all).toContain('only-a-file');
    expect(all).toEqual([...all].sort());
  });
});

describe('our comment behind those of others', () => {
  const chat = (issue: Issue, count: number): void => {
    for (let at = 0; at < count; at += 1) hub.repository.comment(issue, `${at}`, 'stranger');
  };
  const ours = (issue: Issue, text = 'In order') =>
    hub.repository.comment(issue, `${MARKER}\n${text}`, US);
  const lock = ({ number }: Issue, name: string): string =>
    printCarried({
      ...{ of: `#${number}`, lines: [] },
      lock: { task: task(name), patterns: ['src/x'], route: 'specialist', at: 'now' },
    });

  test.each([
    [0, 1, 'it is the first'],
    [29, 1, 'it is the last of the first page'],
    [30, 2, 'it is the first of the next page'],
    [129, 2, 'it is the last of the next page'],
    [130, 3, 'it is on the page after that'],
  ])('behind %i: found with %i requests, for %s', async (count, requests, _why) => {
    const issue = filed('behind');
    chat(issue, count);
    const said = ours(issue);
    chat(issue, 3);
    hub.requests.forget();
    expect((await read(issue)).comment?.nodeId).toBe(said.nodeId);
    expect(hub.requests.api).toHaveLength(requests);
  });

  test('none of ours: each comment is read once, and nothing is found', async () => {
    const issue = filed('nothing');
    chat(issue, 31);
    hub.requests.forget();
    expect((await read(issue)).comment).toBeUndefined();
    expect(hub.requests.api).toHaveLength(2);
  });

  test('a claim is newer than what we said before: who asks for locks reads on to it', async () => {
    const issue = filed('claim', ['handoff:queued']);
    ours(issue);
    chat(issue, 40);
    const claim = ours(issue, lock(issue, 'claim'));
    const found = async (sought: 'ours' | 'lock') =>
      (await taskIssues(github, MARKER, sought)).get(issue.number)?.comment?.nodeId;
    expect(await found('lock')).toBe(claim.nodeId);
    expect(await found('ours')).not.toBe(claim.nodeId);
  });

  test('one that somebody edited is not taken for the last word: the next page has ours (G12)', async () => {
    const issue = filed('edited');
    editComment(hub.world, ours(issue), actor(hub.world, 'executor'), `${MARKER}\nForged`);
    chat(issue, 40);
    const said = ours(issue);
    expect((await read(issue)).comment).toMatchObject({ nodeId: said.nodeId, state: 'ours' });
  });

  test('more comments than are read: no lock is taken for none', async () => {
    const issue = filed('flooded');
    chat(issue, 1_031);
    expect((await read(issue)).comment).toBeUndefined();
    await expect(numberedIssues(github, [issue.number], MARKER, 'lock')).rejects.toMatchObject({
      kind: 'access',
      message: `Issue #${issue.number} has more comments than are read for a lock`,
    });
    // Exactly as many as are read are a whole thread.
    const [last] = issue.comments;
    if (last) hub.repository.deleteComment(last);
    expect(
      (await numberedIssues(github, [issue.number], MARKER, 'lock')).get(issue.number)?.comment,
    ).toBeUndefined();
  });
});

describe('labels', () => {
  const names = (issue: Issue) => issue.labels.map(({ name }) => name).sort();

  test('what is so already is left as it is: no request', async () => {
    const issue = filed('same', ['handoff:done', 'bug']);
    hub.requests.forget();
    await moveLabels(github, await read(issue), { add: ['bug'], remove: ['handoff:ready'] });
    expect(hub.requests.writes).toEqual([]);
  });

  test('one request for all that come, one for each that goes', async () => {
    const issue = filed('moved', ['handoff:ready', 'handoff:replan', 'bug']);
    hub.requests.forget();
    await moveLabels(github, await read(issue), {
      add: ['handoff:done', 'new label', 'bug'],
      remove: ['handoff:ready', 'handoff:replan'],
    });
    expect(names(issue)).toEqual(['bug', 'handoff:done', 'new label']);
    expect(hub.requests.writes).toHaveLength(3);
  });

  test('one that somebody else took off a moment ago is off', async () => {
    const issue = filed('faster', ['handoff:ready', 'handoff:replan']);
    const before = await read(issue);
    hub.repository.unlabel(issue, 'handoff:ready');
    await moveLabels(github, before, { add: [], remove: ['handoff:ready', 'handoff:replan'] });
    expect(names(issue)).toEqual([]);
  });

  test('a token that may not, and a server that cannot, are told', async () => {
    const issue = await read(filed('refused'));
    const token = hub.token({ app: 'github-actions', permissions: { issues: 'read' } });
    const change = { add: ['handoff:done'], remove: [] };
    await expect(moveLabels(asGitHub(hub, token), issue, change)).rejects.toMatchObject({
      kind: 'access',
      remedy: 'Give the job the permission issues: write.',
    });
    const end = hub.faults.api({ on: '/labels', what: { status: 502 } });
    await expect(moveLabels(github, issue, change)).rejects.toMatchObject({ kind: 'access' });
    end();
  });
});
