import type { NamedChecks } from '../../adapters/github/check-runs.ts';
import type { OwnComment } from '../../adapters/github/comments.ts';
import { type Details, pullRequestDetails } from '../../adapters/github/details.ts';
import type { GitHub } from '../../adapters/github/github.ts';
import {
  type Carrier,
  type GitHubRecord,
  githubRecord,
} from '../../adapters/github/github-record.ts';
import { type IssuesByTask, issuesByTask } from '../../adapters/github/issue-tasks.ts';
import type { OpenPullRequests } from '../../adapters/github/open-pull-requests.ts';
import { ownChecks, type RunsOf } from '../../adapters/github/own-checks.ts';
import { outputId } from '../../adapters/github/pull-request-outputs.ts';
import { type TaskIssue, taskIssues } from '../../adapters/github/task-issues.ts';
import {
  ownCommentsOn,
  type TaskPullRequest,
  taskPullRequests,
} from '../../adapters/github/task-pull-requests.ts';
import { once } from '../../evidence/once.ts';
import { type TaskId, taskOfBranch } from '../../model/task-id.ts';
import { COMMENT_MARKERS } from '../../report/sticky-comment.ts';
import { checksToRead } from './checks-to-read.ts';

/** What GitHub is asked about pull requests and tasks, each at most once, when the first of those who need it asks. */
export interface GitHubQuestions {
  /** What was said so far of those that are judged. */
  details(): Promise<ReadonlyMap<number, Details>>;
  /** The same, asked for anew. */
  detailsNow(): Promise<ReadonlyMap<number, Details>>;
  /** Checks of ours that the details leave out. */
  checks(asked: readonly NamedChecks[]): Promise<RunsOf>;
  issues(): Promise<IssuesByTask>;
  /** The same issues, those without a spec that can be read among them. */
  taskIssues(): Promise<ReadonlyMap<number, TaskIssue>>;
  /** Pull requests of tasks that are not open any more. */
  closed(tasks: readonly TaskId[]): Promise<ReadonlyMap<TaskId, readonly TaskPullRequest[]>>;
  readonly record: GitHubRecord;
  /** Asks already now what judging will ask in any case. Who needs an answer waits for it, and is told when there is none. */
  begin(): void;
}

/**
 * @param judged numbers of those that are judged
 * @param compared those of them that are judged only if their place among the others has moved
 */
export function githubQuestions(
  github: GitHub,
  app: number,
  { pullRequests, taskIssues: known }: Pick<OpenPullRequests, 'pullRequests' | 'taskIssues'>,
  judged: () => Promise<readonly number[]>,
  compared: readonly number[],
): GitHubQuestions {
  const marker = COMMENT_MARKERS['pull-request'];
  const detailsNow = async () => {
    const numbers = new Set(await judged());
    const asked = pullRequests
      .filter(({ number }) => numbers.has(number))
      .map((one) => ({
        ...one,
        names: checksToRead(one, compared.includes(one.number) ? 'compared' : 'judged'),
      }));
    return pullRequestDetails(github, app, asked, marker);
  };
  const details = once(detailsNow);
  const byNumber = once(() => taskIssues(github, COMMENT_MARKERS.task, 'ours', known));
  const issues = once(async () => issuesByTask(await byNumber()));
  const closed = closedPullRequests(github);
  const tasks = async (): Promise<readonly TaskId[]> => {
    const numbers = new Set(await judged());
    return pullRequests.flatMap(({ number, headBranch }) =>
      numbers.has(number) ? (taskOfBranch(headBranch) ?? []) : [],
    );
  };
  const record = githubRecord(async () => {
    const [open, over] = await Promise.all([details(), tasks().then(closed)]);
    const numbers = [...over.values()].flat().map(({ number }) => number);
    const said = await ownCommentsOn(github, numbers, marker);
    return [
      ...[...open].flatMap(([number, { comment }]) => carrier(number, comment)),
      ...[...said].flatMap(([number, comment]) => carrier(number, comment)),
    ];
  });
  const ahead = async (): Promise<void> => {
    if ((await tasks()).length === 0) await details();
    else await Promise.all([details(), issues(), record.all()]);
  };
  return {
    details,
    detailsNow,
    checks: (asked) => ownChecks(github, app, asked),
    issues,
    taskIssues: byNumber,
    closed,
    record,
    begin: () => void ahead().catch(() => {}),
  };
}

/** Each task is asked for once, however many ask. */
function closedPullRequests(github: GitHub): GitHubQuestions['closed'] {
  const known = new Map<TaskId, Promise<readonly TaskPullRequest[]>>();
  return async (tasks) => {
    const asked = [...new Set(tasks)].filter((task) => !known.has(task));
    const answer = taskPullRequests(github, asked);
    for (const task of asked)
      known.set(
        task,
        answer.then((found) => found.get(task) ?? []),
      );
    return new Map(
      await Promise.all(tasks.map(async (task) => [task, (await known.get(task)) ?? []] as const)),
    );
  };
}

function carrier(number: number, comment: OwnComment | undefined): readonly Carrier[] {
  // What somebody else wrote into it is no record.
  return comment?.state === 'ours' ? [{ of: outputId(number), body: comment.body }] : [];
}
