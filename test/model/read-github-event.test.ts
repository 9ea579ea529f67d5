import { describe, expect, test } from '@jest/globals';
import examples from '@octokit/webhooks-examples' with { type: 'json' };
import fc from 'fast-check';
import { readGitHubEvent } from '../../src/model/read-github-event.ts';

interface Example {
  readonly name: string;
  readonly index: number;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** GitHub's own examples of each webhook (package @octokit/webhooks-examples). */
const EXAMPLES: readonly Example[] = (
  examples as unknown as readonly { name: string; examples: readonly Example['payload'][] }[]
).flatMap(({ name, examples: payloads }) =>
  payloads.map((payload, index) => ({ name, index, payload })),
);

const SHA = 'a'.repeat(40);
const BASE = 'b'.repeat(40);

/** The name of the event, and its actions that a gate has to answer; no list = the event has no action. */
const ANSWERED: Readonly<Record<string, readonly string[] | undefined>> = {
  pull_request: [
    'opened',
    'reopened',
    'synchronize',
    'edited',
    'labeled',
    'ready_for_review',
    'closed',
  ],
  merge_group: ['checks_requested'],
  issues: [
    'opened',
    'edited',
    'labeled',
    'unlabeled',
    'closed',
    'reopened',
    'deleted',
    'transferred',
  ],
  issue_comment: ['created', 'edited', 'deleted'],
  pull_request_review: ['submitted', 'edited'],
  workflow_run: ['completed'],
  check_run: ['completed', 'rerequested'],
  check_suite: ['rerequested'],
  repository: [
    'renamed',
    'transferred',
    'edited',
    'archived',
    'unarchived',
    'privatized',
    'publicized',
    'deleted',
  ],
  workflow_dispatch: undefined,
};

describe("GitHub's own examples", () => {
  test('there are 329 of them', () => {
    expect(EXAMPLES).toHaveLength(329);
  });

  test.each(EXAMPLES)('$name #$index is read, or ignored with a reason', ({ name, payload }) => {
    const read = readGitHubEvent(name, payload);
    const { action, ref, deleted } = payload;
    const answered =
      name === 'push'
        ? String(ref).startsWith('refs/heads/') && deleted === false
        : name in ANSWERED &&
          (ANSWERED[name] === undefined || ANSWERED[name].includes(String(action)));
    expect(read.state).toBe(answered ? 'read' : 'ignored');
    if (read.state === 'ignored') expect(read.because).toMatch(/^(No gate reads|A branch was) \S/);
  });

  test.each(EXAMPLES.filter(({ name }) => name === 'pull_request'))(
    'pull_request #$index says what the payload says, and pull_request_target the same',
    ({ payload }) => {
      const read = readGitHubEvent('pull_request', payload);
      expect(readGitHubEvent('pull_request_target', payload)).toEqual(read);
      if (read.state !== 'read') return expect(payload['action']).not.toBe('opened');
      const pr = payload['pull_request'] as {
        number: number;
        head: { sha: string; ref: string };
        base: { ref: string };
        user: { id: number };
      };
      expect(read.event).toMatchObject({
        kind: 'pull-request',
        action: payload['action'],
        number: pr.number,
        head: pr.head.sha,
        headRef: pr.head.ref,
        baseRef: pr.base.ref,
        author: { id: pr.user.id, bot: false },
        repository: (payload['repository'] as { id: number }).id,
        sender: { id: (payload['sender'] as { id: number }).id },
      });
    },
  );

  test('no text of anybody survives: nothing but the names of refs, labels and checks', () => {
    const told = EXAMPLES.map(({ name, payload }) => readGitHubEvent(name, payload)).flatMap(
      (read) => (read.state === 'read' ? [read.event] : []),
    );
    const keys = new Set(told.flatMap((event) => Object.keys(event)));
    for (const key of ['title', 'body', 'login', 'message', 'url', 'text', 'commits'])
      expect(keys).not.toContain(key);
    for (const event of told) expect(JSON.stringify(event).length).toBeLessThan(600);
  });
});

const PULL_REQUEST = {
  action: 'opened',
  number: 12,
  repository: { id: 7, name: 'r' },
  sender: { id: 3, login: 'octocat', type: 'User' },
  pull_request: {
    number: 12,
    title: 'T',
    body: 'B',
    user: { id: 5, login: 'codex[bot]', type: 'Bot' },
    merged: false,
    head: { sha: SHA, ref: 'handoff/auth', repo: { id: 7 } },
    base: { sha: BASE, ref: 'main', repo: { id: 7 } },
  },
};

/** The event as it is read; a change goes into the pull request, `over` into the payload. */
function pullRequest(change: object = {}, over: object = {}): unknown {
  return readGitHubEvent('pull_request', {
    ...PULL_REQUEST,
    ...over,
    pull_request: { ...PULL_REQUEST.pull_request, ...change },
  });
}

describe('a pull request', () => {
  const { head } = PULL_REQUEST.pull_request;
  test.each<[why: string, change: object, over: object, reads: object]>([
    ['of a branch of the repository', {}, {}, { fork: false, merged: false }],
    ['of a fork', { head: { ...head, repo: { id: 8 } } }, {}, { fork: true }],
    ['of a fork that is deleted', { head: { ...head, repo: null } }, {}, { fork: true }],
    ['of an account that is deleted', { user: null }, {}, { author: undefined }],
    ['of a bot', {}, {}, { author: { id: 5, bot: true } }],
    ['sent by a person', {}, {}, { sender: { id: 3, bot: false } }],
    ['sent by nobody', {}, { sender: null }, { sender: undefined }],
    ['without a body', { body: null }, {}, { number: 12 }],
    ['with a body of 25 MB', { body: 'x'.repeat(25_000_000) }, {}, { number: 12 }],
    ['merged', { merged: true }, { action: 'closed' }, { action: 'closed', merged: true }],
    ['closed', { merged: null }, { action: 'closed' }, { action: 'closed', merged: false }],
    [
      'labelled',
      {},
      { action: 'labeled', label: { name: 'handoff:ready' } },
      { label: 'handoff:ready' },
    ],
    [
      'with another body',
      {},
      { action: 'edited', changes: { body: { from: null } } },
      { edited: ['body'] },
    ],
    [
      'retargeted and renamed (threat A05)',
      {},
      { action: 'edited', changes: { base: { ref: { from: 'dev' } }, title: { from: 'x' } } },
      { edited: ['title', 'base'] },
    ],
    ['edited in nothing that GitHub names', {}, { action: 'edited', changes: {} }, { edited: [] }],
  ])('%s', (_why, change, over, reads) => {
    expect(pullRequest(change, over)).toMatchObject({ state: 'read', event: reads });
  });
});

describe('other events', () => {
  const COMMON = { repository: { id: 7 }, sender: { id: 3, type: 'User' } };
  const run = { id: 9, run_attempt: 2, head_sha: SHA, pull_requests: [{ number: 1, id: 99 }] };
  test.each<[why: string, name: string, payload: object, reads: object]>([
    [
      'a merge group by its branch',
      'merge_group',
      {
        action: 'checks_requested',
        merge_group: { head_sha: SHA, base_sha: BASE, base_ref: 'refs/heads/main' },
      },
      { kind: 'merge-group', head: SHA, base: BASE, baseRef: 'main' },
    ],
    [
      'a merge group whose base has no prefix',
      'merge_group',
      {
        action: 'checks_requested',
        merge_group: { head_sha: SHA, base_sha: BASE, base_ref: 'release/2' },
      },
      { kind: 'merge-group', baseRef: 'release/2' },
    ],
    [
      'an issue that became ready',
      'issues',
      { action: 'labeled', issue: { number: 4 }, label: { name: 'handoff:ready' } },
      { kind: 'issue', action: 'labeled', number: 4, label: 'handoff:ready' },
    ],
    [
      'an issue whose text changed',
      'issues',
      { action: 'edited', issue: { number: 4 } },
      { kind: 'issue', action: 'edited', label: undefined },
    ],
    [
      'a comment on an issue',
      'issue_comment',
      { action: 'created', issue: { number: 4 }, comment: { id: 44 } },
      { kind: 'comment', number: 4, comment: 44, on: 'issue' },
    ],
    [
      'a comment on a pull request',
      'issue_comment',
      { action: 'created', issue: { number: 12, pull_request: {} }, comment: { id: 44 } },
      { kind: 'comment', number: 12, on: 'pull-request' },
    ],
    [
      'words on a pull request that somebody changed',
      'issue_comment',
      { action: 'edited', issue: { number: 12, pull_request: {} }, comment: { id: 44 } },
      { kind: 'comment', number: 12, comment: 44, on: 'pull-request' },
    ],
    [
      'a review',
      'pull_request_review',
      { action: 'submitted', pull_request: { number: 12 }, review: { id: 80 } },
      { kind: 'comment', number: 12, comment: 80, on: 'pull-request' },
    ],
    [
      'the end of a workflow run',
      'workflow_run',
      { action: 'completed', workflow_run: run },
      { kind: 'workflow-run', run: 9, attempt: 2, head: SHA, pullRequests: [1] },
    ],
    [
      'a push to a branch with a slash',
      'push',
      { ref: 'refs/heads/handoff/auth', after: SHA, deleted: false },
      { kind: 'push', branch: 'handoff/auth', tip: SHA },
    ],
    [
      'a check that is asked for again',
      'check_run',
      {
        action: 'rerequested',
        check_run: { name: 'handoff-gate', head_sha: SHA, app: { id: 15368 }, pull_requests: [] },
      },
      { kind: 'check', action: 'rerequested', name: 'handoff-gate', app: 15368, pullRequests: [] },
    ],
    [
      'a check of an app that is gone',
      'check_run',
      {
        action: 'completed',
        check_run: { name: 'x', head_sha: SHA, app: null, pull_requests: [] },
      },
      { kind: 'check', app: undefined },
    ],
    [
      'a whole suite that is asked for again',
      'check_suite',
      {
        action: 'rerequested',
        check_suite: { head_sha: SHA, app: { id: 1 }, pull_requests: [{ number: 3 }] },
      },
      { kind: 'check', name: undefined, app: 1, pullRequests: [3] },
    ],
    [
      'a suite of an app that is gone',
      'check_suite',
      { action: 'rerequested', check_suite: { head_sha: SHA, app: null, pull_requests: [] } },
      { kind: 'check', app: undefined },
    ],
    [
      'a new name of the repository',
      'repository',
      { action: 'renamed' },
      { kind: 'repository', action: 'renamed', repository: 7 },
    ],
    ['a request by hand', 'workflow_dispatch', { inputs: null }, { kind: 'dispatch' }],
  ])('%s', (_why, name, payload, reads) => {
    expect(readGitHubEvent(name, { ...COMMON, ...payload })).toMatchObject({
      state: 'read',
      event: { sender: { id: 3, bot: false }, repository: 7, ...reads },
    });
  });

  test('a schedule has no sender and may have no repository', () => {
    expect(readGitHubEvent('schedule', { schedule: '17 * * * *' })).toEqual({
      state: 'read',
      event: { kind: 'schedule', repository: undefined, sender: undefined },
    });
  });

  test.each([
    ['a tag', 'push', { ref: 'refs/tags/v1', after: SHA, deleted: false }],
    ['a deleted branch', 'push', { ref: 'refs/heads/x', after: '0'.repeat(40), deleted: true }],
    ['a pinned comment', 'issue_comment', { action: 'pinned', comment: 'any' }],
    ['a dismissed review', 'pull_request_review', { action: 'dismissed', review: 'any' }],
    ['a remark on a line', 'pull_request_review_comment', { action: 'created', comment: 'any' }],
    ['an event of tomorrow', 'pull_request_stack', {}],
    ['an action of tomorrow', 'pull_request', { action: 'teleported' }],
    ['a name out of the prototype', 'constructor', {}],
  ])('%s is ignored', (_why, name, payload) => {
    expect(readGitHubEvent(name, payload).state).toBe('ignored');
  });
});

describe('a shape that GitHub never sends is unreadable, never ignored', () => {
  test.each<[why: string, payload: unknown, field: string]>([
    ['no payload', undefined, ''],
    ['a list', [], ''],
    ['no action', { ...PULL_REQUEST, action: undefined }, 'action'],
    ['no pull request', { ...PULL_REQUEST, pull_request: null }, 'pull_request'],
    [
      'a short sha (threat C03)',
      {
        ...PULL_REQUEST,
        pull_request: {
          ...PULL_REQUEST.pull_request,
          head: { ...PULL_REQUEST.pull_request.head, sha: 'abc1234' },
        },
      },
      'pull_request.head.sha',
    ],
    [
      'a ref as long as a book',
      {
        ...PULL_REQUEST,
        pull_request: {
          ...PULL_REQUEST.pull_request,
          head: { ...PULL_REQUEST.pull_request.head, ref: 'x'.repeat(1_025) },
        },
      },
      'pull_request.head.ref',
    ],
    ['a repository by name', { ...PULL_REQUEST, repository: { id: 'octo/r' } }, 'repository.id'],
    ['a sender by login', { ...PULL_REQUEST, sender: 'octocat' }, 'sender'],
  ])('%s', (_why, payload, field) => {
    expect(readGitHubEvent('pull_request', payload)).toMatchObject({
      state: 'unreadable',
      problems: [{ field }],
    });
  });

  test('a commit in 1,001 pull requests', () => {
    const pull_requests = Array.from({ length: 1_001 }, (_, index) => ({ number: index + 1 }));
    const check_run = { name: 'x', head_sha: SHA, app: null, pull_requests };
    expect(readGitHubEvent('check_run', { action: 'completed', check_run }).state).toBe(
      'unreadable',
    );
  });

  test('whatever the payload is, reading it does not throw, and what is read has its kind', () => {
    const names = ['pull_request', 'push', 'issues', 'check_run', 'schedule', 'merge_group'];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.object({ maxDepth: 3 }), (name, payload) => {
        const read = readGitHubEvent(name, { ...payload, action: 'opened', deleted: false });
        expect(['read', 'ignored', 'unreadable']).toContain(read.state);
        if (read.state === 'read') expect(name).toBe('schedule');
      }),
    );
  });
});
