import { moveLabels } from '../../adapters/github/issue-labels.ts';
import { openPullRequests } from '../../adapters/github/open-pull-requests.ts';
import { taskPullRequests } from '../../adapters/github/task-pull-requests.ts';
import { type TaskId, taskOfBranch } from '../../model/task-id.ts';
import { stateLabel, TASK_STATES, type TaskState } from '../../model/task-labels.ts';
import { COMMENT_MARKERS } from '../../report/sticky-comment.ts';
import { openGitHubWorkspace } from '../github-workspace.ts';
import { type Job, placeOf } from './job.ts';
import { portsOf } from './judge-task.ts';

/** A pull request of a task's branch that an event called closed. */
export interface ClosedPullRequest {
  readonly number: number;
  readonly task: TaskId;
}

/**
 * The state of a task moves with its pull request (FORMATS §1), as GitHub has it now: landed on the default branch it is
 * done and its scope is free. Closed without landing it is blocked, not ready again: only a planner's own label makes a
 * task ready. Another open pull request of the task keeps it going; one that is no executor's moves nothing (threat A02).
 */
export async function closeTask(job: Job, { number, task }: ClosedPullRequest): Promise<void> {
  const { github } = job;
  const closed = await taskPullRequests(github, [task], COMMENT_MARKERS['pull-request']);
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
    const issue = (await workspace.issues()).get(task);
    if (issue === undefined || (await workspace.whyNoExecutor(one.author)) !== undefined) return;
    const landed = one.state === 'merged' && one.baseBranch === open.repository.defaultBranch;
    if (one.state === 'merged' && !landed) return;
    const released = landed ? await portsOf(job, workspace).locks.release([task]) : [];
    if (released.length === 0) await moveLabels(github, issue, to(landed ? 'done' : 'blocked'));
    job.tell(`Task ${task}: ${landed ? 'done' : 'blocked'}`);
  } finally {
    await workspace.close();
  }
}

function to(state: TaskState) {
  return {
    add: [stateLabel(state)],
    remove: TASK_STATES.filter((other) => other !== state).map(stateLabel),
  };
}
