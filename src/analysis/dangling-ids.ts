import type { Plan } from '../model/plan.ts';

/** An id in a plan that names nothing. */
export interface DanglingId {
  /** Where it stands, by ids and not by places: `tasks.auth.depends-on`. */
  readonly field: string;
  readonly id: string;
  /** What could have been named there, sorted. */
  readonly allowed: readonly string[];
}

/**
 * Ids that name nothing. What is worked off leaves the plan, so a constraint may bind, and a revision may name, what an
 * earlier version had; what a task waits for has to be there.
 */
export function danglingIds(plan: Plan, earlier: readonly Plan[]): readonly DanglingId[] {
  const now = new Set(plan.tasks.map(({ id }) => id));
  const ever = new Set([plan, ...earlier].flatMap(({ tasks }) => tasks.map(({ id }) => id)));
  const things = new Set(['goal', 'shared', ...[plan, ...earlier].flatMap(idsOf)]);
  const { changes = [], completed = [] } = plan.revision ?? {};
  return [
    ...plan.tasks.flatMap((task) =>
      missing(`tasks.${task.id}.depends-on`, task['depends-on'], now),
    ),
    ...plan.constraints.flatMap((constraint) =>
      missing(`constraints.${constraint.id}.applies-to`, constraint['applies-to'] ?? [], ever),
    ),
    ...missing(
      'revision.changes',
      changes.map(({ target }) => target),
      things,
    ),
    ...missing(
      'revision.completed',
      completed.map(({ task }) => task),
      ever,
    ),
  ];
}

function idsOf(plan: Plan): readonly string[] {
  return [plan.constraints, plan.tasks, plan['open-questions']].flatMap((items) =>
    items.map(({ id }) => id),
  );
}

function missing(
  field: string,
  ids: readonly string[],
  there: ReadonlySet<string>,
): readonly DanglingId[] {
  return [...new Set(ids)]
    .filter((id) => !there.has(id))
    .map((id) => ({ field, id, allowed: [...there].sort() }));
}
