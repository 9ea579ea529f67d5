import type { Account, App, Credential, Role } from './accounts.ts';
import type { CheckRun, CheckSuite } from './checks.ts';
import type { Clock } from './clock.ts';
import type { GitStore } from './git-store.ts';
import type { Actor, Happening } from './happenings.ts';
import type { Installation } from './installations.ts';
import type { Limits } from './limits.ts';
import type { QueueEntry } from './merge-queue.ts';
import type { Protection, Ruleset } from './rulesets.ts';
import type { Webhooks } from './webhooks.ts';
import type { Workflow, WorkflowRun } from './workflows.ts';

/**
 * The nouns of the emulated GitHub, as its own API tells them apart: each has a number that never changes (`id`), a global
 * node id, and the name of its GraphQL type (`node`). They change in place; only the verbs beside them change them.
 */
export interface World {
  readonly clock: Clock;
  readonly accounts: Map<string, Account>;
  readonly apps: Map<string, App>;
  readonly tokens: Map<string, Credential>;
  readonly installations: Installation[];
  /** `org/slug` → ids of the members. */
  readonly teams: Map<string, Set<number>>;
  /** By `owner/name`. */
  readonly repositories: Map<string, Repository>;
  /** By global node id. */
  readonly nodes: Map<string, Noun>;
  /** What happened, oldest first; webhooks and workflow runs come from here. */
  readonly happenings: Happening[];
  readonly listeners: ((happening: Happening) => void)[];
  readonly limits: Limits;
  /** Set when webhooks are sent. */
  webhooks: Webhooks | undefined;
  /** Where the API and git are served; known once the server listens. */
  url: string;
  nextId(): number;
}

export interface Repository {
  readonly node: 'Repository';
  readonly id: number;
  readonly nodeId: string;
  owner: Account;
  name: string;
  defaultBranch: string;
  isPrivate: boolean;
  readonly forkOf: Repository | undefined;
  readonly git: GitStore;
  readonly createdAt: string;
  /** By account id: logins change, ids do not. */
  readonly roles: Map<number, Role>;
  readonly labels: Map<string, Label>;
  readonly issues: Map<number, Issue | PullRequest>;
  readonly checkSuites: CheckSuite[];
  readonly workflows: Workflow[];
  readonly runs: WorkflowRun[];
  readonly rulesets: Ruleset[];
  /** Classic branch protection, by branch. */
  readonly protections: Map<string, Protection>;
  /** Commit statuses, oldest first: any pusher may set them. */
  readonly statuses: Status[];
  /** Pull requests that wait to be merged, first to go first. */
  readonly queue: QueueEntry[];
  /** What GITHUB_TOKEN may do where a workflow says nothing. */
  actionsPermissions: { readonly level: 'read' | 'write'; readonly canApprove: boolean };
}

export interface Status {
  readonly id: number;
  readonly nodeId: string;
  readonly sha: string;
  readonly context: string;
  readonly state: 'error' | 'failure' | 'pending' | 'success';
  readonly description: string | null;
  readonly by: Actor;
  readonly createdAt: string;
}

export interface Label {
  readonly node: 'Label';
  readonly id: number;
  readonly nodeId: string;
  readonly name: string;
  color: string;
  description: string | null;
}

export interface Comment {
  readonly node: 'IssueComment';
  readonly id: number;
  readonly nodeId: string;
  readonly on: Issue | PullRequest;
  readonly author: Account;
  /** The app through whose token it was written. */
  readonly app: App | undefined;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  lastEditedAt: string | undefined;
  editor: Account | undefined;
}

export interface Review {
  readonly node: 'PullRequestReview';
  readonly id: number;
  readonly nodeId: string;
  readonly on: PullRequest;
  readonly author: Account;
  readonly body: string;
  readonly createdAt: string;
}

export interface LabelEvent {
  readonly node: 'LabeledEvent' | 'UnlabeledEvent';
  readonly id: number;
  readonly nodeId: string;
  readonly on: Issue | PullRequest;
  readonly actor: Account;
  readonly label: Label;
  readonly createdAt: string;
}

interface Conversation {
  readonly id: number;
  readonly nodeId: string;
  readonly repository: Repository;
  readonly number: number;
  readonly author: Account;
  title: string;
  body: string;
  state: 'open' | 'closed';
  readonly createdAt: string;
  updatedAt: string;
  closedAt: string | undefined;
  lastEditedAt: string | undefined;
  editor: Account | undefined;
  readonly labels: Label[];
  readonly comments: Comment[];
  readonly timeline: LabelEvent[];
}

export interface Issue extends Conversation {
  readonly node: 'Issue';
}

export interface PullRequest extends Conversation {
  readonly node: 'PullRequest';
  readonly head: { readonly repository: Repository; readonly ref: string; sha: string };
  /** `sha` is the tip of the base when the pull request was opened, pushed to or retargeted, not the tip now. */
  base: { ref: string; sha: string };
  isDraft: boolean;
  /** What reviewers wrote, oldest first. */
  readonly reviews: Review[];
  /** Undefined = GitHub has not looked yet (`mergeable: null`). */
  trial:
    | { readonly head: string; readonly base: string; readonly commit: string | undefined }
    | undefined;
  merged: { readonly at: string; readonly by: Account; readonly sha: string } | undefined;
}

export type Noun =
  | Account
  | App
  | Repository
  | Label
  | Comment
  | LabelEvent
  | Issue
  | PullRequest
  | CheckSuite
  | CheckRun
  | Workflow
  | WorkflowRun;

/** What every noun is made with: its number and its global id. */
export function identity(
  world: World,
  prefix: string,
): { readonly id: number; readonly nodeId: string } {
  const id = world.nextId();
  return { id, nodeId: `${prefix}_${id}` };
}

export function enrol<T extends Noun>(world: World, noun: T): T {
  world.nodes.set(noun.nodeId, noun);
  return noun;
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

/** A verb that GitHub refuses, with the status and the words of its answer. */
export class Refused extends Error {
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;
  constructor(status: number, message: string, errors?: readonly unknown[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}
