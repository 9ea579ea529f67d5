import { planGraph } from '../analysis/plan-graph.ts';
import { contractIn } from '../evidence/handoff-text.ts';
import { reviewsIn } from '../evidence/review-text.ts';
import { GateError } from '../model/gate-error.ts';
import type { HandoffContract } from '../model/handoff-contract.ts';
import type { Plan, PlanTask } from '../model/plan.ts';
import { readPlan } from '../model/read-plan.ts';
import type { RecordLine } from '../model/record-line.ts';
import { parseSha, type Sha } from '../model/sha.ts';
import type { History } from '../ports/history.ts';
import type { PendingOutput, PendingOutputs } from '../ports/pending-outputs.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { Seals } from '../ports/seals.ts';
import type { CoordinatorFacts, TaskState } from '../report/coordinator-view.ts';
import { integrationOf } from './report-integration.ts';
import { type SurveyPorts, surveyOutputs } from './survey-outputs.ts';

export interface ViewPorts extends SurveyPorts {
  readonly outputs: PendingOutputs;
  readonly plans: PlanStore;
  readonly history: Pick<History, 'resolve' | 'mergeBases'>;
  readonly seals: Seals;
}

/**
 * The plan and where each of its tasks is (seed X4), by the record, the seals and the branches: nothing is asked for that
 * would show code.
 * @throws GateError 'usage' where there is no plan, 'config' where it cannot be read.
 */
export async function viewPlan(
  ports: ViewPorts,
  { base, authority }: { readonly base: Sha; readonly authority: Sha },
): Promise<CoordinatorFacts> {
  const plan = await planAt(ports.plans, authority);
  const outputs = await ports.outputs.list();
  const texts = await ports.outputs.texts(outputs);
  const standings = await Promise.all(
    plan.tasks.map((task) => standingOf(ports, base, task, outputs)),
  );
  const landed = new Set(
    standings.flatMap(({ state, task }) => (state === 'landed' ? [task] : [])),
  );
  const graph = planGraph(plan.tasks);
  return {
    plan,
    tasks: plan.tasks.map((task, index) =>
      stateOf(task, standings[index] as Standing, landed, texts),
    ),
    layers: graph.layers,
    cycles: graph.cycles,
    integration:
      outputs.length === 0
        ? undefined
        : integrationOf(await surveyOutputs(ports, { base, outputs, plan })),
  };
}

/** Where a task is by itself, before its dependencies count. */
interface Standing {
  readonly task: string;
  readonly state: 'landed' | 'passed' | 'refused' | 'unjudged' | 'started' | 'open';
  readonly output: { readonly id: string; readonly head: string } | undefined;
  readonly refused: number;
}

async function standingOf(
  ports: ViewPorts,
  base: Sha,
  { id }: PlanTask,
  outputs: readonly PendingOutput[],
): Promise<Standing> {
  const lines = (await ports.record.of(id)).filter(({ gate }) => gate === 'output');
  const refused = new Set(lines.filter(({ state }) => state === 'failed').map(({ head }) => head))
    .size;
  const pending = outputs.find(({ task }) => task === id);
  if (pending !== undefined) {
    const last = lines.findLast(({ head }) => head === pending.head)?.state;
    const state = last === 'passed' ? 'passed' : last === 'failed' ? 'refused' : 'unjudged';
    return { task: id, state, output: { id: pending.id, head: pending.head }, refused };
  }
  const land = await landedLine(ports, base, lines);
  if (land !== undefined)
    return { task: id, state: 'landed', output: { id: land.output, head: land.head }, refused };
  const sealed = await ports.seals.find(id);
  return { task: id, state: sealed === undefined ? 'open' : 'started', output: undefined, refused };
}

/** The newest judged output of the task that the base holds. */
async function landedLine(
  { history }: ViewPorts,
  base: Sha,
  lines: readonly RecordLine[],
): Promise<RecordLine | undefined> {
  const heads = new Map([...lines].reverse().map((line) => [line.head, line]));
  for (const line of heads.values()) {
    const head = parseSha(line.head);
    if (head === undefined || !(await history.resolve([head])).get(head)) continue;
    if ((await history.mergeBases(base, head)).includes(head)) return line;
  }
  return undefined;
}

function stateOf(
  task: PlanTask,
  { state, output, refused }: Standing,
  landed: ReadonlySet<string>,
  texts: ReadonlyMap<string, string>,
): TaskState {
  const waitsFor = task['depends-on'].filter((id) => !landed.has(id));
  const text = (output && texts.get(output.id)) ?? '';
  const contract = contractIn(text);
  return {
    task: task.id,
    state: state === 'open' ? (waitsFor.length === 0 ? 'ready' : 'waiting') : state,
    waitsFor: state === 'landed' ? [] : waitsFor,
    ...(output && { output }),
    ...(output && contract && { contract: `note:${output.head}` }),
    refused,
    questions: contract === undefined ? [] : leftOpen(contract),
    proposed: reviewsIn(text).reviews.flatMap((review) => review['follow-ups']),
  };
}

function leftOpen(contract: HandoffContract): readonly string[] {
  return contract['open-questions'].flatMap((entry) =>
    entry.status === 'resolved' ? [] : [entry.question],
  );
}

async function planAt(plans: PlanStore, authority: Sha): Promise<Plan> {
  const text = await plans.plan(authority);
  if (text === undefined)
    throw new GateError('usage', 'There is no plan on the default branch', {
      remedy:
        'Write .handoff/plan.yaml on the default branch; handoff-gate init writes an example.',
    });
  const read = readPlan(text, { format: 'yaml' });
  if (read.ok) return read.value;
  throw new GateError(
    'config',
    `.handoff/plan.yaml on the default branch is not valid: ${read.problems[0]?.message}`,
    { remedy: 'See every problem with: handoff-gate validate .handoff/plan.yaml' },
  );
}
