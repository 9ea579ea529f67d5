import { planGraph } from '../../analysis/plan-graph.ts';
import type { TaskEntryFacts } from '../../evidence/task-entry-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted, shortList } from '../../model/short-list.ts';
import type { TaskId } from '../../model/task-id.ts';
import { didYouMean } from '../../model/wording.ts';
import { taskEntryRule } from '../rule.ts';

type Facts = Pick<TaskEntryFacts, 'spec' | 'plan' | 'landed'>;

export const dependenciesReady = taskEntryRule({
  id: 'task-entry/dependencies-ready',
  holds: 'Every task that this one waits for is a task of the plan, in no circle, and has landed.',
  needs: ['spec', 'plan', 'landed'],
  to: 'planner',
  mast: 'FM-1.1',
  seed: ['G5', 'P3'],
  threats: ['A13'],
  saw(facts) {
    const needed = neededBy(facts);
    const landed = needed.filter((id) => facts.landed.has(id));
    return needed.length === 0
      ? 'it waits for no task'
      : `${landed.length} of ${counted(needed.length, 'task')} that it waits for landed`;
  },
  check(facts) {
    const circle = circleOf(facts);
    const inCircle = new Set<string>(circle);
    const open = neededBy(facts).filter((id) => !facts.landed.has(id) && !inCircle.has(id));
    // Without a plan nobody can say which tasks there are.
    const tasks = facts.plan?.tasks.map(({ id }) => id);
    return [
      ...(circle === undefined ? [] : [inACircle(circle)]),
      ...open.map((id) => (tasks?.includes(id) === false ? noTask(id, tasks) : notLanded(id))),
    ];
  },
});

/** What spec and plan say together: a spec that leaves a dependency out does not undo the plan. */
function neededBy({ spec, plan }: Facts): readonly TaskId[] {
  const planned = plan?.tasks.find(({ id }) => id === spec['task-id'])?.['depends-on'] ?? [];
  return [...new Set([...spec['depends-on'], ...planned])].sort();
}

/** The circle that this very task is in. One further on keeps a dependency from landing, which is told by itself. */
function circleOf(facts: Facts): readonly string[] | undefined {
  const id = facts.spec['task-id'];
  const others = (facts.plan?.tasks ?? []).filter((task) => task.id !== id);
  const { cycles } = planGraph([...others, { id, 'depends-on': [...neededBy(facts)] }]);
  return cycles.find((cycle) => cycle.includes(id));
}

function inACircle(circle: readonly string[]): FindingDraft {
  const way = [...circle, ...circle.slice(0, 1)].join(' → ');
  return {
    problem: `The task waits for itself: ${way}.`,
    fix: 'Take one depends-on of the circle out of the plan and the specs.',
    at: { field: 'depends-on' },
    expected: 'an order in which every task can start',
    found: way,
    facts: { circle: [...circle] },
    key: 'circle',
  };
}

function noTask(id: TaskId, tasks: readonly TaskId[]): FindingDraft {
  return {
    problem: `The task waits for ${id}, which is no task of the plan${didYouMean(id, tasks)}.`,
    fix: 'Name a task of the plan, or take it out of depends-on.',
    at: { field: 'depends-on' },
    expected: tasks.length === 0 ? 'nothing: the plan has no tasks' : shortList(tasks),
    found: id,
    facts: { dependency: id, is: 'unknown' },
    key: id,
  };
}

function notLanded(id: TaskId): FindingDraft {
  return {
    problem: `${id} has not landed, and this task waits for it.`,
    fix: `Wait until the output of ${id} has passed its gates and is merged, then judge again.`,
    at: { field: 'depends-on' },
    expected: `${id} landed`,
    found: 'not landed',
    facts: { dependency: id, is: 'open' },
    key: id,
  };
}
