import { describe, expect, test } from '@jest/globals';
import type { OpenPullRequest } from '../../../src/adapters/github/open-pull-requests.ts';
import {
  type GitHubEvent,
  ISSUE_ACTIONS,
  PULL_REQUEST_ACTIONS,
  REPOSITORY_ACTIONS,
} from '../../../src/model/github-event.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { stateLabel, TASK_STATES } from '../../../src/model/task-labels.ts';
import { EVERYTHING, targetOf } from '../../../src/shells/action/targets.ts';

const sha = (letter: string) => letter.repeat(40) as Sha;
const common = { repository: 1, sender: { id: 2, bot: false } };
const of = (event: GitHubEvent) => targetOf({ state: 'read', event });

/** Numbers of those of three open pull requests that are judged; #1 and #3 have one head. */
function judged(target: ReturnType<typeof targetOf>): readonly number[] {
  if (target.kind !== 'pull-requests') return [];
  const open = [
    { number: 1, head: sha('a'), baseBranch: 'main' },
    { number: 2, head: sha('b'), baseBranch: 'next' },
    { number: 3, head: sha('a'), baseBranch: 'next' },
  ] as readonly Pick<OpenPullRequest, 'number' | 'head' | 'baseBranch'>[];
  return (open as readonly OpenPullRequest[])
    .filter((one) => target.baseBranch === undefined || one.baseBranch === target.baseBranch)
    .filter(target.picks)
    .map(({ number }) => number);
}

const pullRequest = (action: (typeof PULL_REQUEST_ACTIONS)[number]): GitHubEvent => ({
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
  edited: [],
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

  test('closed: it is over; those that waited for it on its base may go on', () => {
    const target = of(pullRequest('closed'));
    expect(target).toMatchObject({ baseBranch: 'main', others: 'moved' });
    expect(judged(target)).toEqual([]);
  });
});

describe('an issue', () => {
  const issue = (action: (typeof ISSUE_ACTIONS)[number], label?: string) =>
    of({ ...common, kind: 'issue', action, number: 7, label });

  test.each(ISSUE_ACTIONS.filter((action) => action !== 'labeled'))('%s: its task', (action) => {
    expect(issue(action)).toEqual({ kind: 'task', issue: 7 });
  });
  test('handed over: its task', () => {
    expect(issue('labeled', 'handoff:ready')).toEqual({ kind: 'task', issue: 7 });
  });
  test.each([
    ...TASK_STATES.filter((state) => state !== 'ready').map(stateLabel),
    'bug',
    'HANDOFF:READY',
    'handoff:ready ',
  ])('the label %s starts nothing', (label) => {
    expect(issue('labeled', label)).toEqual({
      kind: 'nothing',
      because: `the label ${label} starts nothing`,
    });
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

  test('a push: all that want to merge into the branch', () => {
    expect(judged(of({ ...common, kind: 'push', branch: 'next', tip: sha('c') }))).toEqual([2, 3]);
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
