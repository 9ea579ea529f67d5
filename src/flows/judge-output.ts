import { compileScope } from '../analysis/scope-match.ts';
import { outputGatherers } from '../evidence/gather-output-facts.ts';
import { gatherFacts } from '../evidence/gatherers.ts';
import { claimsContract } from '../evidence/handoff-text.ts';
import type { OutputFacts } from '../evidence/output-facts.ts';
import type { OutputPorts, OutputRequest } from '../evidence/output-request.ts';
import { judgeOutputRules } from '../gates/judge-output-rules.ts';
import { outputRules } from '../gates/registry.ts';
import { digestOf } from '../model/digest.ts';
import { type Gathered, valueIfKnown } from '../model/evidence.ts';
import type { Policy } from '../model/policy.ts';
import type { Clock } from '../ports/clock.ts';
import { fold } from '../verdict/fold.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { verdictKey } from '../verdict/verdict-key.ts';
import { type PolicyInForce, policyInForce, waiversInForce } from './read-policy.ts';

export interface JudgeOutputRequest extends Omit<OutputRequest, 'policy'> {
  /** Name of the branch that the output wants to merge into. */
  readonly baseRef: string;
}

export type JudgeOutputPorts = OutputPorts & { readonly clock: Clock };

/** What the flow learnt besides the verdict; a publisher or a draft uses it without asking again. */
export interface JudgedOutput {
  readonly verdict: Verdict;
  /** The policy that was in force. */
  readonly policy: Policy;
  /** Empty for an output to which the gate does not apply. */
  readonly facts: Gathered<OutputFacts> | undefined;
}

/** Gate 2 over one output: gather, judge, fold. Publishes nothing. */
export async function judgeOutput(
  ports: JudgeOutputPorts,
  request: JudgeOutputRequest,
): Promise<JudgedOutput> {
  const inForce = await policyInForce(ports.plans, request.authority);
  const today = ports.clock.now().slice(0, 10);
  const because = await whyNotApplicable(ports, request, inForce);
  if (because !== undefined) {
    const judged = { rules: [], outcome: { state: 'not-applicable', because } } as const;
    return {
      verdict: verdictOf(request, inForce, judged, undefined, today),
      policy: inForce.policy,
      facts: undefined,
    };
  }
  const gatherers = outputGatherers(ports, { ...request, policy: inForce.policy });
  const needed = new Set(outputRules.flatMap((rule) => [...rule.needs]));
  const facts = await gatherFacts<OutputFacts>(gatherers, needed);
  const context = {
    policy: inForce.policy,
    subject: request.output.task ?? request.output.id,
    today,
  };
  const rules = judgeOutputRules(outputRules, facts, context);
  return {
    verdict: verdictOf(request, inForce, { rules, outcome: fold(rules) }, facts, today),
    policy: inForce.policy,
    facts,
  };
}

/** A pull request that is no agent's hands over nothing; one that carries a contract claims to be one. */
async function whyNotApplicable(
  { outputs }: OutputPorts,
  { output, text }: JudgeOutputRequest,
  { policy }: PolicyInForce,
): Promise<string | undefined> {
  const applies = policy['applies-to'];
  if (applies === 'all') return undefined;
  if (applies === 'executors') {
    // A branch that is named for a task claims to be its output, whoever opened it.
    const claims = output.task ?? output.stranger ?? text;
    if (claims !== undefined) return undefined;
    // The description of a person's pull request is a text as well.
    const described = (await outputs.texts([output])).get(output.id);
    if (described !== undefined && claimsContract(described)) return undefined;
    return `${output.id} is no executor's output: it belongs to no task and carries no contract`;
  }
  const branch = output.branch ?? output.id;
  if (compileScope(applies.branches).matches(branch)) return undefined;
  return `${branch} matches none of the policy's branches: ${applies.branches.join(', ')}`;
}

function verdictOf(
  request: JudgeOutputRequest,
  { policy, digest, notes }: PolicyInForce,
  judged: Pick<Verdict, 'rules' | 'outcome'>,
  facts: Gathered<OutputFacts> | undefined,
  today: string,
): Verdict {
  const { output, base, baseRef, engine } = request;
  const plan = valueIfKnown(facts?.plan);
  return {
    schema: 'handoff-verdict/v1',
    engine,
    gate: 'output',
    subject: { id: output.id, ...(output.task && { task: output.task }), head: output.head, base },
    mode: policy.mode,
    ...judged,
    key: verdictKey({
      engine,
      subject: output.id,
      head: output.head,
      baseRef,
      baseTip: base,
      mergeBases: valueIfKnown(facts?.head)?.mergeBases ?? [],
      contract: valueIfKnown(facts?.handoff)?.digest,
      spec: valueIfKnown(facts?.spec)?.digest,
      plan: plan && digestOf(plan),
      policy: digest,
      waivers: waiversInForce(policy, today),
      evidence: facts === undefined ? [] : evidenceOf(facts),
      otherHeads: [],
    }),
    notes,
  };
}

/** What rules read besides texts and trees: seal, test runs, attempts, and what other outputs own and cite. */
function evidenceOf(facts: Gathered<OutputFacts>): readonly string[] {
  const seal = valueIfKnown(facts.spec)?.seal;
  const others = valueIfKnown(facts.others);
  const drift = valueIfKnown(facts.earlierDrift);
  return [
    `seal ${seal?.digest} ${seal?.plan}`,
    ...(valueIfKnown(facts.binding)?.rivals ?? []).map((rival) => `rival ${rival}`),
    ...(valueIfKnown(facts.testRuns) ?? []).map((run) => `run ${run.id} ${run.report.sha256}`),
    ...(valueIfKnown(facts.attempts) ?? []).map(
      ({ attempt, head }) => `attempt ${attempt} ${head}`,
    ),
    ...(valueIfKnown(facts.steps) ?? []).map(
      ({ index, resolution }) => `step ${index} ${resolution.state} ${resolution.grade}`,
    ),
    ...(others?.scopes ?? []).map(({ task, patterns }) => `scope ${task} ${patterns.join(' ')}`),
    ...(others?.citations ?? []).map(({ output, ref }) => `cites ${output} ${ref}`),
    ...(drift?.outside ?? []).map((unit) => `outside ${unit}`),
    ...(drift?.changed ?? []).map((unit) => `changed ${unit}`),
  ];
}
