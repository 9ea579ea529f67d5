import { driftOfOutput } from '../evidence/drift-of-output.ts';
import type { OutputFacts } from '../evidence/output-facts.ts';
import { countAttempt } from '../model/attempt-count.ts';
import { type Gathered, valueIfKnown } from '../model/evidence.ts';
import type { Policy } from '../model/policy.ts';
import type { RecordLine } from '../model/record-line.ts';
import { parseTaskId } from '../model/task-id.ts';
import type { Clock } from '../ports/clock.ts';
import type { Record } from '../ports/record.ts';
import type { Verdict } from '../verdict/verdict.ts';

export interface RecordPorts {
  readonly record: Record;
  readonly clock: Clock;
}

/** Appends a verdict of a gate that counts no attempts, unless it is the one that was recorded last. */
export async function recordVerdict(
  { record, clock }: RecordPorts,
  verdict: Verdict,
): Promise<void> {
  if (await isRecorded(record, verdict)) return;
  await record.append({ ...lineOf(verdict, clock), attempt: 1 });
}

/**
 * Appends a verdict of Gate 2, with the attempt as the record counts it and the drift that later outputs of the task add
 * to, unless it is the one that was recorded last. `check` never does: an executor's own check is no attempt.
 */
export async function recordOutput(
  { record, clock }: RecordPorts,
  verdict: Verdict,
  facts: Gathered<OutputFacts>,
  policy: Policy,
): Promise<void> {
  if (await isRecorded(record, verdict)) return;
  const earlier = valueIfKnown(facts.attempts) ?? [];
  const { attempt } = countAttempt(
    earlier,
    verdict.subject.head,
    valueIfKnown(facts.claimedAttempt),
  );
  const units = driftOfOutput(facts, policy);
  const drift = units && { outside: [...units.outside], changed: [...units.changed] };
  const refs = valueIfKnown(facts.steps)?.map(({ ref, resolution }) => ({
    kind: ref?.kind ?? 'unreadable',
    state: resolution.state,
  }));
  await record.append({
    ...lineOf(verdict, clock),
    attempt,
    ...(drift && { drift }),
    ...(refs && { refs }),
  });
}

/** Judging again what nobody changed is no news: the record stays as it is. */
async function isRecorded(record: Record, { gate, subject, key }: Verdict): Promise<boolean> {
  const task = parseTaskId(subject.task ?? '');
  const lines = await (task === undefined ? record.all() : record.of(task));
  return lines.findLast((line) => line.gate === gate && line.output === subject.id)?.key === key;
}

function lineOf(
  { gate, subject, key, outcome, rules }: Verdict,
  clock: Clock,
): Omit<RecordLine, 'attempt'> {
  const task = parseTaskId(subject.task ?? '');
  const blocking = rules
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === 'block');
  return {
    schema: 'handoff-record/v1',
    at: clock.now(),
    gate,
    ...(task !== undefined && { task }),
    output: subject.id,
    head: subject.head,
    key,
    state: outcome.state,
    findings: blocking.map(({ id, rule, mast }) => ({ id, rule, mast })),
  };
}
