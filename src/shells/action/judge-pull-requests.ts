import { pullRequestDetails } from '../../adapters/github/details.ts';
import {
  type OpenPullRequest,
  type OpenPullRequests,
  openPullRequests,
} from '../../adapters/github/open-pull-requests.ts';
import { outputId, pullRequestNumber } from '../../adapters/github/pull-request-outputs.ts';
import { type JudgedPending, judgePending, type PendingReport } from '../../flows/judge-pending.ts';
import { GateError } from '../../model/gate-error.ts';
import type { Sha } from '../../model/sha.ts';
import { counted } from '../../model/short-list.ts';
import { checkName, REQUIRED_CHECK } from '../../report/check-limits.ts';
import { gateCheck, type Surroundings } from '../../report/check-page.ts';
import type { Checks } from '../../report/check-required.ts';
import type { Integration } from '../../report/report.ts';
import { COMMENT_MARKERS } from '../../report/sticky-comment.ts';
import { externalId, saysTheSame } from '../../report/written-digest.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { type GitHubWorkspace, openGitHubWorkspace } from '../github-workspace.ts';
import { VERSION } from '../package.ts';
import { type PublishedPending, publishPending } from '../publish-pending.ts';
import { gateOf } from './commands.ts';
import { ACTIONS_APP, type Job, placeOf } from './job.ts';
import type { PullRequests } from './targets.ts';
import { trustOfEvent } from './trust-of-event.ts';

export interface JudgedBase extends Pick<GitHubWorkspace, 'taskIssues'> {
  readonly pending: PendingReport;
  readonly published: PublishedPending;
  readonly surroundings: Surroundings;
}

/** One base branch, looked at; nothing is said yet. */
interface Look extends Pick<JudgedBase, 'pending' | 'surroundings'> {
  readonly workspace: GitHubWorkspace;
}

/** Judges the pull requests of a target, base branch by base branch, and says on GitHub what is new. */
export async function judgePullRequests(
  job: Job,
  target: PullRequests,
): Promise<readonly JudgedBase[]> {
  const open = await openPullRequests(job.github);
  const all = open.pullRequests;
  const shared = headsOnSeveralBases(all);
  const picks = (one: OpenPullRequest) => target.picks(one) || shared.has(one.head);
  const asked = all.filter((one) => picks(one) || target.compares(one.baseBranch));
  const looks: Look[] = [];
  try {
    for (const base of new Set(asked.map(({ baseBranch }) => baseBranch))) {
      const size = all.filter(({ baseBranch }) => baseBranch === base).length;
      job.tell(`${base}: ${counted(size, 'open pull request')}`);
      looks.push(await look(job, open, base, { ...target, picks }));
    }
    const judged: JudgedBase[] = [];
    for (const one of looks) {
      const elsewhere = looks.flatMap((other) => (other === one ? [] : other.pending.outputs));
      judged.push(await say(job, one, elsewhere));
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

async function look(
  job: Job,
  open: OpenPullRequests,
  baseBranch: string,
  { picks, others }: PullRequests,
): Promise<Look> {
  const gate = gateOf(job.inputs.command);
  // Only Gate 3 says of one pull request what another one changes.
  const elsewhere = gate === undefined || gate === 'integration' ? others : 'leave';
  const detailed = async (all: readonly OpenPullRequest[]): Promise<readonly number[]> =>
    (elsewhere === 'moved' ? all : withSameHeads(all, picks)).map(({ number }) => number);
  const workspace = await openGitHubWorkspace(job.github, open, placeOf(job), {
    baseBranch,
    judged: detailed,
  });
  try {
    const picked = withSameHeads(workspace.pullRequests, picks).map(({ number }) =>
      outputId(number),
    );
    const trust = trustOfEvent(job.environment.eventName);
    const whole = 'the summary of the workflow run';
    const moved =
      elsewhere === 'moved' ? await whoMoved(job, workspace, { trust, whole }) : undefined;
    const pending = await judgePending(workspace, {
      engine: VERSION,
      base: workspace.base.target,
      baseRef: baseBranch,
      authority: workspace.authority.target,
      only: picked,
      ...(moved && { alsoIf: moved }),
      ...(gate && { gate }),
    });
    return { workspace, pending, surroundings: { report: pending.report, trust, whole } };
  } catch (error) {
    await workspace.close();
    throw error;
  }
}

async function say(job: Job, look: Look, elsewhere: readonly JudgedPending[]): Promise<JudgedBase> {
  const { inputs, github, tell } = job;
  const { workspace, pending, surroundings } = look;
  const gate = gateOf(inputs.command);
  const publish = (details: GitHubWorkspace['details']): Promise<PublishedPending> =>
    publishPending(github, { ...workspace, details }, pending, {
      surroundings,
      elsewhere,
      checks: checksOf(job, workspace),
      comment: gate === undefined ? inputs.comment : 'leave',
      gate,
    });
  const published = await publish(workspace.details).catch((error: unknown) => {
    if (!(error instanceof GateError) || error.kind !== 'access') throw error;
    // The answer was lost, and perhaps nothing else: what is there by now is looked at before anything is written again.
    tell(`${error.message}; what was written is looked up`);
    const numbers = pending.outputs.map(({ output }) => pullRequestNumber(output.id));
    return publish(() =>
      pullRequestDetails(github, ACTIONS_APP, numbers, COMMENT_MARKERS['pull-request']),
    );
  });
  return { pending, published, surroundings, taskIssues: workspace.taskIssues };
}

/** The workflow may take checks away from the policy's choice, never add them. */
function checksOf({ inputs }: Job, { policy }: GitHubWorkspace): Checks {
  return inputs.checks === 'summary' ? 'summary' : policy.checks;
}

/** Pull requests with one head share its checks: they are judged together (threat A06). */
function withSameHeads(
  all: readonly OpenPullRequest[],
  picks: (one: OpenPullRequest) => boolean,
): readonly OpenPullRequest[] {
  const heads = new Set(all.filter(picks).map(({ head }) => head));
  return all.filter(({ head }) => heads.has(head));
}

/** Whose place among the others is not what its checks say: somebody else was pushed, opened, closed or has landed. */
async function whoMoved(
  job: Job,
  workspace: GitHubWorkspace,
  { trust, whole }: Pick<Surroundings, 'trust' | 'whole'>,
): Promise<(verdict: Verdict, integration: Integration) => boolean> {
  const gate = gateOf(job.inputs.command);
  const details = await workspace.details();
  return (verdict, integration) => {
    const checks = details.get(pullRequestNumber(verdict.subject.id))?.checks ?? [];
    const required = checks.find(({ name }) => name === REQUIRED_CHECK);
    if (gate === undefined && required === undefined) return true;
    const before = checks.find(({ name }) => name === checkName('integration'));
    // One check for everything, or a pull request that hands nothing over.
    if (before === undefined) return gate !== undefined || checksOf(job, workspace) === 'summary';
    const report = { engine: VERSION, outputs: [], integration };
    const page = gateCheck(verdict, { report, trust, whole });
    return !saysTheSame(before.externalId, externalId([verdict], page));
  };
}
