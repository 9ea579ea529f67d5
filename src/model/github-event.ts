import type { Sha } from './sha.ts';

/**
 * What GitHub says has happened, cut down to numbers, ids, shas and names. It is a hint and never an authority: titles, bodies,
 * permissions and the state of things are read again through the API when a gate judges (decision K12, threats B04, B10).
 */
export type GitHubEvent =
  | PullRequestEvent
  | MergeGroupEvent
  | IssueEvent
  | CommentEvent
  | WorkflowRunEvent
  | PushEvent
  | CheckEvent
  | RepositoryEvent
  | (Common & { readonly kind: 'schedule' })
  | (Common & { readonly kind: 'dispatch' });

/** Who and where; both are absent in events that nobody sent, such as a schedule. */
interface Common {
  /** Numeric id of the repository: its name can change (threat G11). */
  readonly repository: number | undefined;
  readonly sender: Account | undefined;
}

/** An account by numeric id. A bot's id is that of its account, which is not the id of its app: the two are different series. */
export interface Account {
  readonly id: number;
  readonly bot: boolean;
}

export interface PullRequestEvent extends Common {
  readonly kind: 'pull-request';
  readonly action: (typeof PULL_REQUEST_ACTIONS)[number];
  readonly number: number;
  readonly head: Sha;
  readonly headRef: string;
  /** Branch that it is to be merged into, without refs/heads/. */
  readonly baseRef: string;
  /** Absent when the account is deleted. */
  readonly author: Account | undefined;
  /** The head comes from another repository, or from one that is deleted. */
  readonly fork: boolean;
  readonly merged: boolean;
  /** Of `labeled`: the label that was set. */
  readonly label: string | undefined;
  /** Of `edited`: what was changed. `base` = retargeted (threat A05). */
  readonly edited: readonly ('title' | 'body' | 'base')[];
}

/** A merge queue asks for checks of a group of pull requests on top of a base. */
export interface MergeGroupEvent extends Common {
  readonly kind: 'merge-group';
  readonly head: Sha;
  readonly base: Sha;
  /** Branch that the group is to be merged into, without refs/heads/. */
  readonly baseRef: string;
}

export interface IssueEvent extends Common {
  readonly kind: 'issue';
  readonly action: (typeof ISSUE_ACTIONS)[number];
  readonly number: number;
  /** Of `labeled` and `unlabeled`. */
  readonly label: string | undefined;
}

/**
 * Words came, were changed or went: a comment, or the body of a review. A critic's review may stand in them, and whose words
 * count is read again; no gate takes a command from them (threat G10).
 */
export interface CommentEvent extends Common {
  readonly kind: 'comment';
  /** Id of the comment or of the review: two series of numbers. */
  readonly comment: number;
  /** Of the issue or pull request. */
  readonly number: number;
  readonly on: 'issue' | 'pull-request';
}

/** A workflow run that came to its end; its result is read again by id. */
export interface WorkflowRunEvent extends Common {
  readonly kind: 'workflow-run';
  readonly run: number;
  /** From 1; only the latest counts (threat C10). */
  readonly attempt: number;
  readonly head: Sha;
  /** Empty for forks: find them by the head (threat C05). */
  readonly pullRequests: readonly number[];
}

/** A branch has a new tip. */
export interface PushEvent extends Common {
  readonly kind: 'push';
  /** Without refs/heads/. */
  readonly branch: string;
  readonly tip: Sha;
}

/** A check run or a whole suite. Somebody asks for it again (threat G13), or one is completed, perhaps in our name (threat G01). */
export interface CheckEvent extends Common {
  readonly kind: 'check';
  readonly action: 'completed' | 'rerequested';
  /** Absent = all checks of the app. */
  readonly name: string | undefined;
  readonly head: Sha;
  /** Numeric id of the app that made it. */
  readonly app: number | undefined;
  readonly pullRequests: readonly number[];
}

/** The repository itself: its name, owner, default branch or visibility. */
export interface RepositoryEvent extends Common {
  readonly kind: 'repository';
  readonly action: (typeof REPOSITORY_ACTIONS)[number];
}

export const PULL_REQUEST_ACTIONS = [
  'opened',
  'reopened',
  'synchronize',
  'edited',
  'labeled',
  'ready_for_review',
  'closed',
] as const;

/** Besides the spec's text and labels: whether the task is still there, for it holds a scope lock. */
export const ISSUE_ACTIONS = [
  'opened',
  'edited',
  'labeled',
  'unlabeled',
  'closed',
  'reopened',
  'deleted',
  'transferred',
] as const;

export const REPOSITORY_ACTIONS = [
  'renamed',
  'transferred',
  'edited',
  'archived',
  'unarchived',
  'privatized',
  'publicized',
  'deleted',
] as const;
