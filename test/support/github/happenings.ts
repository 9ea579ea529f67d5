import type { Account, App } from './accounts.ts';
import type { CheckRun } from './checks.ts';
import type { MergeGroup } from './merge-queue.ts';
import type { Workflow, WorkflowRun } from './workflows.ts';
import type { Comment, Issue, Label, PullRequest, Repository, World } from './world.ts';

/** Who does something: an account, perhaps through an app's token. */
export interface Actor {
  readonly account: Account;
  readonly app: App | undefined;
}

/** Something that GitHub tells the world: a webhook, a workflow trigger. Named as the webhook event is. */
export interface Happening {
  readonly event: string;
  readonly action?: string;
  readonly at: string;
  readonly repository: Repository;
  readonly by: Actor;
  readonly issue?: Issue;
  readonly pull?: PullRequest;
  readonly comment?: Comment;
  readonly label?: Label;
  readonly checkRun?: CheckRun;
  readonly run?: WorkflowRun;
  readonly workflow?: Workflow;
  /** Of a dispatch: what was given with it. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly group?: MergeGroup;
  /** Why a merge group was destroyed. */
  readonly reason?: string;
  /** The old values of what was edited, as the `changes` of the webhook. */
  readonly changes?: Readonly<Record<string, unknown>>;
  /** The full ref that moved, of a push. */
  readonly ref?: string;
  readonly before?: string;
  readonly after?: string;
}

export function happen(world: World, happening: Omit<Happening, 'at'>): void {
  const told = { ...happening, at: world.clock.iso() };
  world.happenings.push(told);
  for (const listener of world.listeners) listener(told);
}

/** A conversation is an issue or a pull request; webhooks name it by what it is. */
export function subject(on: Issue | PullRequest): Pick<Happening, 'issue' | 'pull'> {
  return on.node === 'Issue' ? { issue: on } : { pull: on };
}
