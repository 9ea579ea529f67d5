import type { PlanTask } from '../model/plan.ts';
import type { RepoPath } from '../model/repo-path.ts';
import { reachOver, scopeOverlap } from './scope-overlap.ts';

/** A path that more than one task may touch. */
export interface CrossCutting {
  readonly path: string;
  /** Two or more, in the order of the plan. */
  readonly tasks: readonly string[];
}

/**
 * What cuts across the tasks of a plan (seed R1, P15): files that two or more scopes reach, and new paths that one of them
 * names and another one reaches. Whether they wait for each other does not matter here. Most tasks first, then by path.
 */
export function crossCutting(
  tasks: readonly Pick<PlanTask, 'id' | 'scope'>[],
  files: readonly RepoPath[],
): readonly CrossCutting[] {
  const reach = reachOver(files);
  const scopes = tasks.map(({ id, scope }) => ({ id, scope: reach(scope) }));
  const found = new Map<string, Set<string>>();
  for (const [at, one] of scopes.entries())
    for (const other of scopes.slice(at + 1)) {
      const meeting = scopeOverlap(one.scope, other.scope);
      for (const path of pathsOf(meeting))
        found.set(path, (found.get(path) ?? new Set()).add(one.id).add(other.id));
    }
  return [...found]
    .map(([path, ids]) => ({ path, tasks: tasks.map(({ id }) => id).filter((id) => ids.has(id)) }))
    .sort((a, b) => b.tasks.length - a.tasks.length || (a.path < b.path ? -1 : 1));
}

/** Room that two globs leave for a new file is no file yet. */
function pathsOf(meeting: ReturnType<typeof scopeOverlap>): readonly string[] {
  if (meeting.kind === 'existing') return meeting.paths;
  return meeting.kind === 'potential' && meeting.certainty === 'named' ? [meeting.witness] : [];
}
