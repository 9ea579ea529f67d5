import { planRevisionGatherers } from '../evidence/gather-plan-revision.ts';
import { gatherFacts } from '../evidence/gatherers.ts';
import type { OutputPorts } from '../evidence/output-request.ts';
import type { PlanRevisionFacts } from '../evidence/plan-revision-facts.ts';
import type { PlanRevisionRequest } from '../evidence/plan-revision-request.ts';
import { judge } from '../gates/judge.ts';
import { planRevisionRules } from '../gates/registry.ts';
import { digestOf } from '../model/digest.ts';
import { type Gathered, valueIfKnown } from '../model/evidence.ts';
import { PLAN_FILE } from '../model/protected-paths.ts';
import type { Clock } from '../ports/clock.ts';
import { fold } from '../verdict/fold.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { verdictKey } from '../verdict/verdict-key.ts';
import { type PolicyInForce, policyInForce, waiversInForce } from './read-policy.ts';

export type JudgePlanRevisionPorts = OutputPorts & { readonly clock: Clock };

export interface JudgePlanRevisionRequest extends Omit<PlanRevisionRequest, 'policy'> {
  /** Name of the branch that the revision wants to merge into. */
  readonly baseRef: string;
}

/** Gate 4 over one revision of the plan: gather, judge, fold. Publishes nothing. */
export async function judgePlanRevision(
  ports: JudgePlanRevisionPorts,
  request: JudgePlanRevisionRequest,
): Promise<Verdict> {
  const inForce = await policyInForce(ports.plans, request.authority);
  const today = ports.clock.now().slice(0, 10);
  const gatherers = planRevisionGatherers(ports, { ...request, policy: inForce.policy });
  const first = await gatherFacts<PlanRevisionFacts>(gatherers, new Set(['changedPaths']));
  const because = whyNotApplicable(request, first);
  if (because !== undefined) {
    const judged = { rules: [], outcome: { state: 'not-applicable', because } } as const;
    return verdictOf(request, inForce, judged, first, today);
  }
  const needed = new Set(planRevisionRules.flatMap((rule) => [...rule.needs]));
  const facts = await gatherFacts<PlanRevisionFacts>(gatherers, needed);
  const context = { policy: inForce.policy, subject: subjectOf(request).id, today };
  const rules = judge<PlanRevisionFacts>(planRevisionRules, facts, context);
  return verdictOf(request, inForce, { rules, outcome: fold(rules) }, facts, today);
}

/** What could not be looked at applies: then the rules say so. */
function whyNotApplicable(
  { proposal }: JudgePlanRevisionRequest,
  { changedPaths }: Gathered<PlanRevisionFacts>,
): string | undefined {
  if (proposal.kind === 'draft' || changedPaths.state !== 'known') return undefined;
  return changedPaths.value.some(({ path }) => path === PLAN_FILE)
    ? undefined
    : `${proposal.output.id} does not change ${PLAN_FILE}`;
}

function subjectOf({ proposal, base }: JudgePlanRevisionRequest): Verdict['subject'] {
  if (proposal.kind === 'draft') return { id: proposal.source, head: base, base };
  const { id, task, head } = proposal.output;
  return { id, ...(task && { task }), head, base };
}

function verdictOf(
  request: JudgePlanRevisionRequest,
  { policy, digest, notes }: PolicyInForce,
  judged: Pick<Verdict, 'rules' | 'outcome'>,
  facts: Gathered<PlanRevisionFacts>,
  today: string,
): Verdict {
  const { engine, base, baseRef } = request;
  const subject = subjectOf(request);
  const reading = valueIfKnown(facts.reading);
  return {
    schema: 'handoff-verdict/v1',
    engine,
    gate: 'plan-revision',
    subject,
    mode: policy.mode,
    ...judged,
    key: verdictKey({
      engine,
      subject: subject.id,
      head: subject.head,
      baseRef,
      baseTip: base,
      mergeBases: [],
      contract: undefined,
      spec: undefined,
      plan:
        reading &&
        digestOf([reading.plan ?? null, ...reading.problems.map(({ message }) => message)]),
      policy: digest,
      waivers: waiversInForce(policy, today),
      evidence: evidenceOf(facts),
      otherHeads: [],
    }),
    notes,
  };
}

/** What rules read besides the two trees: versions of the plan, what refs led to, what the record says of completed tasks. */
function evidenceOf(facts: Gathered<PlanRevisionFacts>): readonly string[] {
  const completed = valueIfKnown(facts.completed) ?? [];
  return [
    ...(valueIfKnown(facts.history) ?? []).map(
      ({ commit, sha256 }) => `version ${commit} ${sha256}`,
    ),
    ...[...(valueIfKnown(facts.justifications) ?? [])].map(
      ([ref, { state }]) => `because ${ref} ${state}`,
    ),
    ...completed.map(
      ({ task, head, landed, output, integration }) =>
        `completed ${task} ${head} ${landed} ${output} ${integration}`,
    ),
    ...completed.flatMap(({ task, refs = [] }) =>
      refs.map(({ ref, resolution }) => `evidence ${task} ${ref} ${resolution.state}`),
    ),
  ];
}
