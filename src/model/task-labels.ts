/** The state of a task, as labels on its issue (FORMATS §1). */
export const TASK_STATES = [
  'ready',
  'queued',
  'running',
  'review',
  'replan',
  'blocked',
  'done',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** What every label of ours begins with. */
export const TASK_LABELS = 'handoff:';

export function stateLabel(state: TaskState): string {
  return `${TASK_LABELS}${state}`;
}

/** A spec that Gate 1 refused goes back to its planner (seed G1f). */
export const NEEDS_PLANNER = 'handoff:needs-planner';

/** Labels of a task that is not over. */
export const OPEN_TASK_LABELS: readonly string[] = [
  ...TASK_STATES.filter((state) => state !== 'done').map(stateLabel),
  NEEDS_PLANNER,
];

/** States that an open pull request gives its task: it is worked on, it waits for people, it went back to the planner. */
export const OF_PULL_REQUESTS = [
  'running',
  'review',
  'replan',
] as const satisfies readonly TaskState[];

/** Starts the executor of a sealed task, where an app judged it (ARCHITECTURE, "What the App may do"). */
export const DISPATCH = 'handoff:dispatch';
