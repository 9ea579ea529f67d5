import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { currentStateQuery } from '../../../src/adapters/github/current-state.ts';
import { detailsQuery } from '../../../src/adapters/github/details.ts';
import { OPEN_PULL_REQUESTS } from '../../../src/adapters/github/open-pull-requests.ts';
import { TASK_ISSUES } from '../../../src/adapters/github/task-issue-numbers.ts';
import { numberedIssuesQuery } from '../../../src/adapters/github/task-issues.ts';
import { taskPullRequestsQuery } from '../../../src/adapters/github/task-pull-requests.ts';
import type { Sha } from '../../../src/model/sha.ts';
import type { TaskId } from '../../../src/model/task-id.ts';
import { checksToRead } from '../../../src/shells/checks-to-read.ts';
import { costOf, MAX_NODES } from '../../support/github/graphql/cost.ts';

const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
const cost = (text: string) => costOf(parse(text), {});
const HEAD = 'a'.repeat(40) as Sha;
/** Those of agents, with checks that are theirs. */
const agents = (numbers: readonly number[]) => {
  const names = checksToRead({ headBranch: 'handoff/task', body: '' });
  return numbers.map((number) => ({ number, head: HEAD, names }));
};
const WRITTEN = ['handoff-gate', 'handoff-gate/output', 'handoff-gate/integration'] as const;
const written = (numbers: readonly number[]) =>
  numbers.map((number) => ({ number, head: HEAD, names: WRITTEN }));
/** What is asked once for each hundred open pull requests. */
const EACH_HUNDRED = {
  OpenPullRequests: cost(OPEN_PULL_REQUESTS.text),
  Details: cost(detailsQuery(agents(hundred)).text),
  TaskPullRequests: cost(taskPullRequestsQuery(hundred.map((n) => `task-${n}` as TaskId)).text),
};
/** What is asked once. */
const ONCE = { TaskIssues: cost(TASK_ISSUES.text) };
/** What is asked for each hundred issues of tasks that are not over. */
const EACH_HUNDRED_TASKS = { NumberedIssues: cost(numberedIssuesQuery(hundred).text) };
/** What is asked for those that are written to. */
const EACH_WRITTEN = {
  CurrentState: cost(
    currentStateQuery({ pullRequests: written(hundred), issues: hundred, branches: ['main'] }).text,
  ),
};
const all = Object.entries({ ...EACH_HUNDRED, ...ONCE, ...EACH_HUNDRED_TASKS, ...EACH_WRITTEN });

test.each(all)('%s brings no more nodes than one request may', (_, { nodes }) => {
  expect(nodes).toBeLessThanOrEqual(MAX_NODES);
});

/** «1,000 points per hour per repository» for GITHUB_TOKEN (GITHUB-FACTS). */
test.each([
  ['one run among 100 open pull requests that are all judged', 1, 16],
  ['one run among 400 that are all judged', 4, 61],
])('%s', (_, hundreds, limit) => {
  const each = Object.values(EACH_HUNDRED).reduce((sum, { points }) => sum + points, 0);
  const tasks = ONCE.TaskIssues.points + EACH_HUNDRED_TASKS.NumberedIssues.points * hundreds;
  expect(each * hundreds + tasks).toBeLessThanOrEqual(limit);
});

test('which issues are those of tasks costs 1 point, each hundred of them 3', () => {
  expect([ONCE.TaskIssues.points, EACH_HUNDRED_TASKS.NumberedIssues.points]).toEqual([1, 3]);
});

test('a look again before 100 are written to', () => {
  expect(EACH_WRITTEN.CurrentState.points).toBeLessThanOrEqual(6);
});

test('the details of one pull request cost one point, and so does a look again before it is written to', () => {
  expect(cost(detailsQuery(agents([1])).text).points).toBe(1);
  const asked = { pullRequests: written([1]), issues: [2], branches: ['main', 'next'] };
  expect(cost(currentStateQuery(asked).text).points).toBe(1);
});
