import { type Actor, happen } from './happenings.ts';
import { addLabels, conversation, type NewIssue } from './issues.ts';
import { setState } from './open-and-close.ts';
import { refuseSecond } from './refuse-second.ts';
import { enrol, type PullRequest, Refused, type Repository, type World } from './world.ts';

export interface NewPull extends NewIssue {
  /** The branch that is to be merged. */
  readonly head: string;
  /** Its repository, when it is a fork. */
  readonly from?: Repository | undefined;
  /** Default: the default branch. */
  readonly base?: string | undefined;
  readonly draft?: boolean | undefined;
}

export function openPull(
  world: World,
  repository: Repository,
  by: Actor,
  given: NewPull,
): PullRequest {
  const from = given.from ?? repository;
  const baseRef = given.base ?? repository.defaultBranch;
  const head = from.git.resolve(`refs/heads/${given.head}`);
  const base = repository.git.resolve(`refs/heads/${baseRef}`);
  if (head === undefined) throw invalid('head', 'invalid');
  if (base === undefined) throw invalid('base', 'invalid');
  refuseSecond(repository, { repository: from, ref: given.head }, baseRef);
  const pull: PullRequest = enrol(world, {
    ...conversation(world, repository, by, given, 'PR'),
    node: 'PullRequest',
    head: { repository: from, ref: given.head, sha: head },
    base: { ref: baseRef, sha: base },
    isDraft: given.draft === true,
    reviews: [],
    trial: undefined,
    merged: undefined,
  });
  repository.issues.set(pull.number, pull);
  bring(pull, head);
  happen(world, { event: 'pull_request', action: 'opened', repository, by, pull });
  addLabels(world, pull, by, given.labels ?? []);
  return pull;
}

export function pulls(repository: Repository): readonly PullRequest[] {
  return [...repository.issues.values()].filter((one) => one.node === 'PullRequest');
}

/** After a branch moved: pull requests from it and into it follow, and who listens is told. */
export function pushed(world: World, repository: Repository, by: Actor, moved: Moved): void {
  const none = '0'.repeat(40);
  const { ref, before = none, after = none } = moved;
  happen(world, { event: 'push', repository, by, ref, before, after });
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  for (const base of world.repositories.values())
    for (const pull of pulls(base)) {
      if (pull.state !== 'open' || pull.head.repository !== repository) continue;
      if (pull.head.ref !== branch) continue;
      if (after === none) setState(world, pull, by, 'closed');
      else {
        pull.head.sha = after;
        pull.base.sha = base.git.resolve(`refs/heads/${pull.base.ref}`) ?? pull.base.sha;
        pull.updatedAt = world.clock.iso();
        bring(pull, after);
        const told = { repository: base, by, pull, before, after };
        happen(world, { event: 'pull_request', action: 'synchronize', ...told });
      }
    }
  const into = pulls(repository).filter(
    ({ state, base }) => state === 'open' && base.ref === branch,
  );
  if (into.length === 0) return;
  if (after === none) for (const pull of into) setState(world, pull, by, 'closed');
  else {
    // «Indirect merge»: a pull request whose head came into its base by a push is merged.
    const range = before === none ? [after] : [after, `^${before}`];
    const landed = new Set(repository.git.run('rev-list', ...range).split('\n'));
    for (const pull of into) if (landed.has(pull.head.sha)) markMerged(world, pull, by, after);
  }
}

export interface Moved {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** The pull request is merged: its base holds it now. */
export function markMerged(world: World, pull: PullRequest, by: Actor, sha: string): void {
  const { repository } = pull;
  pull.state = 'closed';
  pull.closedAt = world.clock.iso();
  pull.updatedAt = pull.closedAt;
  pull.merged = { at: pull.closedAt, by: by.account, sha };
  if (repository.git.resolve(`refs/pull/${pull.number}/merge`))
    repository.git.move(new Map([[`refs/pull/${pull.number}/merge`, undefined]]));
  happen(world, { event: 'pull_request', action: 'closed', repository, by, pull });
}

/** Only of an open one: a webhook about it has `closed_at: null`, says GitHub's schema. @throws Refused */
export function setDraft(world: World, pull: PullRequest, by: Actor, to: boolean): void {
  if (pull.state !== 'open') throw new Refused(422, 'Pull request is closed');
  if (pull.isDraft === to) return;
  pull.isDraft = to;
  pull.updatedAt = world.clock.iso();
  const action = to ? 'converted_to_draft' : 'ready_for_review';
  happen(world, { event: 'pull_request', action, repository: pull.repository, by, pull });
}

/** @throws Refused: «Cannot change the base branch of a closed pull request», of a branch that is none, of a second one. */
export function retarget(world: World, pull: PullRequest, by: Actor, ref: string): void {
  const sha = pull.repository.git.resolve(`refs/heads/${ref}`);
  if (sha === undefined) throw invalid('base', 'invalid');
  if (pull.state !== 'open')
    throw invalid('base', 'invalid', 'Cannot change the base branch of a closed pull request.');
  if (pull.base.ref === ref) return;
  refuseSecond(pull.repository, pull.head, ref);
  const changes = { base: { ref: { from: pull.base.ref }, sha: { from: pull.base.sha } } };
  pull.base = { ref, sha };
  pull.trial = undefined;
  pull.updatedAt = world.clock.iso();
  happen(world, {
    event: 'pull_request',
    action: 'edited',
    repository: pull.repository,
    by,
    pull,
    changes,
  });
}

/**
 * Tries the merges that are due: an open pull request whose head or base moved has no trial until then, as on GitHub, where
 * a background job does it (`mergeable: null` meanwhile). `refs/pull/N/merge` exists only for those that merge.
 */
export function tryMerges(world: World, repository: Repository, only?: PullRequest): void {
  const { git } = repository;
  const tips = new Map<string, string | undefined>();
  const tip = (ref: string) => {
    if (!tips.has(ref)) tips.set(ref, git.resolve(`refs/heads/${ref}`));
    return tips.get(ref);
  };
  const due = (only ? [only] : pulls(repository)).flatMap((pull) => {
    const base = tip(pull.base.ref);
    if (pull.state !== 'open' || base === undefined) return [];
    const isTried = pull.trial?.head === pull.head.sha && pull.trial.base === base;
    return isTried ? [] : [{ pull, head: pull.head.sha, base }];
  });
  const results = git.merge(due.map(({ base, head }) => [base, head]));
  const clean = due.filter((_, index) => results[index]?.clean);
  const commits =
    clean.length === 0
      ? []
      : git.commit(
          ...clean.map(({ pull, head, base }) => ({
            refs: [`refs/pull/${pull.number}/merge`],
            parents: [base, head],
            message: `Merge ${head} into ${base}`,
            author: 'GitHub <noreply@github.com>',
            at: world.clock.now() / 1000,
            tree: results[due.findIndex((one) => one.pull === pull)]?.tree,
          })),
        );
  // Who asks for the merge of a pull request in conflict is told that there is no such ref.
  const gone = due
    .filter(({ pull }) => !clean.some((one) => one.pull === pull))
    .map(({ pull }) => `refs/pull/${pull.number}/merge`)
    .filter((ref) => git.resolve(ref) !== undefined);
  if (gone.length > 0) git.move(new Map(gone.map((ref) => [ref, undefined])));
  for (const { pull, head, base } of due)
    pull.trial = { head, base, commit: commits[clean.findIndex((one) => one.pull === pull)] };
}

export function isMergeable(pull: PullRequest): boolean | null {
  if (pull.state !== 'open' || pull.trial?.head !== pull.head.sha) return null;
  if (pull.trial.base !== pull.repository.git.resolve(`refs/heads/${pull.base.ref}`)) return null;
  return pull.trial.commit !== undefined;
}

/** The head of a fork is copied into the base repository, where everybody may read it. */
function bring(pull: PullRequest, head: string): void {
  const { repository, number } = pull;
  if (pull.head.repository !== repository)
    repository.git.run('fetch', '-q', '--no-tags', pull.head.repository.git.dir, head);
  repository.git.move(new Map([[`refs/pull/${number}/head`, head]]));
}

function invalid(field: string | undefined, code: string, message?: string): Refused {
  const error = {
    resource: 'PullRequest',
    code,
    ...(field ? { field } : {}),
    ...(message ? { message } : {}),
  };
  return new Refused(422, 'Validation Failed', [error]);
}
