import type { CarriedRecord } from '../../model/carried-record.ts';
import { GateError } from '../../model/gate-error.ts';
import type { Seal } from '../../model/seal.ts';
import type { TaskId } from '../../model/task-id.ts';
import type { Seals } from '../../ports/seals.ts';
import { CARRIED_INFO, readCarried } from '../../report/carried-block.ts';
import type { IssuesByTask } from './issue-tasks.ts';
import { outputId } from './pull-request-outputs.ts';
import type { TaskIssue } from './task-issues.ts';

/** Seals out of our comments on the task issues; a new one is there at once, and is written with the comment that says so. */
export function githubSeals(issues: () => Promise<IssuesByTask>): Seals {
  const fresh = new Map<TaskId, Seal>();
  return {
    async put(seal) {
      fresh.set(seal.task, seal);
    },
    async find(id) {
      const put = fresh.get(id);
      if (put !== undefined) return put;
      const issue = (await issues()).get(id);
      const seal = issue && carriedBy(issue)?.seal;
      return seal?.task === id ? seal : undefined;
    },
  };
}

/**
 * What our comment on an issue carries; undefined = there is no comment, or nothing was carried yet.
 * @throws GateError 'access' when it is there and is not our word: a seal that somebody broke is not one that was never set
 */
export function carriedBy({ number, comment }: TaskIssue): CarriedRecord | undefined {
  if (comment?.state === 'edited') throw broken(number, 'was edited by somebody else');
  if (comment === undefined || !comment.body.includes(CARRIED_INFO)) return undefined;
  const read = readCarried(comment.body, outputId(number));
  if (read.ok) return read.value;
  throw broken(number, `cannot be read: ${read.problems[0]?.message}`);
}

function broken(issue: number, how: string): GateError {
  return new GateError('access', `The gate's comment on issue #${issue} ${how}`, {
    remedy: 'Delete that comment and set the label handoff:ready again.',
  });
}
