import type { TaskId } from '../model/task-id.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { type Block, GAP, line, type Span, span, type Tone } from './terminal-model.ts';

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
  /** Why it is not ready; of one that is, that nothing is in its way. */
  readonly because: string;
  /** How many tasks of the plan wait for it. */
  readonly behind: number;
  readonly verdict?: Verdict;
}

const TONES: Readonly<Record<Readiness, Tone>> = {
  ready: 'good',
  waits: 'advice',
  refused: 'bad',
  unproven: 'doubt',
  'no-spec': 'quiet',
  started: 'plain',
  pending: 'plain',
  landed: 'quiet',
};

export function readinessSpan(state: Readiness): Span {
  return span(state, TONES[state]);
}

/** Every task by where it is, and how many of each; in brief only those that may start, one a line. */
export function readinessBlocks(
  tasks: readonly TaskReadiness[],
  detail: 'full' | 'brief',
): readonly Block[] {
  if (detail === 'brief') return startable(tasks).map(({ task }) => line(0, span(task)));
  if (tasks.length === 0)
    return [
      line(
        0,
        span(
          'There is no task on the default branch: commit .handoff/plan.yaml and .handoff/tasks there.',
          'quiet',
        ),
      ),
    ];
  const rows = tasks.map(({ task, state, behind, because }) => [
    span(task, 'strong'),
    readinessSpan(state),
    span(behind === 0 ? '' : String(behind)),
    span(because, 'quiet'),
  ]);
  return [
    { kind: 'table', head: ['Task', 'State', 'Behind it', 'Why'], rows },
    GAP,
    line(0, ...totals(tasks)),
  ];
}

/** Those that may start now, first the one that most tasks wait for; among equals, as they come. */
export function startable(tasks: readonly TaskReadiness[]): readonly TaskReadiness[] {
  return tasks.filter(({ state }) => state === 'ready').sort((a, b) => b.behind - a.behind);
}

function totals(tasks: readonly TaskReadiness[]): readonly Span[] {
  const states = Object.keys(TONES) as readonly Readiness[];
  const counts = states.flatMap((state) => {
    const count = tasks.filter((task) => task.state === state).length;
    return count === 0 ? [] : [span(`${count} ${state}`, TONES[state])];
  });
  return counts.flatMap((count, index) => (index === 0 ? [count] : [span(' · ', 'quiet'), count]));
}
