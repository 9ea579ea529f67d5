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
import { lockIn, type TaskIssue } from './task-issues.ts';
import { type Write, type Writing, write } from './write.ts';

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
      // Who came later than the first of them may be about to give way.
      const [against] = inTheWay(othersOf(before, lock.task, EVERYBODY));
      if (against !== undefined) return { state: 'refused', by: [against] };
      if (heldBy(mine) !== undefined) {
        await must(write(github, rewritten(mine, lock)));
        return { state: 'renewed' };
      }
      const claim = await claimed(github, mine, lock);
      const after = await read();
      const now = after.get(lock.task);
      const [first] = now?.own.filter(({ body }) => lockIn(body, outputId(mine.number))) ?? [];
      if (now === undefined || first === undefined) throw gone(lock.task);
      const withdraw = () => must(write(github, [deletion(claim)]));
      if (first.nodeId !== claim) {
        await withdraw();
        return { state: 'renewed' };
      }
      const [earlier] = inTheWay(othersOf(after, lock.task, ({ order }) => order < first.order));
      if (earlier !== undefined) {
        await withdraw();
        return { state: 'refused', by: [earlier] };
      }
      // What was said before is part of the new comment.
      await must(
        write(
          github,
          now.own.filter((one) => one !== first).map(({ nodeId }) => deletion(nodeId)),
        ),
      );
      return { state: 'taken' };
    },
    async release(tasks) {
      const issues = await read();
      const released: TaskId[] = [];
      for (const task of tasks) {
        const issue = issues.get(task);
        if (issue === undefined || heldBy(issue) === undefined) continue;
        await must(write(github, rewritten(issue, undefined)));
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

/** In the order in which they were claimed. */
function othersOf(
  issues: IssuesByTask,
  task: TaskId,
  counts: (comment: OwnComment) => boolean,
): readonly ScopeLock[] {
  return [...issues.values()]
    .flatMap((issue) => {
      const lock = heldBy(issue);
      const { comment } = issue;
      return lock && comment && lock.task !== task && counts(comment) ? [{ lock, comment }] : [];
    })
    .sort((a, b) => a.comment.order - b.comment.order)
    .map(({ lock }) => lock);
}

const EVERYBODY = (): boolean => true;

/** A new comment, for its number tells when; what the old one remembers goes along. @returns its node id */
async function claimed(github: GitHub, issue: TaskIssue, lock: ScopeLock): Promise<string> {
  const of = outputId(issue.number);
  const lines = carriedBy(issue)?.lines ?? [];
  const body = `${COMMENT_MARKERS.task}\nHandoff Gate takes the scope of this task.\n\n${printCarried({ of, lines, lock })}\n`;
  const [id] = await must(
    write(github, [{ mutation: 'addComment', input: { subjectId: issue.nodeId, body } }]),
  );
  if (id === undefined) throw gone(lock.task);
  return id;
}

function deletion(id: string): Write {
  return { mutation: 'deleteIssueComment', input: { id } };
}

/** The comment with another lock; a task that is over keeps its seal and its record, and its scope is free. */
function rewritten(issue: TaskIssue, lock: ScopeLock | undefined): readonly Write[] {
  const carried = carriedBy(issue);
  if (carried === undefined || issue.comment === undefined) return [];
  const { lock: _, ...rest } = carried;
  const body = replaceCarried(issue.comment.body, { ...rest, ...(lock && { lock }) });
  return [{ mutation: 'updateIssueComment', input: { id: issue.comment.nodeId, body } }];
}

async function must(writing: Promise<Writing>): Promise<readonly (string | undefined)[]> {
  const done = await writing;
  if (done.state === 'written') return done.nodeIds;
  throw new GateError('access', `The scope could not be locked: ${done.because}`, {
    remedy: 'Give the job the permission issues: write.',
  });
}

function gone(task: TaskId): GateError {
  return new GateError('access', `The issue of ${task} is not there any more`, {
    remedy: 'Open it again and set the label handoff:ready.',
  });
}

function byTask(a: ScopeLock, b: ScopeLock): number {
  return a.task < b.task ? -1 : 1;
}
