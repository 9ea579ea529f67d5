import {
  type OpenPullRequest,
  type OpenPullRequests,
  openPullRequests,
} from '../../adapters/github/open-pull-requests.ts';
import { outputId } from '../../adapters/github/pull-request-outputs.ts';
import type { PendingReport } from '../../flows/judge-pending.ts';
import { GateError } from '../../model/gate-error.ts';
import type { Sha } from '../../model/sha.ts';
import { counted, shortList } from '../../model/short-list.ts';
import type { Surroundings } from '../../report/check-page.ts';
import type { GitHubWorkspace } from '../github/github-workspace.ts';
import { notEvaluated, withoutOutputs } from '../github/part-of-report.ts';
import {
  type HowToPublish,
  type PublishedPending,
  publishPending,
} from '../github/publish-pending.ts';
import { taskLabelWrites } from '../github/task-label-writes.ts';
import { lookAgain } from '../github/what-changed.ts';
import { gateOf } from './commands.ts';
import { ACTIONS_APP, type Job } from './job.ts';
import { checksOf, type Look, lookAtBase } from './look-at-base.ts';
import { EVERYTHING, type PullRequests } from './targets.ts';

export interface JudgedBase extends Pick<GitHubWorkspace, 'taskIssues'> {
  readonly pending: PendingReport;
  readonly published: PublishedPending;
  readonly surroundings: Surroundings;
}

/**
 * Judges the pull requests of a target, base branch by base branch, and says on GitHub what is new.
 *
 * Between reading and writing anything may change, and GitHub has no write that depends on what was read. So right before a
 * write its inputs are read again (decisions K2 and 0017, threats B01 to B09), and what has changed is not written but judged
 * again here: an event that came first may have had its run already, and of two runs nobody knows which one has read what is
 * newer but the one that reads again. The last round ends it, so that neither a busy repository nor somebody who goes on
 * editing keeps an old green alive: what changed itself is written as not evaluated; where only others moved, it is written as
 * it was judged, for the run of that change compares it again.
 * @param listed the open pull requests, as they were listed for this run
 */
export async function judgePullRequests(
  job: Job,
  target: PullRequests,
  listed: Promise<OpenPullRequests>,
): Promise<readonly JudgedBase[]> {
  let open = await listed;
  let judged: readonly JudgedBase[] = [];
  let changed: ReadonlySet<string> = new Set();
  let next = target;
  for (let round = 1; ; round += 1) {
    const found = await judgeOnce(job, open, next, round < ROUNDS ? 'around' : 'itself');
    const here = idsOf(found);
    for (const id of changed) if (!here.has(id)) job.tell(`${id} is over: nothing is said of it`);
    judged = [...withoutThose(judged, here), ...found];
    changed = new Set(found.flatMap(({ published }) => published.changed ?? []));
    if (changed.size === 0) return judged;
    judged = withoutThose(judged, changed);
    const names = shortList([...changed]);
    job.tell(
      `${names}: changed while judged, or others did; judged again (${round + 1} of ${ROUNDS})`,
    );
    open = await openPullRequests(job.github);
    const again = changed;
    next = { ...EVERYTHING, picks: ({ number }) => again.has(outputId(number)) };
  }
}

/** Each takes some seconds; whoever pushes a fix right after the other is through by the third. */
const ROUNDS = 3;

function idsOf(bases: readonly JudgedBase[]): ReadonlySet<string> {
  return new Set(bases.flatMap(({ pending }) => pending.outputs).map(({ output }) => output.id));
}

function withoutThose(
  bases: readonly JudgedBase[],
  ids: ReadonlySet<string>,
): readonly JudgedBase[] {
  return bases.map((base) => ({ ...base, pending: withoutOutputs(base.pending, ids) }));
}

/** One round. @param heeds what keeps a verdict from being written when it has changed */
async function judgeOnce(
  job: Job,
  open: OpenPullRequests,
  target: PullRequests,
  heeds: 'around' | 'itself',
): Promise<readonly JudgedBase[]> {
  const all = open.pullRequests;
  const shared = headsOnSeveralBases(all);
  const picks = (one: OpenPullRequest) =>
    target.picks(one, open.repository) || shared.has(one.head);
  const asked = all.filter((one) => picks(one) || target.compares(one.baseBranch));
  const looks: Look[] = [];
  try {
    for (const base of new Set(asked.map(({ baseBranch }) => baseBranch))) {
      const size = all.filter(({ baseBranch }) => baseBranch === base).length;
      job.tell(`${base}: ${counted(size, 'open pull request')}`);
      looks.push(await lookAtBase(job, open, base, { ...target, picks }));
    }
    const read = { pullRequests: all, bases: looks.map(({ workspace }) => workspace) };
    const unless = { look: lookAgain(job.github, ACTIONS_APP, read), changed: heeds };
    const judged: JudgedBase[] = [];
    for (const one of looks) {
      const elsewhere = looks.flatMap((other) => (other === one ? [] : other.pending.outputs));
      judged.push(await say(job, one, { elsewhere, unless }));
    }
    return judged;
  } finally {
    await Promise.all(looks.map(({ workspace }) => workspace.close()));
  }
}

/** A commit has one colour on every branch that it wants to merge into: those are always judged together (threat A06). */
function headsOnSeveralBases(all: readonly OpenPullRequest[]): ReadonlySet<Sha> {
  const base = new Map(all.map(({ head, baseBranch }) => [head, baseBranch]));
  return new Set(
    all.flatMap(({ head, baseBranch }) => (base.get(head) === baseBranch ? [] : head)),
  );
}

type HowToSay = Required<Pick<HowToPublish, 'elsewhere' | 'unless'>>;

async function say(job: Job, look: Look, how: HowToSay): Promise<JudgedBase> {
  const { surroundings } = look;
  const { taskIssues } = look.workspace;
  const published = await publish(job, look, how);
  const changed = new Set(published.changed ?? []);
  if (changed.size === 0 || how.unless.changed === 'around')
    return { pending: look.pending, published, surroundings, taskIssues };
  // The last round, and its own text or commit was another one each time.
  const pending = notEvaluated(look.pending, changed, {
    gate: gateOf(job.inputs.command) ?? 'output',
    because: `it changed each of the ${ROUNDS} times that it was judged`,
    remedy:
      'Leave it as it is: its last change is judged by a run of its own; else run this one again.',
  });
  const { elsewhere } = how;
  const restless = pending.outputs.filter(({ output }) => changed.has(output.id));
  const said = await publish(
    job,
    { ...look, pending: { ...pending, outputs: restless } },
    { elsewhere },
  );
  return { pending, published: bothOf(published, said), surroundings, taskIssues };
}

function bothOf(first: PublishedPending, second: PublishedPending): PublishedPending {
  if (first.state === 'refused' || second.state === 'refused') return second;
  return {
    ...second,
    checks: first.checks + second.checks,
    comments: first.comments + second.comments,
  };
}

async function publish(
  job: Job,
  { workspace, pending, surroundings }: Look,
  how: Pick<HowToPublish, 'elsewhere' | 'unless'>,
): Promise<PublishedPending> {
  const { inputs, github, tell } = job;
  const gate = gateOf(inputs.command);
  const comment = gate === undefined ? inputs.comment : 'leave';
  // The label is the gates' word on the task, as their comment is.
  const labels = comment === 'write' ? await taskLabelWrites(workspace, pending) : new Map();
  const by = (details: GitHubWorkspace['details']): Promise<PublishedPending> =>
    publishPending(github, { ...workspace, details }, pending, {
      ...how,
      surroundings,
      checks: checksOf(job, workspace),
      comment,
      labels,
      gate,
    });
  return by(workspace.details).catch((error: unknown) => {
    if (!(error instanceof GateError) || error.kind !== 'access') throw error;
    // The answer was lost, and perhaps nothing else: what is there by now is looked at before anything is written again.
    tell(`${error.message}; what was written is looked up`);
    return by(workspace.detailsNow);
  });
}
