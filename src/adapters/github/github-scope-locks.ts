import { GateError } from '../../model/gate-error.ts';
import type { ScopeLock } from '../../model/scope-lock.ts';
import type { TaskId } from '../../model/task-id.ts';
import type { ScopeLocks } from '../../ports/scope-locks.ts';
import { printCarried, replaceCarried } from '../../report/carried-block.ts';
import { COMMENT_MARKERS } from '../../report/sticky-comment.ts';
import type { OwnComment } from './comments.ts';
import type { GitHub } from './github.ts';
import { carriedBy } from './github-seals.ts';
import { moveLabels, onlyState } from './issue-labels.ts';
import { issuesByTask } from './issue-tasks.ts';
import { outputId } from './pull-request-outputs.ts';
import { lockIn, type TaskIssue } from './task-issues.ts';
import { type Write, type Writing, write } from './write.ts';

/** By number: every issue that may hold a lock, as it is now. */
type Issues = ReadonlyMap<number, TaskIssue>;

/**
 * Scope locks in our comments on the issues of started tasks. GitHub has no compare-and-swap for them, but it numbers
 * comments in the order in which they are written: a task claims its scope with a new comment, looks at all issues again,
 * and gives way to whoever claimed before it. Of two that claim in one moment exactly the first one stays (threat A12).
 * @param read asked anew at each call
 */
export function githubScopeLocks(github: GitHub, read: () => Promise<Issues>): ScopeLocks {
  return {
    async held() {
      return [...(await read()).values()].flatMap((issue) => heldBy(issue) ?? []).sort(byTask);
    },
    async take(lock, inTheWay) {
      const before = await read();
      const mine = issuesByTask(before).get(lock.task);
      if (mine === undefined) throw gone(lock.task);
      // Who came later than the first of them may be about to give way.
      const [against] = inTheWay(othersOf(before, lock.task, EVERYBODY));
      if (against !== undefined) return { state: 'refused', by: [against] };
      const has = heldBy(mine);
      if (has !== undefined && has.task !== lock.task) throw occupied(mine, has, lock);
      if (has !== undefined) {
        await must(write(github, [...rewritten(mine, lock), ...elsewhere(before, mine, lock)]));
        return { state: 'renewed' };
      }
      const claim = await claimed(github, mine, lock);
      const after = await read();
      const now = after.get(mine.number);
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
      const replaced = now.own.filter((one) => one !== first).map(({ nodeId }) => deletion(nodeId));
      await must(write(github, [...replaced, ...elsewhere(after, mine, lock)]));
      return { state: 'taken' };
    },
    async release(tasks) {
      const issues = await read();
      const released: TaskId[] = [];
      for (const task of new Set(tasks)) {
        const holders = await releaseScope(github, issues, task);
        for (const issue of holders) await moveLabels(github, issue, onlyState('done'));
        if (holders.length > 0) released.push(task);
      }
      return released;
    },
  };
}

/**
 * Frees the scope of a task that is over or was given up; its seal and its record stay.
 * @returns the issues that held it
 */
export async function releaseScope(
  github: GitHub,
  issues: Issues,
  task: TaskId,
): Promise<readonly TaskIssue[]> {
  const holders = [...issues.values()].filter((issue) => heldBy(issue)?.task === task);
  await must(
    write(
      github,
      holders.flatMap((issue) => rewritten(issue, undefined)),
    ),
  );
  return holders;
}

/**
 * Our own comment on an open issue, and nothing else: whoever may set labels, or edit the spec, frees no scope by that
 * (threat A12, decision 0016).
 */
function heldBy(issue: TaskIssue): ScopeLock | undefined {
  return issue.state === 'open' ? carriedBy(issue)?.lock : undefined;
}

/** A planner who approves a task in another issue takes it there: no task has two locks. */
function elsewhere(issues: Issues, mine: TaskIssue, { task }: ScopeLock): readonly Write[] {
  return [...issues.values()]
    .filter((issue) => issue.number !== mine.number && heldBy(issue)?.task === task)
    .flatMap((issue) => rewritten(issue, undefined));
}

/** In the order in which they were claimed. */
function othersOf(
  issues: Issues,
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

/** The comment with another lock, or without one. */
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

/** A comment carries one lock: that of a task that was started is not written over. */
function occupied({ number }: TaskIssue, has: ScopeLock, { task }: ScopeLock): GateError {
  return new GateError('config', `Issue #${number} holds the scope of task ${has.task}`, {
    remedy: `File ${task} in an issue of its own; close #${number} when ${has.task} is over.`,
  });
}

function byTask(a: ScopeLock, b: ScopeLock): number {
  return a.task < b.task ? -1 : 1;
}
