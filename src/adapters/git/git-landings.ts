import { parseSha, type Sha } from '../../model/sha.ts';
import { type TaskId, taskOfBranch } from '../../model/task-id.ts';
import type { Landings } from '../../ports/landings.ts';
import type { PendingOutput } from '../../ports/pending-outputs.ts';
import type { Ref } from './git-refs.ts';
import type { Repository } from './open-repository.ts';
import { squashedHeads } from './squashed-heads.ts';

/** @param refs that outputs are on; those of them that were merged tell what has landed. */
export function gitLandings(repository: Repository, refs: readonly Ref[]): Landings {
  return {
    stacks: (base, outputs) => stacksOf(repository, base, outputs),
    async landed(base, heads) {
      if (heads.size === 0) return new Set();
      const branches = refs.flatMap(({ name, target }) => {
        const task = taskOfBranch(name);
        return task !== undefined && heads.has(task) ? [{ task, head: target }] : [];
      });
      const recorded = [...heads].flatMap(([task, all]) =>
        all.flatMap((text) => {
          const head = parseSha(text);
          return head === undefined ? [] : [{ task, head }];
        }),
      );
      const asked = [...branches, ...recorded].map(({ head }) => head);
      if (asked.length === 0) return new Set();
      const [history, mainLine] = await Promise.all([
        commitsOf(repository, base, []),
        commitsOf(repository, base, ['--first-parent']),
      ]);
      const gone = recorded.map(({ head }) => head).filter((head) => !history.has(head));
      const squashed =
        gone.length === 0 ? gone : [...(await squashedHeads(repository, base, gone))];
      return new Set<TaskId>([
        // A branch on the main line itself may be one that nobody has worked on yet.
        ...branches
          .filter(({ head }) => history.has(head) && !mainLine.has(head))
          .map(({ task }) => task),
        ...recorded
          .filter(({ head }) => history.has(head) || squashed.includes(head))
          .map(({ task }) => task),
      ]);
    },
  };
}

async function commitsOf(
  { judge }: Repository,
  base: Sha,
  flags: readonly string[],
): Promise<ReadonlySet<string>> {
  const { stdout } = await judge({ args: ['rev-list', ...flags, '--end-of-options', base] });
  return new Set(stdout.toString('latin1').split('\n'));
}

/** One walk over what is ahead of the base, ancestors first: each commit hands on the pending heads that it contains. */
async function stacksOf(
  { judge }: Repository,
  base: Sha,
  outputs: readonly PendingOutput[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const byHead = new Map<string, readonly string[]>();
  for (const { id, head } of outputs) byHead.set(head, [...(byHead.get(head) ?? []), id]);
  if (byHead.size < 2) return new Map();
  const { stdout } = await judge({
    args: ['rev-list', '--topo-order', '--reverse', '--parents', '--ignore-missing', '--stdin'],
    stdin: `${[...byHead.keys()].join('\n')}\n^${base}\n`,
  });
  const below = new Map<string, ReadonlySet<string>>();
  const stacks = new Map<string, readonly string[]>();
  for (const line of stdout.toString('latin1').split('\n').slice(0, -1)) {
    const [commit = '', ...parents] = line.split(' ');
    const sets = parents.map((parent) => below.get(parent) ?? NOTHING);
    const contained =
      sets.length === 1
        ? (sets[0] as ReadonlySet<string>)
        : new Set(sets.flatMap((set) => [...set]));
    const own = byHead.get(commit) ?? [];
    below.set(commit, own.length === 0 ? contained : new Set([...contained, ...own]));
    if (contained.size > 0) for (const id of own) stacks.set(id, [...contained].sort());
  }
  return stacks;
}

const NOTHING: ReadonlySet<string> = new Set();
