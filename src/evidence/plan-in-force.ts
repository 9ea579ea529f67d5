import { notValid } from '../model/not-valid.ts';
import type { Plan } from '../model/plan.ts';
import { PLAN_FILE } from '../model/protected-paths.ts';
import { readPlan } from '../model/read-plan.ts';
import type { Sha } from '../model/sha.ts';
import type { PlanStore } from '../ports/plan-store.ts';

/**
 * The plan at the tip of the default branch; undefined = there is none, which the rules that need one report.
 * @throws GateError 'config' when it is there and wrong: whoever needs the plan stops, as at a policy that is wrong.
 */
export async function planInForce(plans: PlanStore, authority: Sha): Promise<Plan | undefined> {
  const text = await plans.plan(authority);
  if (text === undefined) return undefined;
  const read = readPlan(text, { format: 'yaml' });
  if (read.ok) return read.value;
  throw notValid(
    `${PLAN_FILE} on the default branch is not valid`,
    read.problems,
    `Repair it on the default branch; handoff-gate validate ${PLAN_FILE} names every problem.`,
  );
}
