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

export function stateLabel(state: TaskState): string {
  return `handoff:${state}`;
}

/** A spec that Gate 1 refused goes back to its planner (seed G1f). */
export const NEEDS_PLANNER = 'handoff:needs-planner';

/** States in which somebody works on the task, or its output waits: its scope is taken. */
export const STARTED: readonly TaskState[] = ['queued', 'running', 'review'];

/** Starts the executor of a sealed task, where an app judged it (ARCHITECTURE, "What the App may do"). */
export const DISPATCH = 'handoff:dispatch';
