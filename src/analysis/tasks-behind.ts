import type { GraphTask } from './plan-graph.ts';

/** How many tasks wait for each one, directly or through others; a task in a circle does not wait for itself. */
export function tasksBehind(tasks: readonly GraphTask[]): ReadonlyMap<string, number> {
  const behind = new Map<string, string[]>(tasks.map(({ id }) => [id, []]));
  for (const task of tasks)
    for (const needed of task['depends-on']) behind.get(needed)?.push(task.id);
  return new Map([...behind.keys()].map((id) => [id, reached(id, behind)]));
}

function reached(start: string, behind: ReadonlyMap<string, readonly string[]>): number {
  const found = new Set(behind.get(start));
  for (const id of found) for (const next of behind.get(id) as readonly string[]) found.add(next);
  found.delete(start);
  return found.size;
}
