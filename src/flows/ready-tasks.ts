import { scopeOverlap } from '../analysis/scope-overlap.ts';
import { tasksBehind } from '../analysis/tasks-behind.ts';
import { openedBy } from '../model/scope.ts';
import type { TaskId } from '../model/task-id.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import type { Verdict } from '../verdict/verdict.ts';
import {
  type JudgeTaskEntryPorts,
  type JudgeTaskEntryRequest,
  openTaskEntryGate,
  type TaskEntryGate,
} from './judge-task-entry.ts';

/**
 * - `ready`: it may start now, beside all other tasks that are ready.
 * - `waits`: for another task to land or to leave its scope.
 * - `refused`, `unproven`: its spec has to be repaired, or something could not be looked at.
 * - `no-spec`: only the plan knows it.
 * - `started`, `pending`, `landed`: nothing to start.
 */
export type Readiness =
  | 'ready'
  | 'waits'
  | 'refused'
  | 'unproven'
  | 'no-spec'
  | 'started'
  | 'pending'
  | 'landed';

export interface TaskReadiness {
  readonly task: TaskId;
  readonly state: Readiness;
  /** Why it is not ready; for a task that is, how many wait for it. */
  readonly because: string;
  /** How many tasks of the plan wait for it. */
  readonly behind: number;
  readonly verdict?: Verdict;
}

/** Rules whose findings end by themselves when other tasks land. */
const WAITING: ReadonlySet<string> = new Set([
  'task-entry/dependencies-ready',
  'task-entry/scope-exclusive',
]);

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
  const [plan, specs] = await Promise.all([gate.world.plan(), gate.world.specs()]);
  const planned = plan?.tasks ?? [];
  const ids = new Set([
    ...planned.map(({ id }) => id),
    ...(await ports.taskIndex.list(request.authority)),
  ]);
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
    return { task, state: 'no-spec', because: 'only the plan knows it' };
  return { task, ...readinessOf(verdict), verdict, ...(spec && { spec }) };
}

/** By what the gate found, whatever its mode: a gate that only advises does not make a task ready. */
function readinessOf({ outcome }: Verdict): Pick<TaskReadiness, 'state' | 'because'> {
  switch (outcome.state) {
    case 'passed':
    case 'not-applicable':
      return { state: 'ready', because: 'nothing is in its way' };
    case 'unproven':
      return { state: 'unproven', because: outcome.reasons[0].because };
    case 'failed': {
      const own = outcome.findings.filter(({ rule }) => !WAITING.has(rule));
      const [first = outcome.findings[0]] = own;
      const more = (own.length || outcome.findings.length) - 1;
      const because = `${first.problem}${more === 0 ? '' : ` (and ${more} more)`}`;
      return { state: own.length === 0 ? 'waits' : 'refused', because };
    }
  }
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
