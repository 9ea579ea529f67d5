import { type Actor, type Happening, happen } from './happenings.ts';
import { land, made, problems } from './merging.ts';
import { account } from './new-world.ts';
import { markMerged, pushed } from './pull-requests.ts';
import { stateOf } from './required-checks.ts';
import { requirementsOf } from './rulesets.ts';
import { type PullRequest, Refused, type Repository, type World } from './world.ts';

/** Its number on github.com. */
export const MERGE_QUEUE_BOT = { login: 'github-merge-queue[bot]', id: 118344674 } as const;

/** Why somebody left the queue, as `reason` of the webhook `pull_request.dequeued` says it. */
export type DequeueReason =
  | 'MERGE'
  | 'CI_FAILURE'
  | 'CI_TIMEOUT'
  | 'MERGE_CONFLICT'
  | 'MANUAL'
  | 'QUEUE_CLEARED'
  | 'BRANCH_PROTECTIONS';

export interface QueueEntry {
  readonly pull: PullRequest;
  readonly by: Actor;
  readonly at: string;
  group: MergeGroup | undefined;
}

/**
 * What the base would be after this pull request and all before it: a real merge, squash or rebase on a branch of its own.
 * Its base is the group before it, which has not landed yet.
 */
export interface MergeGroup {
  /** `refs/heads/gh-readonly-queue/<base>/pr-<number>-<base sha>` */
  readonly ref: string;
  readonly sha: string;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly last: PullRequest;
}

/** @throws Refused when the branch has no queue or the pull request's own required checks are not green. */
export function enqueue(world: World, pull: PullRequest, by: Actor): void {
  const { repository } = pull;
  const asked = requirementsOf(pull);
  if (asked.queue === undefined) throw new Refused(405, 'The base branch has no merge queue');
  const why = problems(world, pull, { ...asked, strict: false });
  if (why.length > 0) throw new Refused(405, why.join('\n'));
  if (repository.queue.some((one) => one.pull === pull))
    throw new Refused(405, 'Pull request is already in the queue');
  repository.queue.push({ pull, by, at: world.clock.iso(), group: undefined });
  happen(world, { event: 'pull_request', action: 'enqueued', repository, by, pull });
  build(world, repository, pull.base.ref);
}

export function dequeue(world: World, pull: PullRequest, by: Actor, reason: DequeueReason): void {
  const { repository, base } = pull;
  const at = repository.queue.findIndex((one) => one.pull === pull);
  if (at < 0) return;
  // All groups behind it were built on it: they are void.
  for (const behind of repository.queue.slice(at).filter((one) => one.pull.base.ref === base.ref))
    destroy(world, repository, behind, behind.pull === pull ? 'dequeued' : 'invalidated');
  repository.queue.splice(at, 1);
  happen(world, { event: 'pull_request', action: 'dequeued', repository, by, pull, reason });
  build(world, repository, base.ref);
}

/** Drives the queue by what happens: a check ends, a branch moves, a pull request changes. */
export function watchQueue(world: World, told: Happening): void {
  const { repository, pull, event, action } = told;
  if (repository.queue.length === 0) return;
  if (event === 'check_run' && action === 'completed') advance(world, repository);
  if (
    pull &&
    event === 'pull_request' &&
    (action === 'synchronize' || action === 'closed' || action === 'edited')
  )
    if (!pull.merged) dequeue(world, pull, told.by, 'MANUAL');
}

function build(world: World, repository: Repository, baseRef: string): void {
  const bot = queueActor(world);
  let on = repository.git.resolve(`refs/heads/${baseRef}`) ?? '';
  for (const entry of repository.queue.filter((one) => one.pull.base.ref === baseRef)) {
    const { pull } = entry;
    if (entry.group === undefined) {
      const ref = `refs/heads/gh-readonly-queue/${baseRef}/pr-${pull.number}-${on}`;
      const method = requirementsOf(pull).queue?.method ?? 'merge';
      const sha = attempt(() => made(world, pull, bot, { method, base: on, ref }));
      if (sha === undefined) {
        dequeue(world, pull, bot, 'MERGE_CONFLICT');
        return; // That built what is left.
      }
      const group = { ref, sha, baseRef, baseSha: on, last: pull };
      entry.group = group;
      world.clock.after(60 * (requirementsOf(pull).queue?.timeoutMinutes ?? 60), () => {
        if (entry.group === group) dequeue(world, pull, bot, 'CI_TIMEOUT');
      });
      // «A push event is still sent when a merge group branch is created»: github.blog changelog of merge_group.
      pushed(world, repository, bot, { ref, before: undefined, after: sha });
      happen(world, {
        event: 'merge_group',
        action: 'checks_requested',
        repository,
        by: bot,
        group,
      });
    }
    on = entry.group?.sha ?? on;
  }
}

/** undefined = it does not apply to what is before it. */
function attempt(make: () => string): string | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

/** Merges the front of the queue as far as it is green, and puts out who is red. */
function advance(world: World, repository: Repository): void {
  const [first] = repository.queue;
  const queue = first && requirementsOf(first.pull).queue;
  if (first === undefined || queue === undefined) return;
  const entries = repository.queue.filter((one) => one.pull.base.ref === first.pull.base.ref);
  const states = entries.map((entry) => groupState(repository, entry));
  const stop = states.findIndex((state) => state !== 'passed');
  const inOne = states.slice(0, queue.maxToMerge);
  // HEADGREEN («only merge non-failing pull requests» is off): a green group lands all before it, red ones too.
  const isLoose = queue.grouping === 'HEADGREEN';
  const green = isLoose ? inOne.lastIndexOf('passed') + 1 : stop < 0 ? states.length : stop;
  if (green > 0) landed(world, repository, entries.slice(0, green));
  else if (states[0] === 'failed' && !(isLoose && inOne.includes('expected')))
    dequeue(world, first.pull, queueActor(world), 'CI_FAILURE');
}

function groupState(repository: Repository, { group, pull }: QueueEntry) {
  const states = requirementsOf(pull).checks.map((check) =>
    stateOf(repository, [group?.sha], check),
  );
  if (states.includes('failed')) return 'failed';
  return states.includes('expected') ? 'expected' : 'passed';
}

function landed(world: World, repository: Repository, entries: readonly QueueEntry[]): void {
  const bot = queueActor(world);
  const tip = entries.at(-1)?.group?.sha ?? '';
  repository.queue.splice(
    0,
    repository.queue.length,
    ...repository.queue.filter((one) => !entries.includes(one)),
  );
  for (const entry of entries) destroy(world, repository, entry, 'merged');
  for (const { pull } of entries) {
    happen(world, {
      event: 'pull_request',
      action: 'dequeued',
      repository,
      by: bot,
      pull,
      reason: 'MERGE',
    });
    if (pull === entries.at(-1)?.pull) land(world, pull, bot, tip);
    else markMerged(world, pull, bot, tip);
  }
  advance(world, repository);
}

function destroy(world: World, repository: Repository, entry: QueueEntry, reason: string): void {
  const { group } = entry;
  if (group === undefined) return;
  entry.group = undefined;
  repository.git.move(new Map([[group.ref, undefined]]));
  const bot = queueActor(world);
  pushed(world, repository, bot, { ref: group.ref, before: group.sha, after: undefined });
  happen(world, {
    event: 'merge_group',
    action: 'destroyed',
    repository,
    by: bot,
    group,
    reason,
  });
}

function queueActor(world: World): Actor {
  return { account: account(world, MERGE_QUEUE_BOT.login), app: undefined };
}

export function isQueued(pull: PullRequest): boolean {
  return pull.repository.queue.some((one) => one.pull === pull);
}
