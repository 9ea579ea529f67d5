import { describe, expect, test } from '@jest/globals';
import type { OpenPullRequest } from '../../../src/adapters/github/open-pull-requests.ts';
import {
  type GitHubEvent,
  type ISSUE_ACTIONS,
  PULL_REQUEST_ACTIONS,
  REPOSITORY_ACTIONS,
} from '../../../src/model/github-event.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { stateLabel, TASK_STATES } from '../../../src/model/task-labels.ts';
import { EVERYTHING, type Target, targetOf } from '../../../src/shells/action/targets.ts';

const sha = (letter: string) => letter.repeat(40) as Sha;
const common = { repository: 1, sender: { id: 2, bot: false } };
const of = (event: GitHubEvent) => targetOf({ state: 'read', event });

const OPEN = [
  { number: 1, head: sha('a'), baseBranch: 'main' },
  { number: 2, head: sha('b'), baseBranch: 'next' },
  { number: 3, head: sha('a'), baseBranch: 'next' },
] as readonly Pick<
  OpenPullRequest,
  'number' | 'head' | 'baseBranch'
>[] as readonly OpenPullRequest[];

/** Numbers of those of three open pull requests that are judged; #1 and #3 have one head. */
function judged(target: Target): readonly number[] {
  return target.kind === 'pull-requests'
    ? OPEN.filter((one) => target.picks(one, { defaultBranch: 'main' })).map(({ number }) => number)
    : [];
}

/** Branches that are looked at although none of theirs is judged. */
function compared(target: Target): readonly string[] {
  return target.kind === 'pull-requests' ? ['main', 'next'].filter(target.compares) : [];
}

const pullRequest = (
  action: (typeof PULL_REQUEST_ACTIONS)[number],
  edited: readonly ('title' | 'body' | 'base')[] = [],
): GitHubEvent => ({
  ...common,
  kind: 'pull-request',
  action,
  number: 1,
  head: sha('a'),
  headRef: 'handoff/a',
  baseRef: 'main',
  author: undefined,
  fork: false,
  merged: false,
  label: undefined,
  edited,
});

describe('a pull request', () => {
  test.each(PULL_REQUEST_ACTIONS.filter((action) => action !== 'closed'))(
    '%s: it is judged, and those whose place it changed',
    (action) => {
      const target = of(pullRequest(action));
      expect(target).toMatchObject({ kind: 'pull-requests', others: 'moved' });
      expect(target).not.toHaveProperty('tested');
      expect(judged(target)).toEqual([1]);
    },
  );

  test('closed: those that waited for it on its base may go on, who has its commit is judged (A06)', () => {
    const target = of(pullRequest('closed'));
    expect(target).toMatchObject({ others: 'moved' });
    expect([judged(target), compared(target)]).toEqual([[1, 3], ['main']]);
  });

  test.each([
    [['body'], []],
    [['title'], []],
    [['base'], ['main', 'next']],
    [
      ['body', 'base'],
      ['main', 'next'],
    ],
  ] as const)('edited %j: those that it left behind are on %j (A05)', (edited, branches) => {
    const target = of(pullRequest('edited', edited));
    expect([judged(target), compared(target)]).toEqual([[1], branches]);
  });
});

describe('an issue', () => {
  const issue = (action: (typeof ISSUE_ACTIONS)[number], label?: string) =>
    of({ ...common, kind: 'issue', action, number: 7, label });
  const TASK = { kind: 'task', issue: 7 };

  test.each([
    ['edited', undefined, 'the spec can be another one'],
    ['labeled', 'handoff:ready', 'it is handed over'],
  ] as const)('%s %s: its task, for %s', (action, label, _why) => {
    expect(issue(action, label)).toEqual(TASK);
  });

  test('labeled handoff:dispatch: its task, whose executor is asked for', () => {
    expect(issue('labeled', 'handoff:dispatch')).toEqual({ ...TASK, asks: 'dispatch' });
  });

  test.each(['closed', 'reopened', 'deleted', 'transferred'] as const)(
    '%s: its spec came or went, and can be that of any pull request',
    (action) => {
      expect(issue(action)).toBe(EVERYTHING);
    },
  );

  test.each([
    ...TASK_STATES.filter((state) => state !== 'ready').map(stateLabel),
    'bug',
    'HANDOFF:READY',
    'handoff:ready ',
  ])('the label %j starts nothing', (label) => {
    expect(issue('labeled', label)).toEqual({
      kind: 'nothing',
      because: `the label ${label} starts nothing`,
    });
  });

  test('opened: a task is handed over by its label', () => {
    expect(issue('opened', 'handoff:ready')).toMatchObject({ kind: 'nothing' });
  });

  test.each([
    ['handoff:queued', true, 'the scope of its task may be hidden by that'],
    ['handoff:done', true, 'it may have stood for one that was taken off before'],
    ['handoff:', true, 'it begins as those of tasks do'],
    ['bug', false, 'no task is found by it'],
    ['Handoff:queued', false, 'no task is found by it'],
    [undefined, false, 'the event names none'],
  ] as const)('unlabeled %j: looked at %p, for %s (A12)', (label, looks, _why) => {
    expect(issue('unlabeled', label)).toMatchObject(
      looks ? { kind: 'unlabelled', issue: 7 } : { kind: 'nothing' },
    );
  });
});

describe('everything else', () => {
  test('a comment on a pull request: that one; on an issue: nothing', () => {
    const comment = { ...common, kind: 'comment', comment: 9, number: 2 } as const;
    expect(judged(of({ ...comment, on: 'pull-request' }))).toEqual([2]);
    expect(of({ ...comment, on: 'issue' })).toMatchObject({ kind: 'nothing' });
  });

  test('a finished workflow run: every pull request of its commit, and its reports first (C05)', () => {
    const target = of({
      ...common,
      ...{ kind: 'workflow-run', run: 5, attempt: 1, head: sha('a'), pullRequests: [] },
    });
    expect(target).toMatchObject({ tested: 5 });
    expect(judged(target)).toEqual([1, 3]);
  });

  test.each(['completed', 'rerequested'] as const)('a check %s: those of its commit', (action) => {
    const target = of({
      ...common,
      ...{ kind: 'check', action, name: 'handoff-gate', app: 1, head: sha('b'), pullRequests: [] },
    });
    expect(judged(target)).toEqual([2]);
  });

  test.each([
    ['next', [2, 3], 'those that want to merge into it'],
    ['main', [1, 2, 3], 'every base: plan, policy and specs are read there (K1)'],
    ['handoff/a', [], 'a branch of work, whose pull request has an event of its own'],
    ['gh-readonly-queue/main/pr-1-a', [], 'a group of the merge queue'],
  ])('a push to %s: %j, %s', (branch, numbers) => {
    const target = of({ ...common, kind: 'push', branch, tip: sha('c') });
    expect(target).toMatchObject({ kind: 'pull-requests', others: 'leave' });
    expect([judged(target), compared(target)]).toEqual([numbers, []]);
  });

  test('a merge group: itself', () => {
    const group: GitHubEvent = {
      ...common,
      ...{ kind: 'merge-group', head: sha('a'), base: sha('b'), baseRef: 'main' },
    };
    expect(of(group)).toBe(group);
  });

  test.each<GitHubEvent>([
    { ...common, kind: 'schedule' },
    { ...common, kind: 'dispatch' },
    ...REPOSITORY_ACTIONS.map((action) => ({ ...common, kind: 'repository' as const, action })),
  ])('$kind $action: everything', (event) => {
    expect(of(event)).toBe(EVERYTHING);
    expect(judged(of(event))).toEqual([1, 2, 3]);
  });

  test('an event that cannot be read may have changed anything', () => {
    expect(targetOf({ state: 'unreadable', problems: [] })).toBe(EVERYTHING);
  });
  test('an event that no gate reads changes nothing', () => {
    expect(targetOf({ state: 'ignored', because: 'No gate reads the event "watch"' })).toEqual({
      kind: 'nothing',
      because: 'No gate reads the event "watch"',
    });
  });
});
