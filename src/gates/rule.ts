import type { CriticReviewFacts } from '../evidence/critic-review-facts.ts';
import type { IntegrationFacts } from '../evidence/integration-facts.ts';
import type { MergeGroupFacts } from '../evidence/merge-group-facts.ts';
import type { OutputFacts } from '../evidence/output-facts.ts';
import type { PlanRevisionFacts } from '../evidence/plan-revision-facts.ts';
import type { TaskEntryFacts } from '../evidence/task-entry-facts.ts';
import type { Actor, Gate } from '../model/actor.ts';
import type { FindingDraft } from '../model/finding.ts';
import type { MastMode } from '../model/mast.ts';
import type { Policy } from '../model/policy.ts';

/**
 * One rule. It sees only the facts that it names in `needs` (another one does not compile), and only when all of them
 * are known: an unknown fact makes the rule unproven, a missing one leaves the word to the rule that reports it.
 */
export interface Rule<Facts, Needs extends keyof Facts> {
  /** `<gate>/<name>`: the path of the source, the test, the page and the finding. */
  readonly id: `${Gate}/${string}`;
  /** One sentence that is true when the rule passes. */
  readonly holds: string;
  readonly needs: readonly Needs[];
  /** Who must act on its findings. */
  readonly to: Actor;
  readonly mast: MastMode;
  /** Cannot be lowered or waived. */
  readonly integrity?: true;
  /** Rows of SEED-TABLE and THREATS that it answers. */
  readonly seed: readonly string[];
  readonly threats: readonly string[];
  /** Why the rule has nothing to say here, e.g. "the spec names no symbols"; undefined = it applies. */
  readonly skip?: (facts: Pick<Facts, Needs>, policy: Policy) => string | undefined;
  /** What it looked at, in one short line with numbers. */
  readonly saw: (facts: Pick<Facts, Needs>, policy: Policy) => string;
  readonly check: (facts: Pick<Facts, Needs>, policy: Policy) => readonly FindingDraft[];
}

/** A rule of any needs, as the registry holds it. */
// biome-ignore lint/suspicious/noExplicitAny: a rule's needs are its own; the engine hands it exactly those facts
export type AnyRule<Facts> = Rule<Facts, any>;

/** Identity functions: they fix the facts of a gate and infer the rest. */
export const outputRule = <Needs extends keyof OutputFacts>(rule: Rule<OutputFacts, Needs>) => rule;
export const integrationRule = <Needs extends keyof IntegrationFacts>(
  rule: Rule<IntegrationFacts, Needs>,
) => rule;
/** Of Gate 3, asked of a group of a merge queue as a whole and of no output by itself. */
export const mergeGroupRule = <Needs extends keyof MergeGroupFacts>(
  rule: Rule<MergeGroupFacts, Needs>,
) => rule;
export const taskEntryRule = <Needs extends keyof TaskEntryFacts>(
  rule: Rule<TaskEntryFacts, Needs>,
) => rule;
export const planRevisionRule = <Needs extends keyof PlanRevisionFacts>(
  rule: Rule<PlanRevisionFacts, Needs>,
) => rule;
export const criticReviewRule = <Needs extends keyof CriticReviewFacts>(
  rule: Rule<CriticReviewFacts, Needs>,
) => rule;
