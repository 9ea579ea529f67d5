import type { PlanTask } from '../model/plan.ts';

export type GraphTask = Pick<PlanTask, 'id' | 'depends-on'>;

/** Tasks and what they wait for. Ids that are no task of the plan are `unknown` and count for nothing else. */
export interface PlanGraph {
  /** Same order as the tasks. */
  readonly unknown: readonly { readonly task: string; readonly dependsOn: string }[];
  /** Each beginning with its first id in the alphabet; empty for a graph that can be worked off. */
  readonly cycles: readonly (readonly string[])[];
  /** What may run at the same time, by the longest way to it. Tasks in a cycle or behind one are in none. */
  readonly layers: readonly (readonly string[])[];
  /** Does one of the two wait for the other, directly or through others? */
  ordered(a: string, b: string): boolean;
}

export function planGraph(tasks: readonly GraphTask[]): PlanGraph {
  const ids = new Set<string>(tasks.map(({ id }) => id));
  const edges = new Map<string, readonly string[]>(
    tasks.map((task) => [task.id, task['depends-on'].filter((other) => ids.has(other))]),
  );
  /** Only ever asked about tasks of the plan. */
  const waitsFor = (id: string) => edges.get(id) as readonly string[];
  const { layers, left } = layersOf(ids, waitsFor);
  const all = new Map([...ids].map((id) => [id, reach(id, waitsFor)]));
  return {
    unknown: tasks.flatMap((task) =>
      task['depends-on']
        .filter((other) => !ids.has(other))
        .map((dependsOn) => ({ task: task.id, dependsOn })),
    ),
    cycles: cyclesOf(left, waitsFor),
    layers,
    ordered: (a, b) => all.get(a)?.has(b) === true || all.get(b)?.has(a) === true,
  };
}

type Edges = (id: string) => readonly string[];

function layersOf(ids: ReadonlySet<string>, waitsFor: Edges) {
  const layers: string[][] = [];
  const placed = new Set<string>();
  for (let left = [...ids]; ; left = left.filter((id) => !placed.has(id))) {
    const layer = left.filter((id) => waitsFor(id).every((other) => placed.has(other)));
    if (layer.length === 0) return { layers, left };
    for (const id of layer) placed.add(id);
    layers.push(layer);
  }
}

/**
 * Every task that could not be placed waits for another such task, so going on from task to task ends in a cycle: one for
 * each knot, enough to untie it.
 */
function cyclesOf(left: readonly string[], waitsFor: Edges): readonly (readonly string[])[] {
  const knotted = new Set(left);
  const next = (id: string) => waitsFor(id).find((other) => knotted.has(other)) as string;
  const seen = new Set<string>();
  return [...left].sort().flatMap((start) => {
    const way: string[] = [];
    let at = start;
    while (!seen.has(at)) {
      seen.add(at);
      way.push(at);
      at = next(at);
    }
    const back = way.indexOf(at);
    return back === -1 ? [] : [turned(way.slice(back))];
  });
}

function turned(cycle: readonly string[]): readonly string[] {
  const first = cycle.indexOf([...cycle].sort().slice(0, 1).join());
  return [...cycle.slice(first), ...cycle.slice(0, first)];
}

function reach(start: string, waitsFor: Edges): ReadonlySet<string> {
  const found = new Set(waitsFor(start));
  for (const id of found) for (const other of waitsFor(id)) found.add(other);
  return found;
}
