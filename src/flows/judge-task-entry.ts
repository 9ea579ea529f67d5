import { type EntryWorld, entryWorld } from '../evidence/entry-world.ts';
import { taskEntryGatherers } from '../evidence/gather-task-entry.ts';
import { gatherFacts } from '../evidence/gatherers.ts';
import type { TaskEntryFacts } from '../evidence/task-entry-facts.ts';
import type { AskedTask, TaskEntryBase, TaskEntryPorts } from '../evidence/task-entry-request.ts';
import { judge } from '../gates/judge.ts';
import { taskEntryRules } from '../gates/registry.ts';
import { digestOf } from '../model/digest.ts';
import { type Gathered, valueIfKnown } from '../model/evidence.ts';
import type { Policy } from '../model/policy.ts';
import { specDigest } from '../model/task-spec.ts';
import type { Clock } from '../ports/clock.ts';
import type { Tokenizer } from '../ports/tokenizer.ts';
import { fold } from '../verdict/fold.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { verdictKey } from '../verdict/verdict-key.ts';
import { measurePack } from './measure-pack.ts';
import { type PolicyInForce, policyInForce, waiversInForce } from './read-policy.ts';

export interface JudgeTaskEntryPorts extends TaskEntryPorts {
  readonly tokenizer: Tokenizer;
  readonly clock: Clock;
}

export interface JudgeTaskEntryRequest extends TaskEntryBase {
  readonly engine: string;
  /** Name of the branch that executors start from. */
  readonly baseRef: string;
}

export interface JudgedTaskEntry {
  readonly verdict: Verdict;
  readonly facts: Gathered<TaskEntryFacts>;
}

/** Gate 1 at one moment: tasks that are judged by it see the same world, and each part of that is looked up once. */
export interface TaskEntryGate {
  readonly world: EntryWorld;
  readonly policy: Policy;
  judge(asked: AskedTask): Promise<JudgedTaskEntry>;
}

/** Gathers, judges and folds; seals nothing and locks nothing. */
export async function openTaskEntryGate(
  ports: JudgeTaskEntryPorts,
  request: JudgeTaskEntryRequest,
): Promise<TaskEntryGate> {
  const inForce = await policyInForce(ports.plans, request.authority);
  const { policy } = inForce;
  const world = entryWorld(ports, request);
  const today = ports.clock.now().slice(0, 10);
  const packTokens = measurePack(ports.tokenizer, policy);
  return {
    world,
    policy,
    async judge(asked) {
      const { base, authority } = request;
      const gatherers = taskEntryGatherers(ports, world, {
        ...{ base, authority, policy, asked, packTokens },
      });
      const needed = new Set(taskEntryRules.flatMap((rule) => [...rule.needs]));
      const facts = await gatherFacts<TaskEntryFacts>(gatherers, needed);
      const subject = subjectOf(asked, facts);
      const rules = judge<TaskEntryFacts>(taskEntryRules, facts, { policy, subject, today });
      return {
        verdict: verdictOf(request, inForce, facts, { asked, subject, rules, today }),
        facts,
      };
    },
  };
}

function subjectOf(asked: AskedTask, facts: Gathered<TaskEntryFacts>): string {
  const written = valueIfKnown(facts.spec)?.['task-id'] ?? asked.task;
  return written ?? (asked.kind === 'draft' ? asked.draft.source : asked.task);
}

function verdictOf(
  { engine, base, baseRef, authority }: JudgeTaskEntryRequest,
  { policy, digest, notes }: PolicyInForce,
  facts: Gathered<TaskEntryFacts>,
  judged: {
    readonly asked: AskedTask;
    readonly subject: string;
    readonly rules: Verdict['rules'];
    readonly today: string;
  },
): Verdict {
  const { asked, subject, rules, today } = judged;
  const plan = valueIfKnown(facts.plan);
  const task = valueIfKnown(facts.spec)?.['task-id'] ?? asked.task;
  return {
    schema: 'handoff-verdict/v1',
    engine,
    gate: 'task-entry',
    subject: { id: subject, ...(task && { task }), head: authority, base },
    mode: policy.mode,
    outcome: fold(rules),
    rules,
    key: verdictKey({
      engine,
      subject,
      head: authority,
      baseRef,
      baseTip: base,
      mergeBases: [],
      contract: undefined,
      spec: specOf(facts),
      plan: plan && digestOf(plan),
      policy: digest,
      waivers: waiversInForce(policy, today),
      evidence: evidenceOf(facts),
      otherHeads: [],
    }),
    notes,
  };
}

/** What was written: the spec, else what is in its place. */
function specOf({ text, reading, spec }: Gathered<TaskEntryFacts>): string {
  const problems = valueIfKnown(reading)?.problems ?? [];
  const read = valueIfKnown(spec);
  return digestOf({
    text: { ...valueIfKnown(text) },
    problems: problems.map(({ message, line }) => ({ message, line })),
    spec: read && specDigest(read),
  });
}

/** What rules read besides text, trees and plan: who runs, who has landed, what asks for the same. */
function evidenceOf(facts: Gathered<TaskEntryFacts>): readonly string[] {
  return [
    `authority ${valueIfKnown(facts.authority)?.kind}`,
    ...[...(valueIfKnown(facts.landed) ?? [])].map((task) => `landed ${task}`),
    ...(valueIfKnown(facts.earlier) ?? []).map(({ task, state }) => `${state} ${task}`),
    ...(valueIfKnown(facts.overlaps) ?? []).map(
      ({ with: { task, route, state }, overlap }) =>
        `beside ${task} ${route} ${state} ${digestOf(overlap)}`,
    ),
  ];
}
