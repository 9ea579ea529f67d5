import type { MergeGroup } from '../evidence/merge-group-facts.ts';
import { digestOf } from '../model/digest.ts';
import { type Evidence, valueIfKnown } from '../model/evidence.ts';
import type { NonEmpty } from '../model/rule-result.ts';
import type { Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';
import type { Landings } from '../ports/landings.ts';
import type { PendingOutput, PendingOutputs } from '../ports/pending-outputs.ts';
import { isEvaluated, type Judged } from '../report/check-title.ts';
import { fold } from '../verdict/fold.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { type JudgedIntegration, judgeIntegration } from './judge-integration.ts';
import {
  attempt,
  type JudgedPending,
  type JudgePendingPorts,
  type JudgePendingRequest,
  judgedOf,
  judgePending,
  type PendingReport,
} from './judge-pending.ts';
import { GROUP_ID, judgeWholeGroup } from './judge-whole-group.ts';
import { integrationOf } from './report-integration.ts';

export interface JudgeMergeGroupRequest extends Omit<JudgePendingRequest, 'only' | 'alsoIf'> {
  /** The commit that the branch would point to; `base` is what the group is put on. */
  readonly head: Sha;
  readonly group: Evidence<MergeGroup>;
}

export interface MergeGroupReport extends PendingReport {
  readonly outputs: NonEmpty<JudgedPending>;
}

/**
 * A group of a merge queue (decision K13): each member by all gates as it would land, on top of those before it; what members
 * do to each other where none of them has landed; and whether anything else would land with them.
 * @param ports whose outputs are all that want to merge into the branch
 * @returns the members, and last the group as an output of its own
 */
export async function judgeMergeGroup(
  ports: JudgePendingPorts,
  request: JudgeMergeGroupRequest,
): Promise<MergeGroupReport> {
  const { head: _, group: __, ...where } = request;
  const places = await placesOf(ports.outputs, request);
  const landed = new Set<TaskId>();
  const reports: PendingReport[] = [];
  for (const { base, outputs } of places) {
    const here = {
      ...ports,
      outputs: only(outputs, ports.outputs),
      landings: withLanded(ports.landings, landed),
    };
    reports.push(await judgePending(here, { ...where, base }));
    for (const { task } of outputs) if (task !== undefined) landed.add(task);
  }
  const members = reports.flatMap((report) => report.outputs);
  const { whole, meeting } = await together(ports, request, members);
  const [first, ...more] = meeting ? members.map((one) => met(one, meeting)) : members;
  const last = whole === undefined ? [] : [whole];
  const outputs: NonEmpty<JudgedPending> =
    first === undefined ? [whole ?? nobody(request)] : [first, ...more, ...last];
  return { outputs, report: reportOf(request, reports, { outputs, meeting }) };
}

/** What Gate 3 says of several members, and of the group itself. */
async function together(
  ports: JudgePendingPorts,
  { head, group, ...where }: JudgeMergeGroupRequest,
  members: readonly JudgedPending[],
): Promise<{ readonly whole?: JudgedPending; readonly meeting?: JudgedIntegration }> {
  if (where.gate !== undefined && where.gate !== 'integration') return {};
  const everybody = only(
    members.map(({ output }) => output),
    ports.outputs,
  );
  const meeting =
    members.length > 1
      ? await attempt(() => judgeIntegration({ ...ports, outputs: everybody }, where))
      : undefined;
  const alone = await attempt(() => judgeWholeGroup(ports, { ...where, head, group }));
  const output = groupOutput({ ...where, head });
  const judged: NonEmpty<Judged> = [
    judgedOf('integration', output, alone),
    ...(meeting?.ok === false ? [judgedOf('integration', output, meeting)] : []),
  ];
  return {
    whole: { output, judged, drift: undefined },
    ...(meeting?.ok && { meeting: meeting.value }),
  };
}

function groupOutput({
  baseRef,
  head,
}: Pick<JudgeMergeGroupRequest, 'baseRef' | 'head'>): PendingOutput {
  return { id: GROUP_ID, ref: `refs/heads/${baseRef}`, head, task: undefined, since: 0 };
}

/** One gate was asked about members that nobody could find: not green. */
function nobody(request: JudgeMergeGroupRequest): JudgedPending {
  const output = groupOutput(request);
  const { gate = 'integration' } = request;
  const why = {
    because: 'no open pull request is known to be in this merge group',
    remedy: 'Take its pull requests out of the queue and put them in again.',
  };
  return { output, judged: [{ gate, subject: output, ...why }], drift: undefined };
}

interface Landing {
  readonly base: Sha;
  readonly outputs: readonly PendingOutput[];
}

/** Where each member is judged; whose place could not be told is judged on the base. */
async function placesOf(
  outputs: PendingOutputs,
  { base, group }: JudgeMergeGroupRequest,
): Promise<readonly Landing[]> {
  const read = valueIfKnown(group);
  if (read === undefined) return [];
  const all = await outputs.list();
  return [...read.steps, { base, outputs: read.others }]
    .map((place) => ({
      base: place.base,
      outputs: all.filter(({ id }) => place.outputs.includes(id)),
    }))
    .filter((place) => place.outputs.length > 0);
}

function only(chosen: readonly PendingOutput[], outputs: PendingOutputs): PendingOutputs {
  return { list: async () => chosen, texts: outputs.texts };
}

/** What lands a moment before in the same group has landed, though a squash shows it to nobody. */
function withLanded(landings: Landings, before: ReadonlySet<TaskId>): Landings {
  return {
    stacks: landings.stacks,
    async landed(base, heads) {
      const seen = await landings.landed(base, heads);
      return new Set([...seen, ...[...heads.keys()].filter((task) => before.has(task))]);
    },
  };
}

/**
 * On top of another one nobody sees any more what it took away: these two rules are asked where none has landed. All other
 * questions about two members are settled by the order in which they land.
 */
const OF_TWO: ReadonlySet<string> = new Set([
  'integration/symbols-agree',
  'integration/no-double-claim',
]);

function met(one: JudgedPending, { verdicts }: JudgedIntegration): JudgedPending {
  const there = verdicts.find(({ subject }) => subject.id === one.output.id);
  const [first, ...more] = one.judged;
  return {
    ...one,
    judged: [withMeeting(first, there), ...more.map((judged) => withMeeting(judged, there))],
  };
}

function withMeeting(judged: Judged, there: Verdict | undefined): Judged {
  if (there === undefined || !isEvaluated(judged) || judged.gate !== 'integration') return judged;
  const rules = [
    ...judged.rules.filter(({ rule }) => !OF_TWO.has(rule)),
    ...there.rules.filter(({ rule }) => OF_TWO.has(rule)),
  ].sort((a, b) => (a.rule < b.rule ? -1 : 1));
  return { ...judged, rules, outcome: fold(rules), key: digestOf([judged.key, there.key]) };
}

function reportOf(
  { engine, baseRef, base }: JudgeMergeGroupRequest,
  reports: readonly PendingReport[],
  { outputs, meeting }: Said,
): PendingReport['report'] {
  const integration = meeting ? integrationOf(meeting.survey) : reports[0]?.report.integration;
  return {
    engine,
    base: { name: baseRef, sha: base },
    verdicts: outputs.flatMap(({ judged }) => judged.filter(isEvaluated)),
    outputs: reports.flatMap(({ report }) => report.outputs),
    packets: reports.flatMap(({ report }) => report.packets),
    ...(integration && { integration }),
  };
}

interface Said {
  readonly outputs: readonly JudgedPending[];
  readonly meeting: JudgedIntegration | undefined;
}
