import type { JudgedPending, PendingReport } from '../../flows/judge-pending.ts';
import type { Gate } from '../../model/actor.ts';

/** What was found of all but some outputs. @param ids as `#12` */
export function withoutOutputs(
  { outputs, report }: PendingReport,
  ids: ReadonlySet<string>,
): PendingReport {
  const left = outputs.filter(({ output }) => ids.has(output.id));
  const isLeft = (packet: PendingReport['report']['packets'][number]): boolean =>
    left.some(({ output }) => output.task === packet['task-id'] && output.head === packet.head);
  return {
    outputs: outputs.filter((one) => !left.includes(one)),
    report: {
      ...report,
      verdicts: report.verdicts.filter(({ subject }) => !ids.has(subject.id)),
      outputs: report.outputs.filter(({ output }) => !ids.has(output)),
      packets: report.packets.filter((packet) => !isLeft(packet)),
    },
  };
}

/** The same with some outputs not evaluated, whatever was found of them. */
export function notEvaluated(
  pending: PendingReport,
  ids: ReadonlySet<string>,
  why: { readonly gate: Gate; readonly because: string; readonly remedy: string },
): PendingReport {
  const { outputs, report } = withoutOutputs(pending, ids);
  const blind = pending.outputs
    .filter(({ output }) => ids.has(output.id))
    .map(
      ({ output }): JudgedPending => ({
        output,
        judged: [{ ...why, subject: { id: output.id, head: output.head } }],
        drift: undefined,
      }),
    );
  return { outputs: [...outputs, ...blind], report };
}
