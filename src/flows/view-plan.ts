import { crossCutting } from '../analysis/cross-cutting.ts';
import { planGraph } from '../analysis/plan-graph.ts';
import { contractIn } from '../evidence/handoff-text.ts';
import { planInForce } from '../evidence/plan-in-force.ts';
import { reviewsIn } from '../evidence/review-text.ts';
import { GateError } from '../model/gate-error.ts';
import type { HandoffContract } from '../model/handoff-contract.ts';
import type { Plan, PlanTask } from '../model/plan.ts';
import type { RecordLine } from '../model/record-line.ts';
import { parseSha, type Sha } from '../model/sha.ts';
import type { History } from '../ports/history.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import {
  type CoordinatorFacts,
  coordinatorView,
  type TaskState,
  VIEW_TOKENS,
} from '../report/coordinator-view.ts';
import type { TaskReadiness } from '../report/task-readiness.ts';
import type { JudgeTaskEntryPorts, JudgeTaskEntryRequest } from './judge-task-entry.ts';
import { readyTasks } from './ready-tasks.ts';
import { integrationOf } from './report-integration.ts';
import { type SurveyPorts, surveyOutputs } from './survey-outputs.ts';

export interface ViewPorts extends SurveyPorts, JudgeTaskEntryPorts {
  readonly history: History;
}

/**
 * The plan and where each of its tasks is (seed X4), by Gate 1, the record and the branches: nothing is asked for that
 * would show code.
 * @throws GateError 'usage' where there is no plan, 'config' where it cannot be read.
 */
export async function viewPlan(
  ports: ViewPorts,
  request: JudgeTaskEntryRequest,
): Promise<CoordinatorFacts> {
  const { base, authority } = request;
  const plan = await planAt(ports.plans, authority);
  const outputs = await ports.outputs.list();
  const readiness = new Map(
    (await readyTasks(ports, request)).map((ready) => [ready.task, ready] as const),
  );
  const landed = new Set(
    [...readiness.values()].flatMap(({ task, state }) => (state === 'landed' ? [task] : [])),
  );
  const standings = await Promise.all(
    plan.tasks.map(async (task) => {
      const ready = readiness.get(task.id) as TaskReadiness; // one a task of the plan
      return { ready, ...(await standingOf(ports, base, ready, outputs)) };
    }),
  );
  const texts = await ports.outputs.texts(standings.flatMap(({ output }) => output ?? []));
  const graph = planGraph(plan.tasks);
  return {
    plan,
    tasks: plan.tasks.map((task, index) =>
      stateOf(task, standings[index] as (typeof standings)[number], landed, texts),
    ),
    layers: graph.layers,
    cycles: graph.cycles,
    crossCutting: crossCutting(
      plan.tasks.filter(({ id }) => !landed.has(id)),
      (await ports.history.tree(base)).map(({ path }) => path),
    ),
    integration:
      outputs.length === 0
        ? undefined
        : integrationOf(await surveyOutputs(ports, { base, outputs, plan })),
  };
}

/** As much of the view as its budget holds. */
export async function viewText(
  { tokenizer }: Pick<ViewPorts, 'tokenizer'>,
  facts: CoordinatorFacts,
): Promise<string> {
  const full = coordinatorView(facts, 'full');
  const tokens = await tokenizer.within(full, VIEW_TOKENS);
  return tokens <= VIEW_TOKENS ? full : coordinatorView(facts, 'brief');
}

interface Standing {
  readonly state: TaskState['state'];
  /** The pending one, or the one that landed: its contract is still a note on its head (seed X4). */
  readonly output?: PendingOutput | undefined;
  readonly refused: number;
}

/** Of a task that was not begun what Gate 1 says, else what Gate 2 said of its output. */
async function standingOf(
  ports: ViewPorts,
  base: Sha,
  { task, state }: TaskReadiness,
  outputs: readonly PendingOutput[],
): Promise<Standing> {
  const lines = (await ports.record.of(task)).filter(({ gate }) => gate === 'output');
  const refused = new Set(lines.filter((line) => line.state === 'failed').map(({ head }) => head))
    .size;
  if (state === 'landed') return { state, refused, output: await landedOutput(ports, base, lines) };
  if (state !== 'pending') return { state: BEFORE[state], refused };
  const own = outputs.find((output) => output.task === task);
  const last = lines.findLast(({ head }) => head === own?.head)?.state;
  const judged = last === 'passed' ? 'passed' : last === 'failed' ? 'refused' : 'unjudged';
  return { state: judged, refused, output: own };
}

/** Whoever has to repair or to write a spec first sees the same: nothing may start there. */
const BEFORE = {
  started: 'started',
  ready: 'ready',
  waits: 'waiting',
  refused: 'blocked',
  unproven: 'blocked',
  'no-spec': 'blocked',
} as const;

/** The newest judged output of the task that the base holds. */
async function landedOutput(
  { history }: ViewPorts,
  base: Sha,
  lines: readonly RecordLine[],
): Promise<PendingOutput | undefined> {
  const heads = new Map([...lines].reverse().map((line) => [line.head, line]));
  for (const { head: text, output: id, task } of heads.values()) {
    const head = parseSha(text);
    if (head === undefined || !(await history.resolve([head])).get(head)) continue;
    if ((await history.mergeBases(base, head)).includes(head))
      return { id, ref: `refs/heads/${id}`, head, task, since: 0 };
  }
  return undefined;
}

function stateOf(
  task: PlanTask,
  { ready, state, output, refused }: Standing & { readonly ready: TaskReadiness },
  landed: ReadonlySet<string>,
  texts: ReadonlyMap<string, string>,
): TaskState {
  const waitsFor = task['depends-on'].filter((id) => !landed.has(id));
  const text = (output && texts.get(output.id)) ?? '';
  const contract = contractIn(text);
  const tellsWhy = state === 'blocked' || (state === 'waiting' && waitsFor.length === 0);
  return {
    task: task.id,
    state,
    waitsFor: state === 'landed' ? [] : waitsFor,
    ...(tellsWhy && { because: ready.because }),
    ...(output && { output: { id: output.id, head: output.head } }),
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
  const plan = await planInForce(plans, authority);
  if (plan !== undefined) return plan;
  throw new GateError('usage', 'There is no plan on the default branch', {
    remedy: 'Write .handoff/plan.yaml on the default branch; handoff-gate init writes an example.',
  });
}
