import {
  type OpenPullRequest,
  type OpenPullRequests,
  openPullRequests,
} from '../../adapters/github/open-pull-requests.ts';
import { outputId, pullRequestNumber } from '../../adapters/github/pull-request-outputs.ts';
import { judgePending, type PendingGate, type PendingReport } from '../../flows/judge-pending.ts';
import { checkName, REQUIRED_CHECK } from '../../report/check-limits.ts';
import { gateCheck, type Surroundings } from '../../report/check-page.ts';
import type { Integration } from '../../report/report.ts';
import { externalId, saysTheSame } from '../../report/written-digest.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { type GitHubWorkspace, openGitHubWorkspace } from '../github-workspace.ts';
import { VERSION } from '../package.ts';
import { type PublishedPending, publishPending } from '../publish-pending.ts';
import { gateOf } from './commands.ts';
import { type Job, placeOf } from './job.ts';
import type { Target } from './targets.ts';
import { trustOfEvent } from './trust-of-event.ts';

export interface JudgedBase {
  readonly pending: PendingReport;
  readonly published: PublishedPending;
  readonly surroundings: Surroundings;
}

/** Judges the pull requests of a target, base branch by base branch, and says on GitHub what is new. */
export async function judgePullRequests(
  job: Job,
  target: Extract<Target, { readonly kind: 'pull-requests' }>,
): Promise<readonly JudgedBase[]> {
  const { github, tell } = job;
  const open = await openPullRequests(github);
  const asked = open.pullRequests.filter(
    (one) => target.baseBranch === undefined || one.baseBranch === target.baseBranch,
  );
  const bases = new Set(
    asked
      .filter((one) => target.picks(one) || target.baseBranch !== undefined)
      .map((one) => one.baseBranch),
  );
  const judged: JudgedBase[] = [];
  for (const base of bases) {
    tell(
      `${base}: ${asked.filter(({ baseBranch }) => baseBranch === base).length} open pull requests`,
    );
    judged.push(await judgeBase(job, open, base, target));
  }
  return judged;
}

async function judgeBase(
  job: Job,
  open: OpenPullRequests,
  baseBranch: string,
  { picks, others }: Extract<Target, { readonly kind: 'pull-requests' }>,
): Promise<JudgedBase> {
  const { github, inputs, environment } = job;
  const gate = gateOf(inputs.command);
  // Only Gate 3 says of one pull request what another one changes.
  const elsewhere = gate === undefined || gate === 'integration' ? others : 'leave';
  const detailed = async (all: readonly OpenPullRequest[]): Promise<readonly number[]> =>
    (elsewhere === 'moved' ? all : withSameHeads(all, picks)).map(({ number }) => number);
  const workspace = await openGitHubWorkspace(github, open, placeOf(job), {
    baseBranch,
    judged: detailed,
  });
  try {
    const picked = withSameHeads(workspace.pullRequests, picks).map(({ number }) =>
      outputId(number),
    );
    const trust = trustOfEvent(environment.eventName);
    const whole = 'the summary of the workflow run';
    const moved =
      elsewhere === 'moved' ? await whoMoved(workspace, { trust, whole }, gate) : undefined;
    const pending = await judgePending(workspace, {
      engine: VERSION,
      base: workspace.base.target,
      baseRef: baseBranch,
      authority: workspace.authority.target,
      only: picked,
      ...(moved && { alsoIf: moved }),
      ...(gate && { gate }),
    });
    const surroundings = { report: pending.report, trust, whole };
    const published = await publishPending(github, workspace, pending, {
      surroundings,
      checks: inputs.checks === 'summary' ? 'summary' : workspace.policy.checks,
      comment: gate === undefined ? inputs.comment : 'leave',
      gate,
    });
    return { pending, published, surroundings };
  } finally {
    await workspace.close();
  }
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
  workspace: GitHubWorkspace,
  { trust, whole }: Pick<Surroundings, 'trust' | 'whole'>,
  gate: PendingGate | undefined,
): Promise<(verdict: Verdict, integration: Integration) => boolean> {
  const details = await workspace.details();
  return (verdict, integration) => {
    const checks = details.get(pullRequestNumber(verdict.subject.id))?.checks ?? [];
    const required = checks.find(({ name }) => name === REQUIRED_CHECK);
    if (gate === undefined && required === undefined) return true;
    const before = checks.find(({ name }) => name === checkName('integration'));
    // One check for everything, or a pull request that hands nothing over.
    if (before === undefined) return gate !== undefined || workspace.policy.checks === 'summary';
    const report = { engine: VERSION, outputs: [], integration };
    const page = gateCheck(verdict, { report, trust, whole });
    return !saysTheSame(before.externalId, externalId([verdict], page));
  };
}
