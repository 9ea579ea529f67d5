import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { GitHub } from '../../../src/adapters/github/github.ts';
import { githubScopeLocks } from '../../../src/adapters/github/github-scope-locks.ts';
import { isHidden, taskIssues } from '../../../src/adapters/github/task-issues.ts';
import type { ScopeLock } from '../../../src/model/scope-lock.ts';
import { TASK_STATES } from '../../../src/model/task-labels.ts';
import type { InTheWay } from '../../../src/ports/scope-locks.ts';
import { COMMENT_MARKERS } from '../../../src/report/sticky-comment.ts';
import { asGitHub } from '../../support/github/as-github.ts';
import { gitHub, type GitHub as Hub } from '../../support/github/git-hub.ts';
import { editComment } from '../../support/github/issues.ts';
import { specBody } from '../../support/github/task-hub.ts';
import { actor } from '../../support/github/words.ts';
import type { Comment, Issue } from '../../support/github/world.ts';
import { task } from '../../support/output-facts.ts';

const MARKER = COMMENT_MARKERS.task;
const lock = (name: string): ScopeLock => ({
  ...{ task: task(name), patterns: ['src/x'], route: 'specialist' },
  at: '2026-05-03T10:00:00.000Z',
});
/** Every lock of another task stands against it: all of these tasks want one file. */
const samePlace: InTheWay = (others) => others;

let hub: Hub;
let github: GitHub;
let held: Issue;
beforeAll(async () => {
  hub = await gitHub();
  github = asGitHub(hub, hub.tokens.actions);
});
afterAll(() => hub.close());

const locks = () => githubScopeLocks(github, () => taskIssues(github, MARKER, 'lock'));
/** As if nobody looked for locks that lost their label. */
const byLabels = () =>
  githubScopeLocks(github, async () => {
    const found = await taskIssues(github, MARKER, 'lock');
    return new Map([...found].filter(([, issue]) => !isHidden(issue)));
  });
const labels = (issue: Issue) => issue.labels.map(({ name }) => name);
const filed = (name: string): Issue =>
  hub.repository.issue({ title: name, body: specBody(name), labels: ['handoff:ready'] });
const ours = (): Comment => {
  const [found] = held.comments.filter(({ author }) => author.login === 'github-actions[bot]');
  if (found === undefined) throw new Error('Nobody claimed the scope');
  return found;
};
function relabel(to: readonly string[]): void {
  for (const name of labels(held)) hub.repository.unlabel(held, name, 'triager');
  for (const name of to) hub.repository.label(held, `handoff:${name}`, 'triager');
}

/** The scope is held by a; b wants it too. */
beforeEach(async () => {
  for (const issue of hub.repository.noun.issues.values())
    if (issue.node === 'Issue' && issue.state === 'open') hub.repository.close(issue);
  held = filed('a');
  filed('b');
  await locks().take(lock('a'), samePlace);
  relabel(['queued']);
});

describe('no label of anybody frees a scope (A12)', () => {
  test.each([
    ['all are taken off', [], true],
    ['done instead: it looks as if it had landed', ['done'], true],
    ...TASK_STATES.filter((state) => state !== 'done').map(
      (state) => [`${state} instead`, [state], false] as const,
    ),
    ['two at once', ['queued', 'done'], false],
    ['all at once', TASK_STATES, false],
    ['needs-planner alone', ['needs-planner'], false],
  ] as const)('%s', async (_why, to, hides) => {
    relabel(to);
    expect(await locks().held()).toEqual([lock('a')]);
    expect(await locks().take(lock('b'), samePlace)).toEqual({ state: 'refused', by: [lock('a')] });
    const all = await taskIssues(github, MARKER);
    expect([...all.values()].filter(isHidden).map(({ number }) => number)).toEqual(
      hides ? [held.number] : [],
    );
    // With labels as the only index it would be gone.
    expect(await byLabels().held()).toEqual(hides ? [] : [lock('a')]);
  });

  test('not even with 99 other issues that are newer', async () => {
    relabel([]);
    hub.clock.advance(1);
    for (let at = 0; at < 99; at += 1) hub.repository.issue({ title: 'T', body: 'Words' });
    // The two of these tasks are older.
    hub.repository.edit(held, { title: 'touched' }, 'triager');
    expect(await locks().held()).toEqual([lock('a')]);
  });
});

describe('no edit of the spec frees a scope (A03, A12)', () => {
  test.each([
    ['to words', 'Never mind'],
    ['to another task', specBody('c')],
    [
      'to a spec that cannot be read',
      specBody('a').replace('schema: handoff-task/v1', 'schema: v9'),
    ],
    ['to nothing', ''],
  ])('%s', async (_why, body) => {
    hub.repository.edit(held, { body }, 'executor');
    expect(await locks().held()).toEqual([lock('a')]);
    expect(await locks().take(lock('b'), samePlace)).toMatchObject({ state: 'refused' });
    relabel([]);
    expect(await locks().held()).toEqual([lock('a')]);
  });
});

describe('what frees it', () => {
  test('its issue is closed: the task was given up', async () => {
    hub.repository.close(held, 'planner');
    expect(await locks().held()).toEqual([]);
    expect(await locks().take(lock('b'), samePlace)).toEqual({ state: 'taken' });
  });

  test('closed and opened again: it holds again', async () => {
    hub.repository.close(held, 'planner');
    hub.repository.reopen(held, 'planner');
    expect(await locks().held()).toEqual([lock('a')]);
  });

  test.each([
    ['with its label', ['running']],
    ['with another one', ['replan']],
    ['without any', []],
  ])(
    'it is released %s: the lock is out of the comment, and the label says done',
    async (_why, to) => {
      relabel(to);
      expect(await locks().release([task('a'), task('a'), task('z')])).toEqual(['a']);
      expect(await locks().held()).toEqual([]);
      expect(ours().body).not.toContain('"lock":');
      expect(labels(held)).toEqual(['handoff:done']);
    },
  );

  test('a planner approves the task in another issue: it has one lock, there', async () => {
    hub.repository.edit(held, { body: 'Moved' }, 'planner');
    const other = filed('a');
    expect(await locks().take(lock('a'), samePlace)).toEqual({ state: 'taken' });
    expect(await locks().held()).toEqual([lock('a')]);
    expect(ours().body).not.toContain('"lock":');
    expect(other.comments[0]?.body).toContain('"lock":');
  });
});

test('another task in the issue of one that was started is not taken there: its lock would be lost', async () => {
  hub.repository.edit(held, { body: specBody('c') }, 'planner');
  const nobody: InTheWay = () => [];
  await expect(locks().take(lock('c'), nobody)).rejects.toMatchObject({
    kind: 'config',
    message: `Issue #${held.number} holds the scope of task a`,
  });
  expect(await locks().held()).toEqual([lock('a')]);
});

test('a task that ends frees its own scope only, whatever spec stands in the issue by now', async () => {
  hub.repository.edit(held, { body: specBody('c') }, 'executor');
  expect(await locks().release([task('c')])).toEqual([]);
  expect(await locks().held()).toEqual([lock('a')]);
});

describe('whose word it is', () => {
  test('the comment of somebody else that copies ours locks nothing, with a label or without (F01)', async () => {
    const other = filed('c');
    const copy = ours()
      .body.replaceAll(`#${held.number}`, `#${other.number}`)
      .replaceAll('"a"', '"c"');
    hub.repository.comment(other, copy, 'executor');
    expect(await locks().held()).toEqual([lock('a')]);
    hub.repository.unlabel(other, 'handoff:ready', 'executor');
    expect(await locks().held()).toEqual([lock('a')]);
  });

  test.each([
    ['the lock is out of it', (body: string) => body.replace(/^"lock":.*\n/m, ''), ['queued']],
    ['the lock is another one', (body: string) => body.replace('src/x', 'src/y'), ['queued']],
    ['and its label is off', (body: string) => body.replace('src/x', 'src/y'), []],
    ['only its words are others', (body: string) => `${body}\nHello`, ['replan']],
  ])('edited by somebody else, %s: doubt, never freedom (G12)', async (_why, edit, to) => {
    const said = ours().body;
    expect(edit(said)).not.toBe(said);
    editComment(hub.world, ours(), actor(hub.world, 'executor'), edit(said));
    relabel(to);
    const wrong = {
      kind: 'access',
      message: `The gate's comment on issue #${held.number} was edited by somebody else`,
    };
    await expect(locks().held()).rejects.toMatchObject(wrong);
    await expect(locks().take(lock('b'), samePlace)).rejects.toMatchObject(wrong);
  });

  test('edited by ourselves: believed', async () => {
    editComment(hub.world, ours(), actor(hub.world, 'app:github-actions'), `${ours().body}\nHello`);
    expect(await locks().held()).toEqual([lock('a')]);
  });
});

test('behind many comments a scope is claimed, and found, as before them', async () => {
  const issue = filed('c');
  hub.repository.comment(issue, `${MARKER}\nRefused`, 'app:github-actions');
  for (let at = 0; at < 40; at += 1) hub.repository.comment(issue, `${at}`, 'stranger');
  const nobody: InTheWay = () => [];
  expect(await locks().take(lock('c'), nobody)).toEqual({ state: 'taken' });
  expect(await locks().held()).toEqual([lock('a'), lock('c')]);
  for (const name of labels(issue)) hub.repository.unlabel(issue, name, 'triager');
  expect(await locks().held()).toEqual([lock('a'), lock('c')]);
  expect(
    issue.comments.filter(({ author }) => author.login === 'github-actions[bot]'),
  ).toHaveLength(1);
});
