import { valueIfKnown } from '../model/evidence.ts';
import { GateError } from '../model/gate-error.ts';
import { openedBy } from '../model/scope.ts';
import type { ScopeLock } from '../model/scope-lock.ts';
import type { Seal } from '../model/seal.ts';
import type { TaskId } from '../model/task-id.ts';
import { specDigest, type TaskSpec } from '../model/task-spec.ts';
import type { Record } from '../ports/record.ts';
import type { ScopeLocks } from '../ports/scope-locks.ts';
import type { Seals } from '../ports/seals.ts';
import { conclusionOf } from '../verdict/conclusion.ts';
import type { Verdict } from '../verdict/verdict.ts';
import {
  type JudgeTaskEntryPorts,
  type JudgeTaskEntryRequest,
  openTaskEntryGate,
} from './judge-task-entry.ts';
import { recordVerdict } from './record-verdict.ts';

export interface SealTaskPorts extends JudgeTaskEntryPorts {
  readonly seals: Seals;
  readonly locks: ScopeLocks;
  readonly record: Record;
}

export type SealedTask =
  | { readonly state: 'refused'; readonly verdict: Verdict }
  | {
      /** started: its executor may start, once · again: it had been started before, and its new spec is approved. */
      readonly state: 'started' | 'again';
      readonly verdict: Verdict;
      readonly seal: Seal;
      readonly lock: ScopeLock;
    };

/** Others may start tasks while this one is judged; so often it is judged again. */
const TRIES = 5;

/**
 * A planner approves a task (FORMATS §2): Gate 1 judges it; on pass its scope is locked, and what its spec says now is
 * sealed. The lock is taken only over the locks that the verdict knew: of two tasks that overlap and are sealed in one
 * moment, the second one is judged again and sees the first (threat A12).
 */
export async function sealTask(
  ports: SealTaskPorts,
  request: JudgeTaskEntryRequest,
  task: TaskId,
): Promise<SealedTask> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const { world, judge } = await openTaskEntryGate(ports, request);
    const { verdict, facts } = await judge({ kind: 'task', task });
    const spec = valueIfKnown(facts.spec);
    if (conclusionOf(verdict) !== 'pass' || spec === undefined) {
      await recordVerdict(ports, verdict);
      return { state: 'refused', verdict };
    }
    const lock = lockOf(spec, ports.clock.now());
    const known = new Set((await world.locks()).map(identity));
    const taking = await ports.locks.take(lock, (others) =>
      others.filter((other) => !known.has(identity(other))),
    );
    if (taking.state === 'refused') continue;
    await recordVerdict(ports, verdict);
    await ports.locks.release([...(await world.landed())].filter((id) => id !== task));
    const seal = await sealed(ports, spec, valueIfKnown(facts.plan)?.version ?? 0);
    return { state: taking.state === 'taken' ? 'started' : 'again', verdict, seal, lock };
  }
  throw new GateError('access', `Other tasks were started each time that ${task} had been judged`, {
    remedy: 'Try again in a moment.',
  });
}

function lockOf(spec: TaskSpec, at: string): ScopeLock {
  return { task: spec['task-id'], patterns: [...openedBy(spec.scope)], route: spec.route, at };
}

/** A lock that was renewed is another one: its scope may have grown. */
function identity({ task, at, patterns, route }: ScopeLock): string {
  return JSON.stringify([task, at, patterns, route]);
}

/** The moment of an approval is kept when the same spec is approved again: it decides who lands first. */
async function sealed(
  { seals, clock }: SealTaskPorts,
  spec: TaskSpec,
  plan: number,
): Promise<Seal> {
  const task = spec['task-id'];
  const digest = specDigest(spec);
  const before = await seals.find(task);
  if (before?.digest === digest && before.plan === plan) return before;
  const seal: Seal = { schema: 'handoff-seal/v1', task, digest, plan, at: clock.now() };
  await seals.put(seal);
  return seal;
}
