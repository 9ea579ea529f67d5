import { GateError } from '../../model/gate-error.ts';
import { taskOfBranch } from '../../model/task-id.ts';
import { didYouMean, quote } from '../../model/wording.ts';
import type { PendingOutput } from '../../ports/pending-outputs.ts';
import type { Workspace } from './workspace.ts';

/**
 * The branch that is checked out, as a pending output.
 * @throws GateError 'usage': no branch, the base itself, or nothing that the base lacks.
 */
export async function currentOutput({ current, base, outputs }: Workspace): Promise<PendingOutput> {
  if (current === undefined)
    throw new GateError('usage', 'No branch with a commit is checked out', {
      remedy: 'Check out the branch of the task: git switch handoff/<task-id>',
    });
  if (current.name === base.name)
    throw new GateError(
      'usage',
      `${short(current.name)} is the base itself: there is nothing to judge`,
      {
        remedy: 'Check out the branch of the task, or name another base with --base.',
      },
    );
  const found = (await outputs.list()).find(({ ref }) => ref === current.name);
  if (found !== undefined) return found;
  throw new GateError(
    'usage',
    `${short(current.name)} has no commit that ${short(base.name)} lacks`,
    {
      remedy: 'Commit the work, or name the branch to merge into with --base.',
    },
  );
}

/**
 * Pending outputs by id (`handoff/auth`), ref or task; without a name: all.
 * @throws GateError 'usage' with the nearest name.
 */
export async function namedOutputs(
  { outputs, base }: Workspace,
  names: readonly string[],
): Promise<readonly PendingOutput[]> {
  const all = await outputs.list();
  return names.length === 0 ? all : names.map(find);

  function find(name: string): PendingOutput {
    const found = all.find(({ id, ref, task }) => id === name || ref === name || task === name);
    if (found !== undefined) return found;
    const near = didYouMean(
      name,
      all.map(({ id }) => id),
    );
    throw new GateError('usage', `There is no pending output ${quote(name)}${near}`, {
      remedy: `Name a branch handoff/<task-id> with commits that ${short(base.name)} lacks, or name none to take all.`,
    });
  }
}

/**
 * Any branch of the repository or of a remote, whether it is an executor's or not.
 * @throws GateError 'usage' when there is none of that name.
 */
export async function branchOutput({ history }: Workspace, name: string): Promise<PendingOutput> {
  const refs = name.startsWith('refs/') ? [name] : [`refs/heads/${name}`, `refs/remotes/${name}`];
  const heads = await history.resolve(refs);
  for (const ref of refs) {
    const head = heads.get(ref);
    if (head !== undefined) return { id: short(ref), ref, head, task: taskOfBranch(ref), since: 0 };
  }
  throw new GateError('usage', `There is no branch ${quote(name)}`, {
    remedy: 'Name a branch of this repository, or fetch it first.',
  });
}

function short(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes)\//, '');
}
