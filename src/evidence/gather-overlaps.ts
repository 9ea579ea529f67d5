import { compileDenyList, compileScope } from '../analysis/scope-match.ts';
import { type ScopeOverlap, scopeOverlap } from '../analysis/scope-overlap.ts';
import type { RepoPath } from '../model/repo-path.ts';
import { openedBy } from '../model/scope.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import type { EntryWorld } from './entry-world.ts';
import type { RunningTask, TaskEntryFacts } from './task-entry-facts.ts';

/** How a scope meets each other task that has been started: by what that may touch, and by what it really changes. */
export async function overlapsOf(
  world: Pick<EntryWorld, 'running' | 'reach'>,
  spec: TaskSpec,
): Promise<TaskEntryFacts['overlaps']> {
  const [running, over] = await Promise.all([world.running(), world.reach()]);
  const patterns = openedBy(spec.scope);
  const own = over(patterns);
  const [written, folded] = [compileScope(patterns), compileDenyList(patterns)];
  const opens = (path: RepoPath): boolean => written.matches(path) || folded.matches(path);
  return running
    .filter(([{ task }]) => task !== spec['task-id'])
    .map(([task, reach]) => ({
      with: task,
      overlap: withChanges(scopeOverlap(own, reach), task, opens),
    }));
}

/** A path that the other output changes is there, in the base or on its way to it. */
function withChanges(
  overlap: ScopeOverlap,
  { changed }: RunningTask,
  opens: (path: RepoPath) => boolean,
): ScopeOverlap {
  const met = changed.filter(opens);
  if (met.length === 0) return overlap;
  const paths = overlap.kind === 'existing' ? [...overlap.paths, ...met] : met;
  return { kind: 'existing', paths: [...new Set(paths)].sort() };
}
