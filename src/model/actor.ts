/** Who must act on a finding. `executor` implements one task, `planner` owns plan and specs, `coordinator` integrates. */
export const ACTORS = ['executor', 'planner', 'coordinator', 'critic'] as const;
export type Actor = (typeof ACTORS)[number];

export const GATES = [
  'task-entry',
  'output',
  'integration',
  'plan-revision',
  'critic-review',
] as const;
export type Gate = (typeof GATES)[number];
