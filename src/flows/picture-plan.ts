import { planGraph } from '../analysis/plan-graph.ts';
import type { PlanTask } from '../model/plan.ts';
import type { PlanNode, PlanPicture } from '../report/plan-picture.ts';
import type { NamedPlan } from './compare-plans.ts';

/** A plan as its graph; what a task waits for and is not there is told beside it. */
export function picturePlan({ source, plan }: NamedPlan): PlanPicture {
  const { layers, cycles, unknown } = planGraph(plan.tasks);
  const ids = new Set<string>(plan.tasks.map(({ id }) => id));
  const nodes = new Map(plan.tasks.map((task) => [task.id as string, nodeOf(task, ids)]));
  const placed = new Set(layers.flat());
  return {
    source,
    plan: plan['plan-id'],
    version: plan.version,
    layers: layers.map((layer) => layer.flatMap((id) => nodes.get(id) ?? [])),
    stuck: [...nodes.values()].filter(({ id }) => !placed.has(id)),
    cycles,
    unknown,
  };
}

function nodeOf(
  { id, objective, domain, runtime, 'depends-on': others }: PlanTask,
  ids: ReadonlySet<string>,
): PlanNode {
  return {
    id,
    ...(objective !== undefined && { objective }),
    ...(domain !== undefined && { domain }),
    runtime,
    waitsFor: [...new Set(others)].filter((other) => ids.has(other)),
  };
}
