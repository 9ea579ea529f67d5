import type { PlanVersion } from '../../src/analysis/plan-chain.ts';
import { digestOf } from '../../src/model/digest.ts';
import type { Plan } from '../../src/model/plan.ts';
import { plan, sha } from './output-facts.ts';

/** A version of the plan as a commit left it; its digest stands for the bytes. */
export function planVersion(overrides: Readonly<Record<string, unknown>> = {}): PlanVersion {
  return versionOf(plan(overrides));
}

/** The version that goes on from another one. */
export function nextVersion(
  before: PlanVersion,
  overrides: Readonly<Record<string, unknown>> = {},
): PlanVersion {
  return versionOf(nextPlan(before, overrides));
}

/** The plan that goes on from a version; only what is named differs. */
export function nextPlan(
  { plan: before, sha256 }: PlanVersion,
  overrides: Readonly<Record<string, unknown>> = {},
): Plan {
  const { revision: _, ...rest } = before;
  return plan({
    ...rest,
    version: before.version + 1,
    supersedes: { version: before.version, sha256 },
    ...overrides,
  });
}

function versionOf(made: Plan): PlanVersion {
  const sha256 = digestOf(made);
  return { commit: sha(sha256.slice(0, 8)), sha256, plan: made };
}
