import type { Plan } from '../model/plan.ts';
import type { Policy } from '../model/policy.ts';
import type { TaskSpec } from '../model/task-spec.ts';

/**
 * Why a critic has to judge the output of a task before it counts (seed P10): by the policy, for tasks with a rubric or of
 * a domain; by the spec, for criteria that only a review can prove. undefined = none is due.
 */
export function whyReviewDue(
  spec: TaskSpec,
  { critic }: Pick<Policy, 'critic'>,
  plan: Pick<Plan, 'tasks'> | undefined,
): string | undefined {
  const bound = spec['acceptance-criteria'].find(
    ({ verify }) => verify !== undefined && 'review' in verify,
  );
  if (bound !== undefined) return `${bound.id} of the spec is proved by a review`;
  const domain = plan?.tasks.find(({ id }) => id === spec['task-id'])?.domain;
  const patterns = [
    'all',
    ...(spec.rubric.length > 0 ? ['critic-actor'] : []),
    ...(domain === undefined ? [] : [domain]),
  ];
  const asked = critic['required-for'].find((pattern) => patterns.includes(pattern));
  return asked === undefined ? undefined : `the policy requires one for ${asked}`;
}
