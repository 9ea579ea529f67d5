import { planInForce } from '../evidence/plan-in-force.ts';
import { type Evidence, valueIfKnown } from '../model/evidence.ts';
import type { FailurePacket } from '../model/failure-packet.ts';
import { GateError } from '../model/gate-error.ts';
import { type PackBudget, packBudget } from '../model/pack-budget.ts';
import type { TaskId } from '../model/task-id.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import { criticPack } from '../report/critic-pack.ts';
import { executorPack } from '../report/executor-pack.ts';
import { type JudgeOutputPorts, type JudgeOutputRequest, judgeOutput } from './judge-output.ts';
import { policyInForce } from './read-policy.ts';
import { sealedSpec } from './sealed-spec.ts';
import { packetOf } from './send-back.ts';

export interface PackRequest extends Omit<JudgeOutputRequest, 'output' | 'text'> {
  readonly task: TaskId;
}

export interface ContextPack {
  readonly text: string;
  readonly digest: string;
  readonly budget: Pick<PackBudget, 'tokens' | 'because'>;
  /** What whoever starts the agent should know, besides the pack. */
  readonly notes: readonly string[];
}

/** The pack of one executor: the sealed spec, and what the gate refused of its last attempt (FORMATS §7). */
export async function packForExecutor(
  ports: JudgeOutputPorts,
  request: PackRequest,
): Promise<ContextPack> {
  const { authority, task } = request;
  const [outputs, planned, { policy }] = await Promise.all([
    ports.outputs.list(),
    plannedTasks(ports, request),
    policyInForce(ports.plans, authority),
  ]);
  const { spec, digest, seal } = await sealedSpec(ports, authority, task, planned);
  const output = outputs.find((pending) => pending.task === task);
  const packet = output && packetOf(await judgeOutput(ports, { ...request, output }));
  const names = new Set<string>([...planned, ...outputs.flatMap((pending) => pending.task ?? [])]);
  names.delete(task);
  const failure = packet?.['return-to'] === 'executor' ? packet : undefined;
  return {
    text: executorPack({ spec, digest, failure, others: [...names] }),
    digest,
    budget: packBudget(spec, policy.pack.tokens),
    notes: [
      ...(seal === 'open' ? ['the spec is not sealed yet: no planner has approved it'] : []),
      ...sentElsewhere(packet),
    ],
  };
}

function sentElsewhere(packet: FailurePacket | undefined): readonly string[] {
  if (packet === undefined || packet['return-to'] === 'executor') return [];
  return [
    `attempt ${packet.attempt} went back to the ${packet['return-to']}: an executor cannot repair it`,
  ];
}

/** The pack of a critic of one output: rubric word for word, spec, contract, and refs (seed P11). */
export async function packForCritic(
  ports: JudgeOutputPorts,
  request: PackRequest,
): Promise<ContextPack> {
  const { authority, task } = request;
  const planned = await plannedTasks(ports, request);
  const { spec, digest, seal } = await sealedSpec(ports, authority, task, planned);
  const output = await outputOf(ports, task);
  const { facts, policy } = await judgeOutput(ports, { ...request, output });
  const steps = facts === undefined ? undefined : valueIfKnown(facts.steps);
  const text = criticPack({
    spec,
    digest,
    head: output.head,
    mergeBases: present(facts?.head).mergeBases,
    changed: present(facts?.changedPaths).map(({ path }) => path),
    contract: facts && valueIfKnown(facts.contract),
    looked: (steps ?? []).map(({ resolution }) => resolution),
  });
  return {
    text,
    digest,
    budget: packBudget(spec, policy.pack.tokens),
    notes: seal === 'open' ? ['the spec is not sealed: its rubric may still change'] : [],
  };
}

async function outputOf({ outputs }: JudgeOutputPorts, task: TaskId): Promise<PendingOutput> {
  const found = (await outputs.list()).find((pending) => pending.task === task);
  if (found !== undefined) return found;
  throw new GateError('usage', `Task ${task} has no pending output to review`, {
    remedy: `A critic judges commits of handoff/${task} that the base lacks.`,
  });
}

/** Ids only: what an executor must not hear of. */
async function plannedTasks(
  { plans }: JudgeOutputPorts,
  { authority }: PackRequest,
): Promise<readonly string[]> {
  const plan = await planInForce(plans, authority);
  return plan?.tasks.map(({ id }) => id) ?? [];
}

function present<T>(fact: Evidence<T> | undefined): T {
  if (fact?.state === 'known') return fact.value;
  throw new GateError(
    'access',
    `There is nothing to review: ${fact?.because ?? 'the policy does not apply to this output'}`,
    {
      remedy: 'Fetch the missing history, or let the policy apply to executors.',
    },
  );
}
