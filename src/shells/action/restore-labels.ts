import type { GitHub } from '../../adapters/github/github.ts';
import { moveLabels } from '../../adapters/github/issue-labels.ts';
import {
  isHidden,
  numberedIssues,
  type TaskIssue,
  taskIssues,
} from '../../adapters/github/task-issues.ts';
import { stateLabel } from '../../model/task-labels.ts';
import { COMMENT_MARKERS } from '../../report/sticky-comment.ts';
import type { Job } from './job.ts';

/**
 * Every run finds the locks by the labels of their issues, so a lock that lost its label gets one back (threat A12, decision
 * 0016); a pull request of the task says at its next turn which one it should be.
 */
export async function restoreLabels(
  { github, tell }: Pick<Job, 'github' | 'tell'>,
  issues: Iterable<TaskIssue>,
): Promise<void> {
  for (const issue of issues)
    if (isHidden(issue)) {
      await moveLabels(github, issue, {
        add: [stateLabel('queued')],
        remove: [stateLabel('done')],
      });
      tell(
        `Issue #${issue.number} holds the scope of its task: its label is set again. Close it to give the task up.`,
      );
    }
}

/** Those of all tasks, as they are now. */
export function issuesNow(github: GitHub): Promise<ReadonlyMap<number, TaskIssue>> {
  return taskIssues(github, COMMENT_MARKERS.task);
}

/** The issue that a label was taken off, as it is now. */
export async function issueAsItIs(github: GitHub, number: number): Promise<readonly TaskIssue[]> {
  const found = await numberedIssues(github, [number], COMMENT_MARKERS.task, 'lock');
  return [...found.values()];
}
