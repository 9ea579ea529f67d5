import { ROUTING_MATRIX, type Routing, routeTask } from '../../analysis/runtime-route.ts';
import { coverOf } from '../../analysis/scope-cover.ts';
import { sharedTouches } from '../../analysis/shared-scope.ts';
import type { TaskEntryFacts } from '../../evidence/task-entry-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Policy } from '../../model/policy.ts';
import { taskEntryRule } from '../rule.ts';

type Facts = Pick<TaskEntryFacts, 'spec' | 'plan' | 'baseTree' | 'importers'>;

export const runtimeFits = taskEntryRule({
  id: 'task-entry/runtime-fits',
  holds: "The task's demand suits the runtime that is to do it.",
  needs: ['spec', 'plan', 'baseTree', 'importers'],
  to: 'planner',
  mast: 'FM-1.2',
  seed: ['R7', 'R8', 'R9', 'R10', 'P16'],
  threats: [],
  saw(facts, policy) {
    const { runtime, route, because } = routingOf(facts, policy);
    return `${runtime} as ${route}, because ${because}; the spec says ${facts.spec.runtime} as ${facts.spec.route}`;
  },
  check(facts, policy) {
    const { runtime, route } = facts.spec;
    const routing = routingOf(facts, policy);
    const fits = routing.runtime === runtime;
    const alone = routing.demand === 'cross-cutting' && route === 'specialist';
    return [
      ...(fits ? [] : [routing.runtime === 'claude' ? beyondCodex(routing) : belowClaude(routing)]),
      ...(alone ? [forTheCoordinator(routing)] : []),
    ];
  },
});

function routingOf({ spec, plan, baseTree: tree, importers }: Facts, policy: Policy): Routing {
  const shared = sharedTouches(spec.scope, { plan, policy, tree, importers });
  return routeTask(spec.objective, coverOf(spec.scope, tree), shared);
}

function beyondCodex({ demand, route, because }: Routing): FindingDraft {
  const { why } = ROUTING_MATRIX[demand];
  return {
    problem: `The runtime is codex, but the task is one for claude as ${route}, because ${because}. ${why}`,
    fix: 'Give the task the runtime claude, or split it until each part is bounded and isolated.',
    at: { field: 'runtime' },
    expected: 'claude',
    found: 'codex',
    facts: { demand, route },
  };
}

/** A shared file is told by task-entry/shared-file-routing. */
function forTheCoordinator({ demand, because }: Routing): FindingDraft {
  return {
    problem: `The route is specialist, but the task is one for the coordinator, because ${because}.`,
    fix: 'Give the task the route coordinator, or split it by area.',
    at: { field: 'route' },
    expected: 'coordinator',
    found: 'specialist',
    facts: { demand },
  };
}

/** It costs more than it needs to, and it harms nobody. */
function belowClaude({ demand, because }: Routing): FindingDraft {
  return {
    problem: `The runtime is claude, but codex would do, because ${because}.`,
    fix: 'Give the task the runtime codex, unless it needs what its spec does not say.',
    at: { field: 'runtime' },
    expected: 'codex',
    found: 'claude',
    facts: { demand },
    severity: 'warn',
  };
}
