import type { CriticReview } from '../model/critic-review.ts';
import type { Plan, PlanTask } from '../model/plan.ts';
import { counted } from '../model/short-list.ts';
import { QUOTES, quoted, section } from './quoted.ts';
import type { Integration } from './report.ts';
import { visibleJson } from './visible-text.ts';

/** Where a task is. Done: landed. In progress: passed, refused, unjudged, started. Not begun: ready, waiting, blocked (Gate 1). */
export const TASK_STATES = [
  'landed',
  'passed',
  'refused',
  'unjudged',
  'started',
  'ready',
  'waiting',
  'blocked',
] as const;

export interface TaskState {
  readonly task: string;
  readonly state: (typeof TASK_STATES)[number];
  /** Dependencies that have not landed. */
  readonly waitsFor: readonly string[];
  /** Why Gate 1 lets nobody start it; undefined where `waitsFor` says so, or where it may start. */
  readonly because?: string;
  /** The pending output, or the one that landed. */
  readonly output?: { readonly id: string; readonly head: string };
  /** Ref of its contract; never its text (seed X4). */
  readonly contract?: string;
  /** Attempts that were refused. */
  readonly refused: number;
  /** Questions that its contract leaves open. */
  readonly questions: readonly string[];
  /** Work beyond the task that a review of its pending output proposes (seed R3); not a task before Gate 1 says so. */
  readonly proposed: CriticReview['follow-ups'];
}

/** What a coordinator sees. There is no place in it for code, a diff, a thread or reasoning (seed X4, X5). */
export interface CoordinatorFacts {
  readonly plan: Plan;
  /** One a task of the plan, in its order. */
  readonly tasks: readonly TaskState[];
  /** Tasks that may run at the same time, first to run first. */
  readonly layers: readonly (readonly string[])[];
  readonly cycles: readonly (readonly string[])[];
  /** Paths that two or more tasks may touch that have not landed (seed R1); most tasks first. */
  readonly crossCutting: readonly { readonly path: string; readonly tasks: readonly string[] }[];
  /** undefined = nothing is pending. */
  readonly integration: Integration | undefined;
}

/** A brief view leaves objectives to the specs, and proposals to the reviews: for plans whose full one costs more than this. */
export const VIEW_TOKENS = 4_000;

/** The coordinator's view as Markdown. */
export function coordinatorView(facts: CoordinatorFacts, detail: 'full' | 'brief'): string {
  const { plan, tasks, layers, cycles, integration } = facts;
  const counts = TASK_STATES.map((state) => ({
    state,
    count: tasks.filter((task) => task.state === state).length,
  })).filter(({ count }) => count > 0);
  const lines = [
    `# Plan ${plan['plan-id']}, version ${plan.version}`,
    `${quoted(plan.goal)}`,
    QUOTES,
    ...section('Tasks', [
      counts.map(({ state, count }) => `${count} ${state}`).join(', ') || 'none',
      ...plan.tasks.map((task, index) => taskLine(tasks[index] as TaskState, task, detail)),
      'Specs: .handoff/tasks/<task>.md. Contracts: notes on the commits named.',
    ]),
    ...section('Order', [
      ...layers.map((layer, index) => `${index + 1}. ${layer.join(', ')}`),
      ...cycles.map((cycle) => `- wait for each other: ${cycle.join(', ')}`),
    ]),
    ...section('Open questions', [
      ...openQuestions(plan).map(
        ({ id, question, status, reason }) =>
          `- ${id} ${status}: ${quoted(question)}${reason === undefined ? '' : `, ${quoted(reason)}`}`,
      ),
      ...tasks.flatMap(({ task, questions }) =>
        questions.map((question) => `- ${task}: ${quoted(question)}`),
      ),
    ]),
    ...section(
      'Proposed by critics, not tasks yet',
      tasks.flatMap((task) => proposals(task, detail)),
    ),
    ...section(
      'Constraints not yet settled',
      unresolvedConstraints(facts).map(
        ({ constraint, open }) =>
          `- ${constraint.id} (${counted(open, 'open task')}): ${quoted(constraint.text)}`,
      ),
    ),
    ...section('Files of several tasks', crossCuttingLines(facts)),
    ...(integration === undefined ? [] : integrationLines(integration)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as one JSON object, always with the objectives. */
export function coordinatorJson(facts: CoordinatorFacts): string {
  const { plan, tasks, layers, cycles, crossCutting, integration } = facts;
  const members = {
    schema: 'handoff-view/v1',
    plan: { id: plan['plan-id'], version: plan.version, goal: plan.goal },
    tasks: plan.tasks.map((task, index) => ({
      ...tasks[index],
      ...(task.objective !== undefined && { objective: task.objective }),
      'depends-on': task['depends-on'],
    })),
    layers,
    cycles,
    'open-questions': openQuestions(plan),
    constraints: unresolvedConstraints(facts).map(({ constraint, open }) => ({
      id: constraint.id,
      text: constraint.text,
      open,
    })),
    'cross-cutting': crossCutting,
    ...(integration && { integration }),
  };
  return `${visibleJson(JSON.stringify(members, null, 2))}\n`;
}

function taskLine(
  { task, state, waitsFor, because, output, contract, refused }: TaskState,
  { objective }: PlanTask,
  detail: 'full' | 'brief',
): string {
  const words = (text: string | undefined) =>
    text === undefined || detail === 'brief' ? [] : [quoted(text)];
  const parts = [
    `- ${task}: ${state}`,
    ...words(because),
    ...(waitsFor.length > 0 ? [`after ${waitsFor.join(', ')}`] : []),
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(output === undefined ? [] : [`${quoted(output.id)} ${output.head.slice(0, 12)}`]),
    ...(output !== undefined && contract === undefined ? ['no contract'] : []),
    ...words(objective),
  ];
  return parts.join('; ');
}

function proposals({ task, proposed }: TaskState, detail: 'full' | 'brief'): readonly string[] {
  if (proposed.length === 0) return [];
  if (detail === 'brief') return [`- ${task}: ${proposed.length}, in the review of its output`];
  return proposed.map(
    ({ objective, scope }) => `- ${task}: ${[objective, ...scope].map(quoted).join(', ')}`,
  );
}

/** A view names so many; the JSON has all. */
const MOST_FILES = 20;

function crossCuttingLines({ crossCutting }: CoordinatorFacts): readonly string[] {
  const more = crossCutting.length - MOST_FILES;
  return [
    ...crossCutting
      .slice(0, MOST_FILES)
      .map(({ path, tasks }) => `- ${quoted(path)}: ${tasks.join(', ')}`),
    ...(more > 0 ? [`- and ${more} more: handoff-gate view --json`] : []),
  ];
}

function openQuestions(plan: Plan): Plan['open-questions'] {
  return plan['open-questions'].filter(({ status }) => status !== 'resolved');
}

/** Active constraints with the number of tasks that must still keep them; none left = settled. */
function unresolvedConstraints({ plan, tasks }: CoordinatorFacts) {
  const left = tasks.filter(({ state }) => state !== 'landed').map(({ task }) => task);
  return plan.constraints
    .filter(({ status }) => status === 'active')
    .map((constraint) => {
      const bound = constraint['applies-to'];
      const open = left.filter((task) => bound?.some((id) => id === task) ?? true).length;
      return { constraint, open };
    })
    .filter(({ open }) => open > 0);
}

function integrationLines({ order, pairs, unmerged }: Integration): readonly string[] {
  const troubled = pairs.filter(({ state }) => state !== 'shares');
  return [
    ...section('Conflicts', [
      ...unmerged.map(({ output, because }) => `- ${quoted(output)}: ${quoted(because)}`),
      ...troubled.map(({ a, b, state, paths, holder }) => {
        const first = holder === undefined ? '' : `; ${quoted(holder)} may land first`;
        return `- ${quoted(a)} × ${quoted(b)}: ${state} in ${paths.map(quoted).join(', ')}${first}`;
      }),
    ]),
    ...section(
      'Landing order',
      order.map(({ output, because }, index) => `${index + 1}. ${quoted(output)}: ${because}`),
    ),
  ];
}
