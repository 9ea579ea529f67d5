import type { RecordLine } from '../model/record-line.ts';
import { parseTaskId } from '../model/task-id.ts';
import type { Clock } from '../ports/clock.ts';
import type { Record } from '../ports/record.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** Appends a verdict to the record. `check` never does: an executor's own check is no attempt. */
export async function recordVerdict(
  { record, clock }: { readonly record: Record; readonly clock: Clock },
  verdict: Verdict,
  extra: Pick<RecordLine, 'attempt' | 'drift'>,
): Promise<void> {
  const task = parseTaskId(verdict.subject.task ?? '');
  const blocking = verdict.rules
    .flatMap((rule) => rule.findings)
    .filter(({ severity }) => severity === 'block');
  await record.append({
    schema: 'handoff-record/v1',
    at: clock.now(),
    gate: verdict.gate,
    ...(task !== undefined && { task }),
    output: verdict.subject.id,
    head: verdict.subject.head,
    key: verdict.key,
    state: verdict.outcome.state,
    findings: blocking.map(({ id, rule, mast }) => ({ id, rule, mast })),
    ...extra,
  });
}
