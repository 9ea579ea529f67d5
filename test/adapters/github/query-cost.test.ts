import { expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { currentStateQuery } from '../../../src/adapters/github/current-state.ts';
import { detailsQuery } from '../../../src/adapters/github/details.ts';
import { openPullRequestsQuery } from '../../../src/adapters/github/open-pull-requests.ts';
import { TASK_ISSUES } from '../../../src/adapters/github/task-issue-numbers.ts';
import { numberedIssuesQuery } from '../../../src/adapters/github/task-issues.ts';
import { taskPullRequestsQuery } from '../../../src/adapters/github/task-pull-requests.ts';
import type { Sha } from '../../../src/model/sha.ts';
import type { TaskId } from '../../../src/model/task-id.ts';
import { checksToRead } from '../../../src/shells/github/checks-to-read.ts';
import { costOf, MAX_NODES } from '../../support/github/graphql/cost.ts';

const hundred = Array.from({ length: 100 }, (_, at) => at + 1);
const cost = (text: string, variables = {}) => costOf(parse(text), variables);
const HEAD = 'a'.repeat(40) as Sha;
/** Those of agents, with checks that are theirs. */
const agents = (numbers: readonly number[], as: 'judged' | 'compared' = 'judged') => {
  const names = checksToRead({ headBranch: 'handoff/task', body: '' }, as);
  return numbers.map((number) => ({ number, head: HEAD, names }));
};
const WRITTEN = ['handoff-gate', 'handoff-gate/output', 'handoff-gate/integration'] as const;
const written = (numbers: readonly number[]) =>
  numbers.map((number) => ({ number, head: HEAD, names: WRITTEN }));
/** What is asked once for each hundred open pull requests. */
const EACH_HUNDRED = {
  OpenPullRequests: cost(openPullRequestsQuery('further').text, { first: 100 }),
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

/** «1,000 points per hour per repository» for GITHUB_TOKEN (GITHUB-FACTS): agents only, each with the issue of its task. */
test.each([
  ['a sweep over 100', 1, 'judged', 16],
  ['a sweep over 400', 4, 'judged', 61],
  ['an event of one among 100', 1, 'compared', 14],
  ['an event of one among 400', 4, 'compared', 53],
] as const)('%s', (_, hundreds, as, limit) => {
  const { OpenPullRequests, TaskPullRequests } = EACH_HUNDRED;
  const details = cost(detailsQuery(agents(hundred, as)).text);
  const each = [OpenPullRequests, TaskPullRequests, details, EACH_HUNDRED_TASKS.NumberedIssues];
  const points = each.reduce((sum, one) => sum + one.points, 0) * hundreds;
  expect(points + ONCE.TaskIssues.points).toBe(limit);
});

test('people, whose pull requests hand nothing over, cost less', () => {
  const names = checksToRead({ headBranch: 'fix', body: 'Words' }, 'judged');
  const people = hundred.map((number) => ({ number, head: HEAD, names }));
  expect(cost(detailsQuery(people).text).points).toBe(4);
});

test('the issues that come along with the first page of pull requests cost what they cost alone', () => {
  expect(cost(openPullRequestsQuery('first').text, { first: 100 }).points).toBe(1);
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
