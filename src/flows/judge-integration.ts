import { gatherClaims } from '../evidence/gather-claims.ts';
import { integrationFacts } from '../evidence/gather-integration-facts.ts';
import { gatherLandingEvidence, type LandingPorts } from '../evidence/gather-landing-evidence.ts';
import {
  type ComparedSymbols,
  gatherSymbols,
  type SymbolPorts,
} from '../evidence/gather-symbols.ts';
import type { IntegrationFacts } from '../evidence/integration-facts.ts';
import { planInForce } from '../evidence/plan-in-force.ts';
import type { Survey } from '../evidence/survey-pending.ts';
import { nothingElseLands } from '../gates/integration/nothing-else-lands.ts';
import { judge } from '../gates/judge.ts';
import { integrationRules } from '../gates/registry.ts';
import { digestOf } from '../model/digest.ts';
import { type Gathered, known, valueIfKnown } from '../model/evidence.ts';
import type { Plan } from '../model/plan.ts';
import type { Sha } from '../model/sha.ts';
import type { Clock } from '../ports/clock.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import { fold } from '../verdict/fold.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { verdictKey } from '../verdict/verdict-key.ts';
import { type PolicyInForce, policyInForce, waiversInForce } from './read-policy.ts';
import { type SurveyPorts, surveyOutputs } from './survey-outputs.ts';

export interface IntegrationPorts extends LandingPorts, SurveyPorts, SymbolPorts {
  readonly clock: Clock;
}

export interface JudgeIntegrationRequest {
  readonly engine: string;
  readonly base: Sha;
  readonly baseRef: string;
  /** Tip of the default branch: plan and policy are read there. */
  readonly authority: Sha;
  /** Id of the one output to judge; left out: all. */
  readonly only?: string;
}

export interface JudgedIntegration {
  /** One verdict an output, in order of their ids. */
  readonly verdicts: readonly Verdict[];
  readonly survey: Survey;
}

interface Context extends PolicyInForce {
  readonly plan: Plan | undefined;
  readonly headOf: ReadonlyMap<string, Sha>;
  readonly today: string;
}

/** Gate 3 over the pending outputs of a repository: one survey, then pure rules for each output. */
export async function judgeIntegration(
  ports: IntegrationPorts,
  request: JudgeIntegrationRequest,
): Promise<JudgedIntegration> {
  const { base, authority, only } = request;
  const [inForce, plan, outputs] = await Promise.all([
    policyInForce(ports.plans, authority),
    planInForce(ports.plans, authority),
    ports.outputs.list(),
  ]);
  const judged = only === undefined ? outputs : outputs.filter(({ id }) => id === only);
  const survey = await surveyOutputs(ports, {
    base,
    outputs,
    plan,
    ...(only !== undefined && { only }),
  });
  const claims = await gatherClaims(ports, survey);
  // These two cost the most: a repository that turned the rule off does not pay for it.
  const { policy } = inForce;
  const symbols =
    policy.rules['integration/symbols-agree'] === 'off'
      ? known(NOT_COMPARED)
      : await gatherSymbols(ports, survey);
  const landing =
    policy.rules['integration/evidence-still-holds'] === 'off'
      ? new Map()
      : await gatherLandingEvidence(ports, { ...request, policy }, survey, judged);
  const sharedPatterns = [...policy.shared, ...(plan?.shared ?? [])];
  const headOf = new Map(outputs.map(({ id, head }) => [id, head]));
  const today = ports.clock.now().slice(0, 10);
  const verdicts = judged.map((output) => {
    const facts = integrationFacts(survey, output, { sharedPatterns, claims, symbols, landing });
    const context = { policy, subject: output.task ?? output.id, today };
    const rules = judge<IntegrationFacts>(OF_OUTPUTS, facts, context);
    return verdictOf(request, { ...inForce, plan, headOf, today }, output, facts, rules);
  });
  return { verdicts, survey };
}

/** A group of a merge queue is judged as a whole: judge-merge-group.ts. */
const OF_OUTPUTS = integrationRules.filter(
  (rule): rule is Exclude<typeof rule, typeof nothingElseLands> => rule !== nothingElseLands,
);

const NOT_COMPARED: ComparedSymbols = { breaks: [], files: new Map() };

function verdictOf(
  { engine, base, baseRef }: JudgeIntegrationRequest,
  { policy, digest, notes, plan, headOf, today }: Context,
  output: PendingOutput,
  facts: Gathered<IntegrationFacts>,
  rules: Verdict['rules'],
): Verdict {
  const pairs = valueIfKnown(facts.pairs) ?? [];
  const awaited = valueIfKnown(facts.awaited) ?? [];
  const claims = valueIfKnown(facts.claims) ?? [];
  const breaks = valueIfKnown(facts.symbols)?.breaks ?? [];
  const cited = valueIfKnown(facts.evidence)?.cited ?? [];
  const met = valueIfKnown(facts.sharedPaths) ?? [];
  return {
    schema: 'handoff-verdict/v1',
    engine,
    gate: 'integration',
    subject: { id: output.id, ...(output.task && { task: output.task }), head: output.head, base },
    mode: policy.mode,
    outcome: fold(rules),
    rules,
    key: verdictKey({
      engine,
      subject: output.id,
      head: output.head,
      baseRef,
      baseTip: base,
      mergeBases: [],
      contract: undefined,
      spec: undefined,
      plan: plan && digestOf(plan),
      policy: digest,
      waivers: waiversInForce(policy, today),
      evidence: [
        ...pairs.map((pair) => `${pair.other} ${pair.holder} ${pair.class} ${pair.because.by}`),
        ...claims.map((one) => `${one.other} ${one.holder} ${one.kind} ${one.what}`),
        ...breaks.map((one) => `${one.other} ${one.holder} ${one.part} ${one.kind} ${one.name}`),
        ...cited.map((one) => `${one.field} ${one.cited} ${one.where} ${one.state}`),
        ...awaited.map((one) => `awaits ${one.state === 'pending' ? one.output : one.task}`),
      ],
      otherHeads: [...pairs, ...claims, ...breaks, ...met].map(
        ({ other }) => headOf.get(other) ?? other,
      ),
    }),
    notes,
  };
}
