import type { CriticReviewFacts } from '../evidence/critic-review-facts.ts';
import { gatherCriticReview, type ReviewRequest } from '../evidence/gather-critic-review.ts';
import { judge } from '../gates/judge.ts';
import { criticReviewRules } from '../gates/registry.ts';
import { digestOf } from '../model/digest.ts';
import { type Gathered, valueIfKnown } from '../model/evidence.ts';
import { specDigest } from '../model/task-spec.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import { fold } from '../verdict/fold.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { verdictKey } from '../verdict/verdict-key.ts';
import type { JudgeOutputPorts } from './judge-output.ts';
import { policyInForce, waiversInForce } from './read-policy.ts';

export interface JudgeReviewRequest extends Omit<ReviewRequest, 'policy'> {
  /** Name of the branch that the output wants to merge into. */
  readonly baseRef: string;
}

/**
 * The critic gate over one output: is a review due, is it one, and is what it requires there? It only tightens (decision
 * K10): what the review says is read by this gate alone, and no verdict of it is an input of another gate.
 */
export async function judgeCriticReview(
  ports: JudgeOutputPorts,
  request: JudgeReviewRequest,
): Promise<Verdict> {
  const { output, base, baseRef, engine, authority } = request;
  const { policy, digest, notes } = await policyInForce(ports.plans, authority);
  const today = ports.clock.now().slice(0, 10);
  const facts = await gatherCriticReview(ports, { ...request, policy });
  const because = whyNotApplicable(output, facts);
  const context = { policy, subject: output.task ?? output.id, today };
  const rules =
    because === undefined ? judge<CriticReviewFacts>(criticReviewRules, facts, context) : [];
  const spec = valueIfKnown(facts.spec);
  return {
    schema: 'handoff-verdict/v1',
    engine,
    gate: 'critic-review',
    subject: { id: output.id, ...(output.task && { task: output.task }), head: output.head, base },
    mode: policy.mode,
    outcome: because === undefined ? fold(rules) : { state: 'not-applicable', because },
    rules,
    key: verdictKey({
      engine,
      subject: output.id,
      head: output.head,
      baseRef,
      baseTip: base,
      mergeBases: [],
      contract: undefined,
      spec: spec && specDigest(spec),
      plan: undefined,
      policy: digest,
      waivers: waiversInForce(policy, today),
      evidence: evidenceOf(facts),
      otherHeads: [],
    }),
    notes,
  };
}

/** Not asked for, and nobody spoke. What cannot be read is doubt, never a reason to skip (decision K4). */
function whyNotApplicable(
  { id, task }: PendingOutput,
  facts: Gathered<CriticReviewFacts>,
): string | undefined {
  if (task === undefined && facts.spec.state === 'missing')
    return `${id} belongs to no task that could have a rubric`;
  const due = valueIfKnown(facts.due);
  const reading = valueIfKnown(facts.reading);
  const reviews = valueIfKnown(facts.reviews);
  if (due === undefined || reading === undefined || reviews === undefined) return undefined;
  const silent = due.because === undefined && reading.blocks === 0 && reviews.length === 0;
  return silent ? 'no review is due, by policy or spec, and there is none' : undefined;
}

function evidenceOf(facts: Gathered<CriticReviewFacts>): readonly string[] {
  const reading = valueIfKnown(facts.reading);
  return [
    `blocks ${reading?.blocks}`,
    ...(reading?.problems ?? []).map(({ message }) => `problem ${message}`),
    ...(valueIfKnown(facts.reviews) ?? []).map(
      ({ review, changedSince }) => `review ${digestOf(review)} ${changedSince.join('\0')}`,
    ),
    ...(valueIfKnown(facts.evidence) ?? []).map(({ state }, index) => `evidence ${index} ${state}`),
    ...(valueIfKnown(facts.actors) ?? []).map((actor) => `actor ${actor}`),
    ...(valueIfKnown(facts.disputed) ?? []).map((id) => `disputed ${id}`),
  ];
}
