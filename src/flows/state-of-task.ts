import type { FailurePacket } from '../model/failure-packet.ts';
import type { OF_PULL_REQUESTS } from '../model/task-labels.ts';
import { isGreen } from '../report/check-required.ts';
import type { JudgedPending } from './judge-pending.ts';

/**
 * The state that an open output gives its task (FORMATS §1): `review`, all gates are green and people have the word; `replan`,
 * its attempts are used up, it drifted over the limit, or something else has to be settled by its planner first (seed D2);
 * `running`, an executor works on it, or waits for tests or for another output.
 * @param stage a draft is not handed over yet, whatever the gates say of it
 * @param packets of this output
 */
export function stateOfTask(
  { judged }: Pick<JudgedPending, 'judged'>,
  packets: readonly Pick<FailurePacket, 'return-to'>[],
  stage: 'draft' | 'ready',
): (typeof OF_PULL_REQUESTS)[number] {
  if (isGreen(judged)) return stage === 'ready' ? 'review' : 'running';
  const output = judged.filter(({ gate }) => gate === 'output');
  // A packet that blocks nothing, as with the mode warn, sends nobody back.
  const sent = packets.some((packet) => packet['return-to'] === 'planner') && !isGreen(output);
  return sent ? 'replan' : 'running';
}
