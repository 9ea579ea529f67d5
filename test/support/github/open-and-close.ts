import { type Actor, happen, subject } from './happenings.ts';
import { refuseSecond } from './refuse-second.ts';
import { type Issue, type PullRequest, Refused, type World } from './world.ts';

export function setState(
  world: World,
  on: Issue | PullRequest,
  by: Actor,
  state: 'open' | 'closed',
): void {
  if (on.state === state) return;
  if (on.node === 'PullRequest' && state === 'open') catchUp(world, on);
  on.state = state;
  on.updatedAt = world.clock.iso();
  on.closedAt = state === 'closed' ? on.updatedAt : undefined;
  const event = on.node === 'Issue' ? 'issues' : 'pull_request';
  const action = state === 'closed' ? 'closed' : 'reopened';
  happen(world, { event, action, repository: on.repository, by, ...subject(on) });
}

/** A pull request that is opened again has the head that its branch has now; without a branch, or merged, it stays closed. */
function catchUp(world: World, pull: PullRequest): void {
  const { head, base, repository, number } = pull;
  const tip = head.repository.git.resolve(`refs/heads/${head.ref}`);
  const into = repository.git.resolve(`refs/heads/${base.ref}`);
  if (pull.merged || tip === undefined || into === undefined)
    throw new Refused(422, 'Validation Failed', [
      {
        resource: 'PullRequest',
        code: 'invalid',
        field: 'state',
        message: 'state cannot be changed',
      },
    ]);
  refuseSecond(repository, head, base.ref);
  if (tip === head.sha) return;
  head.sha = tip;
  pull.base.sha = into;
  pull.updatedAt = world.clock.iso();
  if (head.repository !== repository)
    repository.git.run('fetch', '-q', '--no-tags', head.repository.git.dir, tip);
  repository.git.move(new Map([[`refs/pull/${number}/head`, tip]]));
}
