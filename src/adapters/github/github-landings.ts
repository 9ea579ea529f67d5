import type { TaskId } from '../../model/task-id.ts';
import type { Landings } from '../../ports/landings.ts';
import type { TaskPullRequest } from './task-pull-requests.ts';

/**
 * Landings as git sees them, and those that only GitHub knows: a squash or a rebase leaves no trace of the branch in git.
 * @param closed pull requests of some tasks that are not open any more
 * @param baseBranch without refs/heads/
 */
export function githubLandings(
  git: Landings,
  closed: (tasks: readonly TaskId[]) => Promise<ReadonlyMap<TaskId, readonly TaskPullRequest[]>>,
  baseBranch: string,
): Landings {
  return {
    stacks: git.stacks,
    async landed(base, heads) {
      const [seen, known] = await Promise.all([git.landed(base, heads), closed([...heads.keys()])]);
      const merged = [...known].flatMap(([task, pullRequests]) =>
        pullRequests.some((one) => one.state === 'merged' && one.baseBranch === baseBranch)
          ? [task]
          : [],
      );
      return new Set([...seen, ...merged]);
    },
  };
}
