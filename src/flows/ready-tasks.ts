import { scopeOverlap } from '../analysis/scope-overlap.ts';
import { tasksBehind } from '../analysis/tasks-behind.ts';
import { openedBy } from '../model/scope.ts';
import type { TaskId } from '../model/task-id.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import type { TaskReadiness } from '../report/task-readiness.ts';
import {
  type JudgeTaskEntryPorts,
  type JudgeTaskEntryRequest,
  openTaskEntryGate,
  type TaskEntryGate,
} from './judge-task-entry.ts';
import { readinessOf } from './readiness-of.ts';

type Alone = Omit<TaskReadiness, 'behind'> & { readonly spec?: TaskSpec };

/**
 * What may start now, and why not the others: each task that has not been started is judged by Gate 1. Of tasks that may
 * start but not together, the one goes first that more tasks wait for, then the one that the plan names first.
 */
export async function readyTasks(
  ports: JudgeTaskEntryPorts,
  request: JudgeTaskEntryRequest,
): Promise<readonly TaskReadiness[]> {
  const gate = await openTaskEntryGate(ports, request);
  const { world } = gate;
  const [plan, specs, written] = await Promise.all([world.plan(), world.specs(), world.written()]);
  const planned = plan?.tasks ?? [];
  const ids = new Set([...planned.map(({ id }) => id), ...written]);
  const behind = tasksBehind(planned);
  const found: (Alone & TaskReadiness)[] = [];
  for (const task of ids) {
    const alone = await standingOf(gate, task, specs.get(task));
    found.push({ ...alone, behind: behind.get(task) ?? 0 });
  }
  return together(gate, found);
}

async function standingOf(
  { world, judge }: TaskEntryGate,
  task: TaskId,
  spec: TaskSpec | undefined,
): Promise<Alone> {
  const [landed, running] = await Promise.all([world.landed(), world.running()]);
  const [own] = running.find(([one]) => one.task === task) ?? [];
  if (own !== undefined)
    return own.state === 'pending'
      ? { task, state: 'pending', because: 'its output waits to land' }
      : { task, state: 'started', because: 'its scope is locked; nothing is pushed yet' };
  if (landed.has(task)) return { task, state: 'landed', because: 'its output is in the base' };
  const { verdict, facts } = await judge({ kind: 'task', task });
  if (facts.text.state === 'known' && facts.text.value.characters === 0)
    return { task, state: 'no-spec', because: 'no spec yet, only the plan knows it' };
  return { task, ...readinessOf(verdict), verdict, ...(spec && { spec }) };
}

/** Those that are ready one by one may still be in each other's way. In the order of the tasks. */
async function together(
  { world }: TaskEntryGate,
  tasks: readonly (Alone & TaskReadiness)[],
): Promise<readonly TaskReadiness[]> {
  const over = await world.reach();
  const first: { readonly task: TaskId; readonly spec: TaskSpec }[] = [];
  const blocked = new Map<TaskId, TaskId>();
  for (const { task, state, spec } of [...tasks].sort((a, b) => b.behind - a.behind)) {
    if (state !== 'ready' || spec === undefined) continue;
    const own = over(openedBy(spec.scope));
    const other = first.find(
      (one) =>
        (one.spec.route === 'coordinator' && spec.route === 'coordinator') ||
        exclude(scopeOverlap(own, over(openedBy(one.spec.scope)))),
    );
    if (other === undefined) first.push({ task, spec });
    else blocked.set(task, other.task);
  }
  return tasks.map(({ spec, ...task }) => {
    const other = blocked.get(task.task);
    return other === undefined
      ? task
      : {
          ...task,
          state: 'waits',
          because: `${other} may start too, and goes first: both touch the same`,
        };
  });
}

/** As task-entry/scope-exclusive blocks. */
function exclude(overlap: ReturnType<typeof scopeOverlap>): boolean {
  return (
    overlap.kind === 'existing' || (overlap.kind === 'potential' && overlap.certainty === 'named')
  );
}
