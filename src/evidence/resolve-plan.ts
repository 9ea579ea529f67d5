import type { ArtifactRef } from '../model/artifact-ref.ts';
import type { Plan } from '../model/plan.ts';
import type { RefResolution } from './output-facts.ts';
import { mismatched, resolved, unresolved } from './resolution.ts';

/**
 * `plan:v2#C1` against the plan on the default branch (seed D7: a decision that was never made). A decision exists or
 * not; it says nothing about what the output did, so it never reaches more than E1.
 */
export function resolvePlan(
  { version, constraint: id }: Extract<ArtifactRef, { readonly kind: 'plan' }>,
  plan: Plan | undefined,
): RefResolution {
  if (plan === undefined) return unresolved('the repository has no plan');
  if (plan.version !== version)
    return mismatched(`the plan is at version ${plan.version}, not ${version}`);
  if (id === undefined) return resolved(`plan version ${version}`, 'E1');
  const constraint = plan.constraints.find((candidate) => candidate.id === id);
  if (constraint === undefined) return unresolved(`no constraint ${id} in plan version ${version}`);
  if (constraint.status === 'superseded')
    return mismatched(`constraint ${id} of plan version ${version} is superseded`);
  return resolved(`constraint ${id} of plan version ${version}`, 'E1');
}
