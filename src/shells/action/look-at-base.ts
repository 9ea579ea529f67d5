import type {
  OpenPullRequest,
  OpenPullRequests,
} from '../../adapters/github/open-pull-requests.ts';
import { outputId, pullRequestNumber } from '../../adapters/github/pull-request-outputs.ts';
import { judgePending, type PendingReport } from '../../flows/judge-pending.ts';
import { checkName, REQUIRED_CHECK } from '../../report/check-limits.ts';
import { gateCheck, type Surroundings } from '../../report/check-page.ts';
import type { Checks } from '../../report/check-required.ts';
import type { Integration } from '../../report/report.ts';
import { externalId, saysTheSame } from '../../report/written-digest.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { type GitHubWorkspace, openGitHubWorkspace } from '../github/github-workspace.ts';
import { VERSION } from '../package.ts';
import { gateOf } from './commands.ts';
import { type Job, placeOf } from './job.ts';
import type { PullRequests } from './targets.ts';
import { trustOfEvent } from './trust-of-event.ts';

/** One base branch, looked at; nothing is said yet. */
export interface Look {
  readonly workspace: GitHubWorkspace;
  readonly pending: PendingReport;
  readonly surroundings: Surroundings;
}

/** A target of which it is known whom it picks in this repository. */
export interface Picked extends Pick<PullRequests, 'others'> {
  readonly picks: (one: OpenPullRequest) => boolean;
}

/** Judges those of one base branch that are picked. The caller closes the workspace. */
export async function lookAtBase(
  job: Job,
  open: OpenPullRequests,
  baseBranch: string,
  { picks, others }: Picked,
): Promise<Look> {
  const gate = gateOf(job.inputs.command);
  // Only Gate 3 says of one pull request what another one changes.
  const elsewhere = gate === undefined || gate === 'integration' ? others : 'leave';
  const detailed = async (all: readonly OpenPullRequest[]): Promise<readonly number[]> =>
    (elsewhere === 'moved' ? all : withSameHeads(all, picks)).map(({ number }) => number);
  const compared = (all: readonly OpenPullRequest[]): readonly number[] => {
    const judged = new Set(withSameHeads(all, picks));
    return all.flatMap((one) => (judged.has(one) ? [] : one.number));
  };
  const workspace = await openGitHubWorkspace(job.github, open, placeOf(job), {
    baseBranch,
    judged: detailed,
    compared,
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

/** The workflow may take checks away from the policy's choice, never add them. */
export function checksOf({ inputs }: Job, { policy }: GitHubWorkspace): Checks {
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
