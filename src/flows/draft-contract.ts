import { frameBlock } from '../analysis/framed-block.ts';
import type { OutputFacts } from '../evidence/output-facts.ts';
import { blocking } from '../gates/judge-output-rules.ts';
import type { Evidence, Gathered } from '../model/evidence.ts';
import { GateError } from '../model/gate-error.ts';
import type { HandoffContract } from '../model/handoff-contract.ts';
import type { Marker } from '../model/marker.ts';
import type { Plan } from '../model/plan.ts';
import { printContract } from '../model/print-formats.ts';
import { planVersionOf } from '../model/task-spec.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { type DraftFacts, draftSteps } from './draft-steps.ts';
import { type JudgeOutputPorts, type JudgeOutputRequest, judgeOutput } from './judge-output.ts';

export interface DraftedContract {
  readonly contract: HandoffContract;
  /** The contract as a framed block, ready for a pull request body or a note. */
  readonly text: string;
  /** What git and test runs could not fill in, for the executor. */
  readonly open: readonly string[];
  /** What the gate says to the draft, its self-check left out. */
  readonly verdict: Verdict;
}

/**
 * A contract out of what can be proved: objective and constraints of the sealed spec, the commits that made each file, the
 * recorded runs with their counts, the attempt by the record. Nothing is claimed that was not looked up. The gate judges
 * the draft, and its count becomes the self-check.
 * @throws GateError 'usage' where there is nothing to hand over; 'access' where it could not be looked up.
 */
export async function draftContract(
  ports: JudgeOutputPorts,
  request: Omit<JudgeOutputRequest, 'text'>,
): Promise<DraftedContract> {
  const judge = (text: string) =>
    judgeOutput(ports, { ...request, text: { source: 'the draft', text } });
  const { facts: gathered } = await judge('');
  const facts = draftFacts(gathered);
  const { steps, open } = draftSteps(facts);
  const { spec } = facts.spec;
  const refused = facts.attempts.filter(({ findings }) => findings.length > 0);
  const first: HandoffContract = {
    schema: 'handoff-contract/v1',
    'task-id': spec['task-id'],
    objective: spec.objective,
    constraints: spec.constraints.map(
      ({ text }) => `${text} (verbatim from plan v${planVersionOf(spec)})`,
    ),
    'completed-steps': [...steps],
    'next-step': nextStep(facts.plan, spec['task-id']),
    'open-questions': [],
    attempt: 1 + Math.max(0, ...refused.map(({ attempt }) => attempt)),
    addressed: [],
    disputed: [],
    discovered: [],
  };
  let { verdict } = await judge(framed(first));
  const still = new Set(verdict.rules.flatMap(({ findings }) => findings.map(({ id }) => id)));
  const before = new Set(refused.flatMap(({ findings }) => findings.map(({ id }) => id)));
  const addressed = [...before].filter((id) => !still.has(id));
  const answered = { ...first, addressed };
  if (addressed.length > 0) ({ verdict } = await judge(framed(answered)));
  const contract = {
    ...answered,
    'self-check': {
      'engine-version': request.engine,
      findings: blocking(verdict.rules).length,
      'tree-sha': facts.head.tree,
    },
  };
  return { contract, text: `${framed(contract)}\n`, open, verdict };
}

function framed(contract: HandoffContract): string {
  return frameBlock(printContract(contract));
}

/** Which task comes next is the planner's word; whether any waits for this one is in the plan. */
function nextStep(plan: Plan | undefined, task: string): Marker {
  const waiting =
    plan?.tasks.filter((other) => other['depends-on'].some((id) => id === task)) ?? [];
  const [next] = waiting;
  return next === undefined
    ? { status: 'none', reason: 'No task of the plan depends on this one' }
    : { status: 'unknown', reason: `The planner decides; ${next.id} waits for this task` };
}

/** What a draft stands on; anything of it that could not be looked up ends the draft. */
function draftFacts(gathered: Gathered<OutputFacts> | undefined): DraftFacts {
  if (gathered === undefined)
    throw new GateError('usage', 'The policy does not apply to this branch', {
      remedy: 'Name the branch handoff/<task-id>, after the task that it implements.',
    });
  return {
    head: present(gathered.head),
    spec: present(gathered.spec),
    plan: present(gathered.plan),
    commits: present(gathered.commits),
    changedPaths: present(gathered.changedPaths),
    headTree: present(gathered.headTree),
    testRuns: present(gathered.testRuns),
    attempts: present(gathered.attempts),
  };
}

function present<T>(fact: Evidence<T>): T {
  if (fact.state === 'known') return fact.value;
  if (fact.state === 'unknown')
    throw new GateError('access', fact.because, { remedy: fact.remedy });
  throw new GateError('usage', `There is nothing to draft from: ${fact.because}`, {
    remedy: 'Write the task spec on the default branch, and name the branch handoff/<task-id>.',
  });
}
