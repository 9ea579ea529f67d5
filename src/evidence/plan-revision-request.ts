import type { Policy } from '../model/policy.ts';
import type { Sha } from '../model/sha.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';

/** What is proposed: a branch that changes the plan, or a text that is on no branch yet. */
export type PlanProposal =
  | { readonly kind: 'branch'; readonly output: PendingOutput }
  | { readonly kind: 'draft'; readonly source: string; readonly text: string };

/** One revision of the plan to judge, every read pinned to a sha (threat B05). */
export interface PlanRevisionRequest {
  /** Version of this engine. */
  readonly engine: string;
  readonly proposal: PlanProposal;
  /** Tip of the branch that the revision wants to merge into. */
  readonly base: Sha;
  /** Tip of the default branch: the plan's history and the policy are read there (decision K1). */
  readonly authority: Sha;
  readonly policy: Policy;
}
