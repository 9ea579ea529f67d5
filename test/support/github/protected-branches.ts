import type { Actor } from './happenings.ts';
import { roleOf } from './permissions.ts';
import { stateOf } from './required-checks.ts';
import { type Protection, type Requirements, type Ruleset, requirements } from './rulesets.ts';
import { Refused, type Repository } from './world.ts';

/** `actor_id` of the repository role admin: docs.github.com/rest/repos/rules. */
const ADMIN_ROLE = 5;

/** What holds for this actor: rules that the actor may bypass are not among them. */
export function requirementsFor(repository: Repository, branch: string, by: Actor): Requirements {
  const isAdmin = by.app === undefined && roleOf(repository, by.account) === 'admin';
  const bypasses = ({ bypass }: Ruleset) =>
    bypass.some(
      ({ actor_type, actor_id }) =>
        (actor_type === 'Integration' && by.app?.id === actor_id) ||
        (actor_type === 'User' && by.account.id === actor_id) ||
        (actor_type === 'RepositoryRole' && actor_id === ADMIN_ROLE && isAdmin),
    );
  const spares = ({ enforceAdmins }: Protection) => isAdmin && !enforceAdmins;
  return requirements(repository, branch, bypasses, spares);
}

/** @throws Refused when rules forbid to move the branch directly. Required checks alone do not: a green commit may be pushed. */
export function refusePush(
  repository: Repository,
  by: Actor,
  {
    ref,
    before,
    after,
  }: {
    readonly ref: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
  },
): void {
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined) return;
  const asked = requirementsFor(repository, branch, by);
  const refuse = (why: string): never => {
    throw new Refused(422, `Repository rule violations found\n\n${why}`);
  };
  if (after === undefined) {
    if (asked.noDeletion) refuse('Cannot delete this branch');
    return;
  }
  if (before === undefined) return;
  if (asked.requirePull) refuse('Changes must be made through a pull request.');
  if (asked.queue) refuse('Changes must be made through the merge queue');
  const missing = asked.checks.filter((check) => stateOf(repository, [after], check) !== 'passed');
  if (missing.length > 0) refuse(`Required status check "${missing[0]?.context}" is expected.`);
  if (asked.noForcePush && isForced(repository, before, after))
    refuse('Cannot force-push to this branch');
}

/** Of objects that are not there yet nothing is known: the hook looks when they are. */
function isForced({ git }: Repository, before: string, after: string): boolean {
  return git.resolve(after) !== undefined && git.run('merge-base', before, after) !== before;
}
