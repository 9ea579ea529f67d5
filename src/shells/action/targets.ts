import type {
  OpenPullRequest,
  OpenPullRequests,
} from '../../adapters/github/open-pull-requests.ts';
import type { ReadEvent } from '../../model/event-reader.ts';
import type { GitHubEvent, MergeGroupEvent, PullRequestEvent } from '../../model/github-event.ts';
import { taskOfBranch } from '../../model/task-id.ts';
import { DISPATCH, stateLabel, TASK_LABELS } from '../../model/task-labels.ts';
import type { ClosedPullRequest } from './close-task.ts';

/** What a run of the action has to look at. */
export type Target =
  | PullRequests
  | MergeGroupEvent
  | {
      readonly kind: 'task';
      readonly issue: number;
      /** dispatch: the label says that the executor of a task that is sealed may start once more. */
      readonly asks?: 'dispatch';
    }
  /** A label of a task was taken off its issue: whether it still holds a scope is seen there. */
  | { readonly kind: 'unlabelled'; readonly issue: number }
  | { readonly kind: 'nothing'; readonly because: string };

export interface PullRequests {
  readonly kind: 'pull-requests';
  /** Which of the open ones are judged whatever the others say of them. */
  readonly picks: (
    one: OpenPullRequest,
    repository: Pick<OpenPullRequests['repository'], 'defaultBranch'>,
  ) => boolean;
  /** Base branches, without refs/heads/, that are looked at although none of theirs is picked. */
  readonly compares: (baseBranch: string) => boolean;
  /** moved: those whose place among the others changed are judged as well (seed G3). */
  readonly others: 'moved' | 'leave';
  /** Number of the finished workflow run whose test reports are recorded first. */
  readonly tested?: number;
  /** One of a task's branch that is not open any more: the task moves with it. */
  readonly closed?: ClosedPullRequest;
}

/** Every open pull request: what a schedule asks for, and what is done when nobody can tell what has changed. */
export const EVERYTHING = {
  kind: 'pull-requests',
  picks: () => true,
  compares: () => false,
  others: 'leave',
} as const satisfies Target;

export function onePullRequest(number: number): PullRequests {
  return {
    kind: 'pull-requests',
    picks: (one) => one.number === number,
    compares: () => false,
    others: 'moved',
  };
}

/** The command `auto`: what an event can have changed (decision K3). An event that cannot be read may have changed anything. */
export function targetOf(read: ReadEvent): Target {
  if (read.state === 'ignored') return { kind: 'nothing', because: read.because };
  return read.state === 'unreadable' ? EVERYTHING : ofEvent(read.event);
}

function ofEvent(event: GitHubEvent): Target {
  switch (event.kind) {
    case 'pull-request':
      return ofPullRequest(event);
    case 'merge-group':
      return event;
    case 'issue':
      return ofIssue(event);
    case 'comment':
      return event.on === 'pull-request'
        ? onePullRequest(event.number)
        : { kind: 'nothing', because: 'a comment on an issue changes no verdict' };
    case 'workflow-run':
      return { ...EVERYTHING, picks: (one) => one.head === event.head, tested: event.run };
    case 'check':
      return { ...EVERYTHING, picks: (one) => one.head === event.head };
    case 'push':
      return ofPush(event);
    case 'schedule':
    case 'dispatch':
    case 'repository':
      return EVERYTHING;
  }
}

/**
 * A base that moved changes what is said of all that want to merge into it; the default branch holds plan, policy and specs
 * of every base (decision K1). A branch that is neither changes nothing: its pull request has an event of its own.
 */
function ofPush({ branch }: Extract<GitHubEvent, { kind: 'push' }>): Target {
  return {
    ...EVERYTHING,
    picks: ({ baseBranch }, { defaultBranch }) => branch === defaultBranch || branch === baseBranch,
  };
}

/** A spec that is handed over or edited is judged; one that came or went can be that of any pull request. */
function ofIssue({ action, label, number }: Extract<GitHubEvent, { kind: 'issue' }>): Target {
  switch (action) {
    case 'edited':
      return { kind: 'task', issue: number };
    case 'labeled':
      if (label === DISPATCH) return { kind: 'task', issue: number, asks: 'dispatch' };
      return label === stateLabel('ready')
        ? { kind: 'task', issue: number }
        : { kind: 'nothing', because: `the label ${label} starts nothing` };
    case 'unlabeled':
      return label?.startsWith(TASK_LABELS)
        ? { kind: 'unlabelled', issue: number }
        : { kind: 'nothing', because: `no task loses anything with the label ${label}` };
    case 'opened':
      return { kind: 'nothing', because: 'a task is handed over by its label' };
    default:
      return EVERYTHING;
  }
}

function ofPullRequest(event: PullRequestEvent): Target {
  const { action, number, head, headRef, fork, baseRef, edited } = event;
  const one = onePullRequest(number);
  // Somebody landed or gave up: who waited may go on, and who has the same commit is alone with it (threat A06).
  if (action === 'closed') {
    const task = fork ? undefined : taskOfBranch(headRef);
    return {
      ...one,
      picks: (other) => other.head === head,
      compares: (base) => base === baseRef,
      ...(task && { closed: { number, task } }),
    };
  }
  // Those that it left behind are somewhere, and the event of a workflow need not say where (threat A05).
  return edited.includes('base') ? { ...one, compares: () => true } : one;
}
