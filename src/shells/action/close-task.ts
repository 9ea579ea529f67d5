import { releaseScope } from '../../adapters/github/github-scope-locks.ts';
import { moveLabels, onlyState } from '../../adapters/github/issue-labels.ts';
import { issuesByTask } from '../../adapters/github/issue-tasks.ts';
import { openPullRequests } from '../../adapters/github/open-pull-requests.ts';
import { taskIssues } from '../../adapters/github/task-issues.ts';
import { taskPullRequests } from '../../adapters/github/task-pull-requests.ts';
import { type TaskId, taskOfBranch } from '../../model/task-id.ts';
import { COMMENT_MARKERS } from '../../report/sticky-comment.ts';
import { openGitHubWorkspace } from '../github/github-workspace.ts';
import { type Job, placeOf } from './job.ts';

/** A pull request of a task's branch that an event called closed. */
export interface ClosedPullRequest {
  readonly number: number;
  readonly task: TaskId;
}

/**
 * The state of a task moves with its pull request (FORMATS §1), as GitHub has it now: landed on the default branch it is
 * done, closed without landing it is blocked, not ready again: only a planner's own label makes a task ready. Either way its
 * scope is free. Another open pull request of the task keeps it going; one that is no executor's moves nothing (threat A02).
 */
export async function closeTask(job: Job, { number, task }: ClosedPullRequest): Promise<void> {
  const { github } = job;
  const closed = await taskPullRequests(github, [task]);
  const one = closed.get(task)?.find((pull) => pull.number === number);
  const open = await openPullRequests(github);
  const goesOn = open.pullRequests.some(
    ({ headBranch, origin }) => origin === 'repository' && taskOfBranch(headBranch) === task,
  );
  if (one === undefined || goesOn) return;
  const workspace = await openGitHubWorkspace(github, open, placeOf(job), {
    baseBranch: undefined,
    judged: async () => [],
  });
  try {
    const issues = await taskIssues(github, COMMENT_MARKERS.task, 'lock');
    const issue = issuesByTask(issues).get(task);
    if (issue === undefined || (await workspace.whyNoExecutor(one.author)) !== undefined) return;
    const landed = one.state === 'merged' && one.baseBranch === open.repository.defaultBranch;
    if (one.state === 'merged' && !landed) return;
    await releaseScope(github, issues, task);
    await moveLabels(github, issue, onlyState(landed ? 'done' : 'blocked'));
    job.tell(`Task ${task}: ${landed ? 'done' : 'blocked'}`);
  } finally {
    await workspace.close();
  }
}
