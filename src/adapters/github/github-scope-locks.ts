import { GateError } from '../../model/gate-error.ts';
import type { ScopeLock } from '../../model/scope-lock.ts';
import type { TaskId } from '../../model/task-id.ts';
import { STARTED, stateLabel, TASK_STATES } from '../../model/task-labels.ts';
import type { ScopeLocks } from '../../ports/scope-locks.ts';
import { printCarried, replaceCarried } from '../../report/carried-block.ts';
import { COMMENT_MARKERS } from '../../report/sticky-comment.ts';
import type { OwnComment } from './comments.ts';
import type { GitHub } from './github.ts';
import { carriedBy } from './github-seals.ts';
import { moveLabels } from './issue-labels.ts';
import { type IssuesByTask, taskOf } from './issue-tasks.ts';
import { outputId } from './pull-request-outputs.ts';
import type { TaskIssue } from './task-issues.ts';
import { type Write, write } from './write.ts';

/**
 * Scope locks in our comments on the issues of started tasks. GitHub has no compare-and-swap for them, but it numbers
 * comments in the order in which they are written: a task claims its scope with a new comment, looks at all issues again,
 * and gives way to whoever claimed before it. Of two that claim in one moment exactly the first one stays (threat A12).
 * @param read the issues as they are now, asked anew at each call
 */
export function githubScopeLocks(github: GitHub, read: () => Promise<IssuesByTask>): ScopeLocks {
  return {
    async held() {
      return [...(await read()).values()].flatMap((issue) => heldBy(issue) ?? []).sort(byTask);
    },
    async take(lock, inTheWay) {
      const before = await read();
      const mine = before.get(lock.task);
      if (mine === undefined) throw gone(lock.task);
      const against = inTheWay(othersOf(before, lock.task, () => true));
      if (against.length > 0) return { state: 'refused', by: against };
      if (heldBy(mine) !== undefined) return { state: 'renewed' };
      await claim(github, mine, lock);
      const after = await read();
      const claimed = after.get(lock.task)?.comment;
      if (claimed === undefined) throw gone(lock.task);
      const earlier = inTheWay(othersOf(after, lock.task, ({ order }) => order < claimed.order));
      if (earlier.length === 0) return { state: 'taken' };
      await write(github, [{ mutation: 'deleteIssueComment', input: { id: claimed.nodeId } }]);
      return { state: 'refused', by: earlier };
    },
    async release(tasks) {
      const issues = await read();
      const released: TaskId[] = [];
      for (const task of tasks) {
        const issue = issues.get(task);
        if (issue === undefined || heldBy(issue) === undefined) continue;
        await write(github, withoutLock(issue));
        await moveLabels(github, issue, {
          add: [stateLabel('done')],
          remove: TASK_STATES.filter((state) => state !== 'done').map(stateLabel),
        });
        released.push(task);
      }
      return released;
    },
  };
}

/** The label says whether the lock still holds; a task that is just being started has its claim already. */
function heldBy(issue: TaskIssue): ScopeLock | undefined {
  const holding = [...STARTED, 'ready' as const].map(stateLabel);
  if (issue.state !== 'open' || !issue.labels.some((name) => holding.includes(name)))
    return undefined;
  const lock = carriedBy(issue)?.lock;
  return lock !== undefined && lock.task === taskOf(issue) ? lock : undefined;
}

function othersOf(
  issues: IssuesByTask,
  task: TaskId,
  counts: (comment: OwnComment) => boolean,
): readonly ScopeLock[] {
  return [...issues.values()]
    .filter(({ comment }) => comment !== undefined && counts(comment))
    .flatMap((issue) => heldBy(issue) ?? [])
    .filter((lock) => lock.task !== task)
    .sort(byTask);
}

/** The old comment goes with the new one: its number tells when something else was said. What it remembers goes along. */
async function claim(github: GitHub, issue: TaskIssue, lock: ScopeLock): Promise<void> {
  const of = outputId(issue.number);
  const lines = carriedBy(issue)?.lines ?? [];
  const body = `${COMMENT_MARKERS.task}\nHandoff Gate takes the scope of this task.\n\n${printCarried({ of, lines, lock })}\n`;
  const done = await write(github, [
    ...(issue.comment === undefined
      ? []
      : [{ mutation: 'deleteIssueComment' as const, input: { id: issue.comment.nodeId } }]),
    { mutation: 'addComment', input: { subjectId: issue.nodeId, body } },
  ]);
  if (done.state === 'refused')
    throw new GateError('access', `The scope could not be locked: ${done.because}`, {
      remedy: 'Give the job the permission issues: write.',
    });
}

/** A task that is over keeps its seal and its record; its scope is free, whatever label comes next. */
function withoutLock(issue: TaskIssue): readonly Write[] {
  const carried = carriedBy(issue);
  if (carried === undefined || issue.comment === undefined) return [];
  const { lock: _, ...rest } = carried;
  const body = replaceCarried(issue.comment.body, rest);
  return [{ mutation: 'updateIssueComment', input: { id: issue.comment.nodeId, body } }];
}

function gone(task: TaskId): GateError {
  return new GateError('access', `The issue of ${task} is not there any more`, {
    remedy: 'Open it again and set the label handoff:ready.',
  });
}

function byTask(a: ScopeLock, b: ScopeLock): number {
  return a.task < b.task ? -1 : 1;
}
