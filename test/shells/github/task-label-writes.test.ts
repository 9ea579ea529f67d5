import { describe, expect, test } from '@jest/globals';
import type { OpenPullRequest } from '../../../src/adapters/github/open-pull-requests.ts';
import type { TaskIssue } from '../../../src/adapters/github/task-issues.ts';
import type { PendingReport } from '../../../src/flows/judge-pending.ts';
import { GateError } from '../../../src/model/gate-error.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { OPEN_TASK_LABELS, stateLabel } from '../../../src/model/task-labels.ts';
import { printCarried } from '../../../src/report/carried-block.ts';
import { taskLabelWrites } from '../../../src/shells/github/task-label-writes.ts';
import { HONEST } from '../../support/check-samples.ts';
import { task } from '../../support/output-facts.ts';

const HEAD = HONEST.subject.head as Sha;
const TASK = task('auth-oauth');
const ALL = [...OPEN_TASK_LABELS, stateLabel('done')];
const main = { name: 'main', target: 'b'.repeat(40) as Sha };

const issue = (labels: readonly string[], over: Partial<TaskIssue> = {}): TaskIssue => ({
  ...{ nodeId: 'I_7', number: 7, state: 'open', body: '', writer: undefined, labelled: [] },
  ...{ labels, labelIds: new Map(ALL.map((name) => [name, `LA_${name}`])) },
  ...{ own: [], comment: undefined, ...over },
});
const pull: OpenPullRequest = {
  ...{ nodeId: 'PR_12', number: 12, body: '', head: HEAD, headBranch: 'handoff/auth-oauth' },
  ...{ baseBranch: 'main', origin: 'repository', stage: 'ready', author: undefined, labels: [] },
};
const where = (one: TaskIssue | undefined) => ({
  ...{ authority: main, base: main, pullRequests: [pull] },
  issues: async () => new Map(one === undefined ? [] : [[TASK, one]]),
});
/** Green, so that the task is in review. */
const green = (named: typeof TASK | undefined = TASK): PendingReport => ({
  outputs: [
    {
      output: { id: '#12', ref: 'refs/pull/12/head', head: HEAD, task: named, since: 12 },
      judged: [HONEST],
      drift: undefined,
    },
  ],
  report: {
    engine: '0',
    base: { name: 'main', sha: HEAD },
    verdicts: [],
    outputs: [],
    packets: [],
  },
});

const moved = async (one: TaskIssue | undefined, over: Partial<ReturnType<typeof where>> = {}) =>
  [...(await taskLabelWrites({ ...where(one), ...over }, green())).values()]
    .flat()
    .map(({ mutation, input }) => [
      mutation === 'addLabelsToLabelable' ? 'on' : 'off',
      ...(input['labelIds'] as readonly string[]).map((id) => id.replace('LA_handoff:', '')),
    ]);
const labels = (...states: readonly string[]) => states.map((state) => `handoff:${state}`);

describe('the label follows the pull request', () => {
  test.each([
    [
      'it waited for its executor',
      ['queued'],
      [
        ['on', 'review'],
        ['off', 'queued'],
      ],
    ],
    [
      'it was worked on',
      ['running'],
      [
        ['on', 'review'],
        ['off', 'running'],
      ],
    ],
    ['it is what it is', ['review'], []],
    ['two at once: one of them is wrong', ['running', 'review'], [['off', 'running']]],
    [
      'all at once',
      ['queued', 'running', 'replan', 'blocked', 'done'],
      [
        ['on', 'review'],
        ['off', 'queued', 'running', 'replan', 'blocked', 'done'],
      ],
    ],
    ['a stranger says that it is done', ['done', 'review'], [['off', 'done']]],
    ['its planner has to repair the spec as well', ['needs-planner', 'review'], []],
    ['none, and no scope is held: it never was handed over', ['needs-planner'], [['on', 'review']]],
    ['a planner hands it over in this moment: Gate 1 answers', ['ready'], []],
    ['the same, while another label is there', ['ready', 'running'], []],
  ] as const)('%s', async (_why, states, expected) => {
    expect(await moved(issue(labels(...states)))).toEqual(expected);
  });
});

describe('nothing is moved', () => {
  const locked = printCarried({
    ...{ of: '#7', lines: [] },
    lock: { task: TASK, patterns: ['src/x'], route: 'specialist', at: 'now' },
  });
  const comment = { nodeId: 'IC_1', body: locked, order: 1, state: 'ours' } as const;
  const next = { name: 'next', target: 'c'.repeat(40) as Sha };

  test.each<readonly [string, TaskIssue | undefined, Partial<ReturnType<typeof where>>]>([
    ['the task has no issue', undefined, {}],
    ['the repository has not got the label', issue(labels('queued'), { labelIds: new Map() }), {}],
    [
      'its labels were taken off: a sweep puts one back',
      issue([], { comment, own: [comment] }),
      {},
    ],
    ['it wants to land on another branch', issue(labels('queued')), { base: next }],
    ['the pull request is gone', issue(labels('queued')), { pullRequests: [] }],
    [
      'the issues could not be read',
      issue(labels('queued')),
      {
        issues: () => Promise.reject(new GateError('access', 'no', { remedy: 'Wait.' })),
      },
    ],
  ])('%s', async (_why, one, over) => {
    expect(await moved(one, over)).toEqual([]);
  });

  test('no task: a person’s pull request, or one that no executor opened (A02); nobody asks for issues', async () => {
    const asked = { ...where(issue(labels('queued'))), issues: () => Promise.reject(new Error()) };
    expect((await taskLabelWrites(asked, green(undefined))).size).toBe(0);
  });
});
