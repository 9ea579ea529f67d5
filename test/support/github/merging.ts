import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../repo.ts';
import type { GitStore } from './git-store.ts';
import type { Actor } from './happenings.ts';
import { requirementsFor } from './protected-branches.ts';
import { markMerged, pushed, tryMerges } from './pull-requests.ts';
import { stateOf } from './required-checks.ts';
import type { Requirements } from './rulesets.ts';
import { type PullRequest, Refused, type World } from './world.ts';

export type MergeMethod = 'merge' | 'squash' | 'rebase';

export interface HowToMerge {
  readonly method?: MergeMethod | undefined;
  /** «SHA that pull request head must match to allow merge»: pulls/merge. */
  readonly sha?: string | undefined;
  readonly title?: string | undefined;
}

/** Merges with git what the rules allow this actor to merge. @returns the new tip of the base. @throws Refused 405, 409 */
export function merge(world: World, pull: PullRequest, by: Actor, how: HowToMerge = {}): string {
  if (how.sha !== undefined && how.sha !== pull.head.sha)
    throw new Refused(409, 'Head branch was modified. Review and try the merge again.');
  const asked = requirementsFor(pull.repository, pull.base.ref, by);
  if (asked.queue) throw refused('Changes must be made through the merge queue');
  const why = problems(world, pull, asked);
  if (why.length > 0) throw refused(why.join('\n'));
  const method = how.method ?? 'merge';
  if (asked.linear && method === 'merge')
    throw refused('Merge commits are not allowed on this repository.');
  const base = pull.repository.git.resolve(`refs/heads/${pull.base.ref}`) ?? '';
  const ref = `refs/pull/${pull.number}/merge`;
  return land(world, pull, by, made(world, pull, by, { method, base, ref, title: how.title }));
}

/** What stands in the way of a pull request, apart from a merge queue. */
export function problems(world: World, pull: PullRequest, asked: Requirements): readonly string[] {
  const { repository } = pull;
  if (pull.state !== 'open') return ['Pull Request is not mergeable'];
  if (pull.isDraft) return ['Pull Request is still a draft'];
  tryMerges(world, repository, pull);
  if (pull.trial?.commit === undefined) return ['Pull Request is not mergeable'];
  const base = repository.git.resolve(`refs/heads/${pull.base.ref}`) ?? '';
  const isBehind = asked.strict && repository.git.read('merge-base', base, pull.head.sha) !== base;
  const states = asked.checks.map((check) => {
    const state = stateOf(repository, [pull.trial?.commit, pull.head.sha], check);
    return state === 'passed'
      ? ''
      : `Required status check "${check.context}" is ${state === 'failed' ? 'failing' : 'expected'}.`;
  });
  return [
    ...(isBehind ? ['Head branch is out of date.'] : []),
    ...states.filter((one) => one !== ''),
  ];
}

/** The pull request is merged with this commit as the new tip of its base, and everybody hears it. */
export function land(world: World, pull: PullRequest, by: Actor, sha: string): string {
  const { repository } = pull;
  const ref = `refs/heads/${pull.base.ref}`;
  const before = repository.git.resolve(ref);
  repository.git.move(new Map([[ref, sha]]));
  markMerged(world, pull, by, sha);
  if (before !== sha) pushed(world, repository, by, { ref, before, after: sha });
  return sha;
}

interface Made {
  readonly method: MergeMethod;
  /** The commit that it is put on. */
  readonly base: string;
  /** Full name of the ref that points to it afterwards. */
  readonly ref: string;
  readonly title?: string | undefined;
}

/** The commit that a pull request becomes on top of another one. @throws Refused when it does not apply */
export function made(
  world: World,
  { repository, head, number, title: called }: PullRequest,
  by: Actor,
  { method, base, ref, title }: Made,
): string {
  const { git } = repository;
  if (method === 'rebase') {
    const sha = replayed({ git, head: head.sha }, base);
    git.move(new Map([[ref, sha]]));
    return sha;
  }
  const [trial] = git.merge([[base, head.sha]]);
  if (!trial?.clean) throw refused('Merge conflict');
  const own = `Merge pull request #${number} from ${head.repository.owner.login}/${head.ref}`;
  const [sha = ''] = git.commit({
    refs: [ref],
    parents: method === 'merge' ? [base, head.sha] : [base],
    message: title ?? (method === 'merge' ? `${own}\n\n${called}` : `${called} (#${number})`),
    author: `${by.account.login} <${by.account.id}+${by.account.login}@users.noreply.github.com>`,
    at: world.clock.now() / 1000,
    tree: trial.tree,
  });
  return sha;
}

/** «Rebase and merge» makes every commit anew on the base: git does it, in a work tree of its own. */
function replayed(
  { git, head }: { readonly git: GitStore; readonly head: string },
  base: string,
): string {
  const tree = join(temporaryFolder(), 'rebase');
  const mine = git.run('merge-base', base, head);
  git.run('worktree', 'add', '-q', '--detach', tree, head);
  try {
    const who = ['-c', 'user.name=GitHub', '-c', 'user.email=noreply@github.com'];
    git.run('-C', tree, ...who, 'rebase', '-q', '--onto', base, mine);
    return git.run('-C', tree, 'rev-parse', 'HEAD');
  } catch {
    throw refused('Rebase failed: the commits do not apply one by one.');
  } finally {
    git.run('worktree', 'remove', '--force', tree);
    rmSync(tree, { recursive: true, force: true });
  }
}

function refused(why: string): Refused {
  return new Refused(405, why);
}
