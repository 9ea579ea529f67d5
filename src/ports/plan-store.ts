import type { Sha } from '../model/sha.ts';

/** Plan and policy texts, always from the tip of the default branch, never from a pending output (decision K1). */
export interface PlanStore {
  /** `undefined` = looked, there is no plan file. */
  plan(base: Sha): Promise<string | undefined>;
  policy(base: Sha): Promise<string | undefined>;
}
