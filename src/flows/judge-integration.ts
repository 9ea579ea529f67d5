import { gatherClaims } from '../evidence/gather-claims.ts';
import { integrationFacts } from '../evidence/gather-integration-facts.ts';
import {
  type ComparedSymbols,
  gatherSymbols,
  type SymbolPorts,
} from '../evidence/gather-symbols.ts';
import type { IntegrationFacts } from '../evidence/integration-facts.ts';
import { type Survey, surveyPending } from '../evidence/survey-pending.ts';
import { judge } from '../gates/judge.ts';
import { integrationRules } from '../gates/registry.ts';
import { digestOf } from '../model/digest.ts';
import { type Gathered, known } from '../model/evidence.ts';
import { GateError } from '../model/gate-error.ts';
import type { Plan } from '../model/plan.ts';
import { readPlan } from '../model/read-plan.ts';
import type { Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';
import type { Clock } from '../ports/clock.ts';
import type { Landings } from '../ports/landings.ts';
import type { PendingOutput, PendingOutputs } from '../ports/pending-outputs.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { Record } from '../ports/record.ts';
import type { TrialMerges } from '../ports/trial-merges.ts';
import { fold } from '../verdict/fold.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { verdictKey } from '../verdict/verdict-key.ts';
import { type PolicyInForce, policyInForce, waiversInForce } from './read-policy.ts';

export interface IntegrationPorts extends SymbolPorts {
  readonly outputs: PendingOutputs;
  readonly merges: TrialMerges;
  readonly landings: Landings;
  readonly record: Record;
  readonly plans: PlanStore;
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
    planAt(ports.plans, authority),
    ports.outputs.list(),
  ]);
  const judged = only === undefined ? outputs : outputs.filter(({ id }) => id === only);
  const dependsOn = new Map(plan?.tasks.map((task) => [task.id, task['depends-on']]));
  const [stacks, landed] = await Promise.all([
    ports.landings.stacks(base, outputs),
    ports.landings.landed(base, await headsOfNeeded(ports.record, outputs, dependsOn)),
  ]);
  const survey = await surveyPending(ports.merges, {
    base,
    outputs,
    dependsOn,
    stacks,
    landed,
    ...(only !== undefined && { focus: only }),
  });
  const claims = await gatherClaims(ports, survey);
  // Every changed file of every output is parsed for it: a repository that turned the rule off does not pay for it.
  const symbols =
    inForce.policy.rules['integration/symbols-agree'] === 'off'
      ? known(NOT_COMPARED)
      : await gatherSymbols(ports, survey);
  const sharedPatterns = [...inForce.policy.shared, ...(plan?.shared ?? [])];
  const headOf = new Map(outputs.map(({ id, head }) => [id, head]));
  const today = ports.clock.now().slice(0, 10);
  const verdicts = judged.map((output) => {
    const facts = integrationFacts(survey, output, { sharedPatterns, claims, symbols });
    const context = { policy: inForce.policy, subject: output.task ?? output.id, today };
    const rules = judge<IntegrationFacts>(integrationRules, facts, context);
    return verdictOf(request, { ...inForce, plan, headOf, today }, output, facts, rules);
  });
  return { verdicts, survey };
}

const NOT_COMPARED: ComparedSymbols = { breaks: [], files: new Map() };

/** Heads that Gate 2 passed, of every task that a pending output depends on: one of them in the base is its landing. */
async function headsOfNeeded(
  record: Pick<Record, 'of'>,
  outputs: readonly PendingOutput[],
  dependsOn: ReadonlyMap<TaskId, readonly TaskId[]>,
): Promise<ReadonlyMap<TaskId, readonly string[]>> {
  const needed = new Set(outputs.flatMap(({ task }) => (task && dependsOn.get(task)) ?? []));
  const heads = [...needed].map(async (task) => {
    const lines = await record.of(task);
    const passed = lines.filter(({ gate, state }) => gate === 'output' && state === 'passed');
    return [task, passed.map(({ head }) => head)] as const;
  });
  return new Map(await Promise.all(heads));
}

async function planAt(plans: PlanStore, authority: Sha): Promise<Plan | undefined> {
  const text = await plans.plan(authority);
  const read = text === undefined ? undefined : readPlan(text, { format: 'yaml' });
  if (read === undefined || read.ok) return read?.value;
  throw new GateError(
    'config',
    `.handoff/plan.yaml on the default branch is not valid: ${read.problems[0]?.message}`,
    {
      remedy:
        'Repair it on the default branch; handoff-gate validate .handoff/plan.yaml names every problem.',
    },
  );
}

function verdictOf(
  { engine, base, baseRef }: JudgeIntegrationRequest,
  { policy, digest, notes, plan, headOf, today }: Context,
  output: PendingOutput,
  facts: Gathered<IntegrationFacts>,
  rules: Verdict['rules'],
): Verdict {
  const pairs = facts.pairs.state === 'known' ? facts.pairs.value : [];
  const awaited = facts.awaited.state === 'known' ? facts.awaited.value : [];
  const claims = facts.claims.state === 'known' ? facts.claims.value : [];
  const breaks = facts.symbols.state === 'known' ? facts.symbols.value.breaks : [];
  const met = facts.sharedPaths.state === 'known' ? facts.sharedPaths.value : [];
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
        ...awaited.map((one) => `awaits ${one.state === 'pending' ? one.output : one.task}`),
      ],
      otherHeads: [...pairs, ...claims, ...breaks, ...met].map(
        ({ other }) => headOf.get(other) ?? other,
      ),
    }),
    notes,
  };
}
