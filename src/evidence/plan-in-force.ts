import { notValid } from '../model/not-valid.ts';
import type { Plan } from '../model/plan.ts';
import { PLAN_FILE } from '../model/protected-paths.ts';
import { readPlan } from '../model/read-plan.ts';
import { rememberedText } from '../model/remembered-text.ts';
import type { Sha } from '../model/sha.ts';
import type { PlanStore } from '../ports/plan-store.ts';

/** All gates of a run stand on one plan. */
const readOnce = rememberedText((text) => readPlan(text, { format: 'yaml' }));

/**
 * The plan at the tip of the default branch; undefined = there is none, which the rules that need one report.
 * @throws GateError 'config' when it is there and wrong: whoever needs the plan stops, as at a policy that is wrong.
 */
export async function planInForce(plans: PlanStore, authority: Sha): Promise<Plan | undefined> {
  const text = await plans.plan(authority);
  if (text === undefined) return undefined;
  const read = readOnce(text);
  if (read.ok) return read.value;
  throw notValid(
    `${PLAN_FILE} on the default branch is not valid`,
    read.problems,
    `Repair it on the default branch; handoff-gate validate ${PLAN_FILE} names every problem.`,
  );
}
