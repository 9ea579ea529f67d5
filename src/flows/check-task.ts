import { readSpecText } from '../analysis/spec-text.ts';
import { look } from '../evidence/look.ts';
import type { AskedTask } from '../evidence/task-entry-request.ts';
import { valueIfKnown } from '../model/evidence.ts';
import type { TaskId } from '../model/task-id.ts';
import { specDigest } from '../model/task-spec.ts';
import type { PlanStore } from '../ports/plan-store.ts';
import type { TaskIndex, Tasks, TaskText } from '../ports/tasks.ts';
import type { CheckedTask } from '../report/checked-task.ts';
import {
  type JudgeTaskEntryPorts,
  type JudgeTaskEntryRequest,
  openTaskEntryGate,
} from './judge-task-entry.ts';
import { readinessOf } from './readiness-of.ts';

/** What a planner has written and not committed yet; undefined, or absent from the map = the default branch's counts. */
export interface Drafts {
  readonly plan: string | undefined;
  readonly policy: string | undefined;
  readonly specs: ReadonlyMap<TaskId, TaskText>;
}

/** A text that is to become the spec of a task. */
export type DraftedTask = Extract<AskedTask, { kind: 'draft' }>;

/**
 * Gate 1 over specs as it will be when plan, policy and specs of the working tree are on the default branch (seed G1g).
 * Records, seals and locks nothing.
 */
export async function checkTasks(
  ports: JudgeTaskEntryPorts,
  request: JudgeTaskEntryRequest,
  drafts: Drafts,
  asked: readonly DraftedTask[],
): Promise<readonly CheckedTask[]> {
  const gate = await openTaskEntryGate(withDrafts(ports, drafts), request);
  const [landed, committed] = await Promise.all([
    look(gate.world.landed),
    ports.tasks.read(
      request.authority,
      asked.flatMap(({ task }) => task ?? []),
    ),
  ]);
  const checked: CheckedTask[] = [];
  for (const one of asked) {
    const { task, draft } = one;
    if (
      task !== undefined &&
      valueIfKnown(landed)?.has(task) &&
      committed.get(task)?.text === draft.text
    ) {
      checked.push(done(task, draft));
      continue;
    }
    const { verdict, facts } = await gate.judge(one);
    const spec = valueIfKnown(facts.spec);
    const { state, because } = readinessOf(verdict);
    checked.push({
      source: one.draft.source,
      task: verdict.subject.task,
      state: state === 'ready' ? 'passed' : state,
      because,
      digest: spec && specDigest(spec),
      rules: verdict.rules,
    });
  }
  return checked;
}

/** A spec that did its work is no draft of anything: the plan may have moved on since, and nothing starts by it again. */
function done(task: TaskId, { source, text }: DraftedTask['draft']): CheckedTask {
  const read = readSpecText(text);
  const digest = read.ok ? specDigest(read.value) : undefined;
  return { source, task, state: 'landed', because: 'its output is in the base', digest, rules: [] };
}

function withDrafts<Ports extends Pick<JudgeTaskEntryPorts, 'plans' | 'tasks' | 'taskIndex'>>(
  ports: Ports,
  { plan, policy, specs }: Drafts,
): Ports {
  const plans: PlanStore = {
    plan: async (base) => plan ?? ports.plans.plan(base),
    policy: async (base) => policy ?? ports.plans.policy(base),
  };
  const tasks: Tasks = {
    async read(base, ids) {
      const committed = await ports.tasks.read(
        base,
        ids.filter((id) => !specs.has(id)),
      );
      return new Map(
        ids.flatMap((id) => {
          const text = specs.get(id) ?? committed.get(id);
          return text === undefined ? [] : [[id, text] as const];
        }),
      );
    },
  };
  const taskIndex: TaskIndex = {
    list: async (base) =>
      [...new Set([...(await ports.taskIndex.list(base)), ...specs.keys()])].sort(),
  };
  return { ...ports, plans, tasks, taskIndex };
}
