import { valueIfKnown } from '../model/evidence.ts';
import type { FailurePacket } from '../model/failure-packet.ts';
import type { Policy } from '../model/policy.ts';
import { parseTaskId } from '../model/task-id.ts';
import { failurePacket } from '../report/failure-packet.ts';
import type { Report } from '../report/report.ts';
import type { JudgedTaskEntry } from './judge-task-entry.ts';

/** All that Gate 1 has to say about some tasks. */
export function taskEntryReport(
  engine: string,
  base: Report['base'],
  policy: Policy,
  judged: readonly JudgedTaskEntry[],
): Report {
  return {
    engine,
    base,
    verdicts: judged.map(({ verdict }) => verdict),
    packets: judged.flatMap((one) => packetOf(one, policy) ?? []),
    outputs: [],
  };
}

/** What goes back to the planner (seed G1f). Nobody has tried the task, so all of its attempts are left. */
function packetOf({ verdict, facts }: JudgedTaskEntry, policy: Policy): FailurePacket | undefined {
  const task = parseTaskId(verdict.subject.task ?? '');
  if (task === undefined) return undefined;
  const own = valueIfKnown(facts.spec)?.budget.attempts ?? policy.attempts;
  const attempts = Math.min(own, policy.attempts);
  return failurePacket(verdict, { task, attempt: 1, attempts: attempts + 1, covered: [] });
}
