import { countAttempt } from '../model/attempt-count.ts';
import { valueIfKnown } from '../model/evidence.ts';
import type { FailurePacket } from '../model/failure-packet.ts';
import { parseTaskId } from '../model/task-id.ts';
import { failurePacket } from '../report/failure-packet.ts';
import type { JudgedOutput } from './judge-output.ts';

/**
 * What goes back to the one who must act on an output of a task (FORMATS §6).
 * @returns undefined when nothing blocks, or when the output belongs to no task: then nobody was asked for it
 */
export function packetOf({ verdict, facts, policy }: JudgedOutput): FailurePacket | undefined {
  const task = parseTaskId(verdict.subject.task ?? '');
  if (facts === undefined || task === undefined) return undefined;
  const earlier = valueIfKnown(facts.attempts) ?? [];
  const claimed = valueIfKnown(facts.claimedAttempt);
  const { attempt } = countAttempt(earlier, verdict.subject.head, claimed);
  const spec = valueIfKnown(facts.spec)?.spec;
  return failurePacket(verdict, {
    task,
    attempt,
    attempts: Math.min(spec?.budget.attempts ?? policy.attempts, policy.attempts),
    covered: provedCriteria({ verdict, facts }),
  });
}

/** Criteria with a resolved step that no rule about criteria or tests objects to: the next attempt must not break them. */
function provedCriteria({
  verdict,
  facts,
}: Pick<JudgedOutput, 'verdict' | 'facts'>): readonly string[] {
  const steps = facts === undefined ? [] : (valueIfKnown(facts.steps) ?? []);
  const contract = facts && valueIfKnown(facts.contract);
  const objected = new Set(
    verdict.rules
      .filter(({ rule }) => rule === 'output/criteria-covered' || rule === 'output/tests-pass')
      .flatMap(({ findings }) =>
        findings.flatMap(({ facts: { criterion }, at }) => [criterion, at?.field]),
      ),
  );
  const covered = steps
    .filter(({ resolution }) => resolution.state === 'resolved')
    .flatMap(({ index }) => contract?.['completed-steps'][index]?.covers ?? []);
  return [...new Set(covered)].filter((id) => !objected.has(id)).sort();
}
