import type { PlanVersion } from '../analysis/plan-chain.ts';
import { reachOver, type ScopeReach } from '../analysis/scope-overlap.ts';
import { readSpecText } from '../analysis/spec-text.ts';
import type { TreeEntry } from '../model/change.ts';
import type { Plan } from '../model/plan.ts';
import type { RepoPath } from '../model/repo-path.ts';
import type { ScopeLock } from '../model/scope-lock.ts';
import type { TaskId } from '../model/task-id.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import { knownTasks } from './gather-earlier-tasks.ts';
import { gatherImporters } from './gather-importers.ts';
import { gatherRunningTasks } from './gather-running-tasks.ts';
import { once } from './once.ts';
import { planInForce } from './plan-in-force.ts';
import { planVersions } from './plan-texts.ts';
import type { EarlierTask, RunningTask } from './task-entry-facts.ts';
import type { TaskEntryBase, TaskEntryPorts } from './task-entry-request.ts';

/** What all tasks of one base have in common: each thing is looked up at most once, however many tasks are judged. */
export interface EntryWorld {
  readonly tree: () => Promise<ReadonlyMap<RepoPath, TreeEntry>>;
  readonly plan: () => Promise<Plan | undefined>;
  readonly versions: () => Promise<readonly PlanVersion[]>;
  /** Ids of all tasks that have a spec, readable or not. */
  readonly written: () => Promise<readonly TaskId[]>;
  /** Of every task that has one that can be read. */
  readonly specs: () => Promise<ReadonlyMap<TaskId, TaskSpec>>;
  readonly locks: () => Promise<readonly ScopeLock[]>;
  readonly landed: () => Promise<ReadonlySet<TaskId>>;
  readonly running: () => Promise<readonly (readonly [RunningTask, ScopeReach])[]>;
  /** Every task that the plan or a spec knows, and how far it is. */
  readonly known: () => Promise<readonly EarlierTask[]>;
  /** Makes a scope ready to be compared with those of running tasks. */
  readonly reach: () => Promise<(patterns: readonly string[]) => ScopeReach>;
  readonly importers: () => Promise<ReadonlyMap<RepoPath, number>>;
}

export function entryWorld(ports: TaskEntryPorts, { base, authority }: TaskEntryBase): EntryWorld {
  const tree = once(async () => {
    const entries = await ports.history.tree(base);
    return new Map(entries.map((entry) => [entry.path, entry]));
  });
  const plan = once(() => planInForce(ports.plans, authority));
  const locks = once(() => ports.locks.held());
  const written = once(() => ports.taskIndex.list(authority));
  const ids = once(async () => {
    const [planned, listed, outputs, held] = await Promise.all([
      plan(),
      written(),
      ports.outputs.list(),
      locks(),
    ]);
    const ofPlan = (planned?.tasks ?? []).map(({ id }) => id);
    const started = [...outputs, ...held].flatMap(({ task }) => task ?? []);
    return [...new Set([...ofPlan, ...listed, ...started])];
  });
  const specs = once(async () => {
    const texts = await ports.tasks.read(authority, await ids());
    return new Map(
      [...texts].flatMap(([id, { text }]) => {
        const read = readSpecText(text);
        return read.ok ? [[id, read.value] as const] : [];
      }),
    );
  });
  const landed = once(async () => landedTasks(ports, base, await ids()));
  const reach = once(async () => reachOver([...(await tree()).keys()]));
  const running = once(async () => {
    const given = { plan: await plan(), specs: await specs(), locks: await locks() };
    const tasks = await gatherRunningTasks(ports, base, given, await landed());
    const over = await reach();
    return tasks.map((task) => [task, over(task.patterns)] as const);
  });
  const known = once(() => knownTasks({ plan, specs, landed, running }));
  return {
    tree,
    plan,
    versions: once(() => planVersions(ports, authority, undefined)),
    written,
    specs,
    locks,
    landed,
    running,
    known,
    reach,
    importers: once(async () => gatherImporters(ports, await tree())),
  };
}

/**
 * Tasks whose work is in the base, and which Gate 2 is not known to have refused. A merge that no gate of this clone has
 * seen counts: it cannot be judged any more, and the record can be lost.
 */
async function landedTasks(
  { landings, record }: Pick<TaskEntryPorts, 'landings' | 'record'>,
  base: TaskEntryBase['base'],
  ids: readonly TaskId[],
): Promise<ReadonlySet<TaskId>> {
  const lines = (await record.all()).filter(({ gate }) => gate === 'output');
  const judged = new Set(lines.flatMap(({ task }) => task ?? []));
  const passed = new Map<TaskId, string[]>([...ids, ...judged].map((id) => [id, []]));
  for (const { task, state, head } of lines)
    if (task !== undefined && state === 'passed') passed.get(task)?.push(head);
  const seen = await landings.landed(base, passed);
  const refused = (id: TaskId): boolean => judged.has(id) && passed.get(id)?.length === 0;
  return new Set([...seen].filter((id) => !refused(id)));
}
