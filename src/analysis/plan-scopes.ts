import type { Plan, PlanTask } from '../model/plan.ts';
import type { RepoPath } from '../model/repo-path.ts';
import { planGraph } from './plan-graph.ts';
import { reachOver, type ScopeOverlap, type ScopeReach, scopeOverlap } from './scope-overlap.ts';

export type Meeting = Exclude<ScopeOverlap, { kind: 'none' }>;

/** Where the scopes of a plan get into each other's way. */
export type ScopeClash =
  /** Two tasks that may run at the same time reach the same path. */
  | {
      readonly kind: 'parallel';
      readonly tasks: readonly [string, string];
      readonly meeting: Meeting;
    }
  /** A task that is not the coordinator's reaches what is shared. */
  | {
      readonly kind: 'specialist';
      readonly task: string;
      readonly shared: string;
      readonly meeting: Meeting;
    }
  /** Two tasks of the coordinator that may run at the same time reach one shared module, in different files. */
  | { readonly kind: 'shared'; readonly tasks: readonly [string, string]; readonly shared: string };

/**
 * Scopes over the files of the base (seed P14, P16, threat A12). A task of the coordinator is one that `claude` executes.
 * Tasks of which one waits for the other never meet.
 */
export function scopeClashes(
  { tasks }: Pick<Plan, 'tasks'>,
  shared: readonly string[],
  files: readonly RepoPath[],
): readonly ScopeClash[] {
  const reach = reachOver(files);
  const { ordered } = planGraph(tasks);
  const modules = [...new Set(shared)].map((pattern) => ({ pattern, reach: reach([pattern]) }));
  const reaching = tasks.map((task) => {
    const scope = reach(task.scope);
    return {
      task,
      scope,
      shared: modules.flatMap(({ pattern, reach: module }) => meets(scope, module, pattern)),
    };
  });
  const specialists = reaching
    .filter(({ task }) => task.runtime !== 'claude')
    .flatMap((one) =>
      one.shared.map((met): ScopeClash => ({ kind: 'specialist', task: one.task.id, ...met })),
    );
  const pairs = reaching.flatMap((one, at) =>
    reaching
      .slice(at + 1)
      .filter((other) => !ordered(one.task.id, other.task.id))
      .flatMap((other) => clashOf(one, other)),
  );
  return [...specialists, ...pairs];
}

interface Reaching {
  readonly task: PlanTask;
  readonly scope: ScopeReach;
  readonly shared: readonly { readonly shared: string; readonly meeting: Meeting }[];
}

function meets(scope: ScopeReach, module: ScopeReach, shared: string) {
  const meeting = scopeOverlap(scope, module);
  return meeting.kind === 'none' ? [] : [{ shared, meeting }];
}

function clashOf(one: Reaching, other: Reaching): readonly ScopeClash[] {
  const tasks = [one.task.id, other.task.id] as const;
  const meeting = scopeOverlap(one.scope, other.scope);
  if (meeting.kind !== 'none') return [{ kind: 'parallel', tasks, meeting }];
  const both = one.shared.filter(({ shared }) => other.shared.some((met) => met.shared === shared));
  return both.slice(0, 1).map(({ shared }) => ({ kind: 'shared', tasks, shared }));
}
