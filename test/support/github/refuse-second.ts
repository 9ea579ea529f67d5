import { type PullRequest, Refused, type Repository } from './world.ts';

/**
 * Of one branch into one base one pull request can be open: to open, to reopen or to retarget another is refused.
 * @throws Refused 422, as «Create a pull request» answers
 */
export function refuseSecond(
  repository: Repository,
  from: Pick<PullRequest['head'], 'repository' | 'ref'>,
  into: string,
): void {
  const isOpen = [...repository.issues.values()].some(
    (one) =>
      one.node === 'PullRequest' &&
      one.state === 'open' &&
      one.head.repository === from.repository &&
      one.head.ref === from.ref &&
      one.base.ref === into,
  );
  if (!isOpen) return;
  const message = `A pull request already exists for ${from.repository.owner.login}:${from.ref}.`;
  throw new Refused(422, 'Validation Failed', [
    { resource: 'PullRequest', code: 'custom', message },
  ]);
}
