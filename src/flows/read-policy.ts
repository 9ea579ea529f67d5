import * as registry from '../gates/registry.ts';
import { digestOf } from '../model/digest.ts';
import { notValid } from '../model/not-valid.ts';
import { defaultPolicy, type Policy } from '../model/policy.ts';
import { readPolicy } from '../model/read-policy.ts';
import { rememberedText } from '../model/remembered-text.ts';
import type { Sha } from '../model/sha.ts';
import type { PlanStore } from '../ports/plan-store.ts';

export interface PolicyInForce {
  readonly policy: Policy;
  /** Digest of the text; undefined = there is no policy file. */
  readonly digest: string | undefined;
  readonly notes: readonly string[];
}

/** All gates of a run stand on one policy. */
const readOnce = rememberedText((text) =>
  readPolicy(text, { format: 'yaml', rules: Object.values(registry).flat() }),
);

/**
 * The policy at the tip of the default branch, never the one of the output that it judges (threat A04).
 * @throws GateError 'config' when the file is there and wrong: a gate without its policy judges nothing.
 */
export async function policyInForce(plans: PlanStore, authority: Sha): Promise<PolicyInForce> {
  const text = await plans.policy(authority);
  if (text === undefined) {
    const note =
      'no .handoff/policy.yaml on the default branch: defaults, in mode warn (handoff-gate init writes one)';
    return { policy: defaultPolicy(), digest: undefined, notes: [note] };
  }
  const read = readOnce(text);
  if (read.ok) return { policy: read.value, digest: digestOf(text), notes: [] };
  throw notValid(
    '.handoff/policy.yaml on the default branch is not valid',
    read.problems,
    'Repair it on the default branch; handoff-gate validate .handoff/policy.yaml names every problem.',
  );
}

/** Finding ids that are waived on a day; one that expires changes the verdict, the day alone does not. */
export function waiversInForce({ waivers }: Policy, today: string): readonly string[] {
  return waivers.filter(({ expires }) => expires >= today).map(({ finding }) => finding);
}
