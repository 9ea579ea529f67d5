import type { ChangedPath } from '../model/change.ts';
import type { Plan } from '../model/plan.ts';
import type { RepoPath } from '../model/repo-path.ts';
import { openedBy } from '../model/scope.ts';
import type { ScopeLock } from '../model/scope-lock.ts';
import type { Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import type { RunningTask } from './task-entry-facts.ts';
import type { TaskEntryPorts } from './task-entry-request.ts';

/** What planners wrote about tasks, by id. */
export interface Written {
  readonly plan: Plan | undefined;
  readonly specs: ReadonlyMap<TaskId, TaskSpec>;
  readonly locks: readonly ScopeLock[];
}

/**
 * Every task that has been started: with an output that waits to land, or with a lock and nothing pushed yet. A lock of a
 * task that has landed is over (the set is of landed tasks). What an output changes is taken as it would be after the
 * merge with the base, as Gate 3 does: one process for all of them.
 */
export async function gatherRunningTasks(
  ports: Pick<TaskEntryPorts, 'outputs' | 'merges' | 'history'>,
  base: Sha,
  written: Written,
  landed: ReadonlySet<TaskId>,
): Promise<readonly RunningTask[]> {
  const outputs = (await ports.outputs.list()).filter(
    (output): output is TaskOutput => output.task !== undefined,
  );
  const changes = await changedBy(ports, base, outputs);
  const pending = [...new Set(outputs.map(({ task }) => task))].map((task): RunningTask => {
    const own = outputs.filter((output) => output.task === task);
    const changed = own.flatMap(({ head }) => changes.get(head) ?? []);
    return { task, ...grantOf(task, written), changed: [...new Set(changed)], state: 'pending' };
  });
  // The branch of a task that was squashed stays behind, with nothing left to land.
  const waiting = pending.filter(({ task, changed }) => !landed.has(task) || changed.length > 0);
  const names = new Set(waiting.map(({ task }) => task));
  const started = written.locks
    .filter(({ task }) => !names.has(task) && !landed.has(task))
    .map(
      ({ task, patterns, route }): RunningTask => ({
        task,
        patterns,
        route,
        changed: [],
        state: 'locked',
      }),
    );
  return [...waiting, ...started];
}

type TaskOutput = PendingOutput & { readonly task: TaskId };

/** What a task may touch: its lock says what was approved, else its spec, else the plan. */
function grantOf(
  task: TaskId,
  { plan, specs, locks }: Written,
): Pick<RunningTask, 'patterns' | 'route'> {
  const lock = locks.find((one) => one.task === task);
  if (lock !== undefined) return { patterns: lock.patterns, route: lock.route };
  const spec = specs.get(task);
  if (spec !== undefined) return { patterns: openedBy(spec.scope), route: spec.route };
  const planned = plan?.tasks.find(({ id }) => id === task);
  return { patterns: planned?.scope ?? [], route: 'specialist' };
}

/** By head. An output that does not merge with its base still changes what it changed since it left it. */
async function changedBy(
  { merges, history }: Pick<TaskEntryPorts, 'merges' | 'history'>,
  base: Sha,
  outputs: readonly TaskOutput[],
): Promise<ReadonlyMap<Sha, readonly RepoPath[]>> {
  const heads = [...new Set(outputs.map(({ head }) => head))];
  const merged = await merges.onto(base, heads);
  const trees = heads.flatMap((head) => {
    const merge = merged.get(head);
    return merge?.state === 'clean' ? [[head, merge.tree] as const] : [];
  });
  const brought = await merges.normalised(base, [...new Set(trees.map(([, tree]) => tree))]);
  const changes = new Map<Sha, readonly RepoPath[]>();
  for (const [head, tree] of trees) {
    const result = brought.get(tree);
    if (result?.state === 'read') changes.set(head, pathsOf(result.change.paths));
  }
  for (const head of heads.filter((one) => !changes.has(one))) {
    const since = await history.mergeBases(base, head);
    const lists = await Promise.all(since.map((from) => history.changes(from, head)));
    changes.set(head, pathsOf(lists.flat()));
  }
  return changes;
}

function pathsOf(changes: readonly ChangedPath[]): readonly RepoPath[] {
  return changes.map(({ path }) => path);
}
