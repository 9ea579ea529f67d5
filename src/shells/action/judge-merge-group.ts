import { checkWrites } from '../../adapters/github/check-writes.ts';
import {
  type OpenPullRequest,
  openPullRequests,
} from '../../adapters/github/open-pull-requests.ts';
import { outputId, pullRequestOutputs } from '../../adapters/github/pull-request-outputs.ts';
import { write } from '../../adapters/github/write.ts';
import { judgePending } from '../../flows/judge-pending.ts';
import type { MergeGroupEvent } from '../../model/github-event.ts';
import type { NonEmpty } from '../../model/rule-result.ts';
import type { History } from '../../ports/history.ts';
import { requiredCheck } from '../../report/check-required.ts';
import type { Judged } from '../../report/check-title.ts';
import { contentOf, oneCheck } from '../check-contents.ts';
import { type GitHubWorkspace, openGitHubWorkspace } from '../github-workspace.ts';
import { VERSION } from '../package.ts';
import type { PublishedPending } from '../publish-pending.ts';
import { gateOf } from './commands.ts';
import { type Job, placeOf } from './job.ts';
import type { JudgedBase } from './judge-pull-requests.ts';
import { trustOfEvent } from './trust-of-event.ts';

/**
 * A group of the merge queue with its own base and head (M8): each pull request in it is judged as it would land there, on
 * the base of the group, and the required check is written on the head of the group.
 */
export async function judgeMergeGroup(job: Job, group: MergeGroupEvent): Promise<JudgedBase> {
  const { github, environment, inputs } = job;
  const gate = gateOf(inputs.command);
  let members: readonly OpenPullRequest[] = [];
  const workspace = await openGitHubWorkspace(
    github,
    await openPullRequests(github),
    placeOf(job),
    {
      baseBranch: group.baseRef,
      at: group,
      async judged(all, history) {
        members = await membersOf(group, environment.ref, all, history);
        return members.map(({ number }) => number);
      },
    },
  );
  try {
    const pending = await judgePending(
      { ...workspace, outputs: pullRequestOutputs(members, workspace.whyNoExecutor) },
      {
        engine: VERSION,
        base: group.base,
        baseRef: group.baseRef,
        authority: workspace.authority.target,
        ...(gate && { gate }),
      },
    );
    const surroundings = {
      report: pending.report,
      trust: trustOfEvent(environment.eventName),
      whole: 'the summary of the workflow run',
    };
    const judged = [
      ...pending.outputs.flatMap((one) => one.judged),
      ...(gate === undefined || gate === 'integration'
        ? await unlike(workspace, group, members)
        : []),
    ];
    const published = await publish(job, workspace, group, judgedOf(group, judged), surroundings);
    return { pending, published, surroundings, taskIssues: workspace.taskIssues };
  } finally {
    await workspace.close();
  }
}

/** Those whose commits came with the group, and the one that its ref names: a squash leaves no trace of the branch. */
async function membersOf(
  { base, head }: MergeGroupEvent,
  ref: string,
  all: readonly OpenPullRequest[],
  history: () => Promise<Pick<History, 'commits'>>,
): Promise<readonly OpenPullRequest[]> {
  const named = Number(/\/pr-(\d{1,10})-[0-9a-f]+$/.exec(ref)?.[1]);
  const commits = new Set((await (await history()).commits([base], head)).map(({ sha }) => sha));
  return all.filter((one) => one.number === named || commits.has(one.head));
}

/** The group must hold what its one member would make of the base, and nothing else (decision K14). */
async function unlike(
  { history, merges }: Pick<GitHubWorkspace, 'history' | 'merges'>,
  { base, head }: MergeGroupEvent,
  members: readonly OpenPullRequest[],
): Promise<readonly Judged[]> {
  const [member, another] = members;
  if (member === undefined || another !== undefined) return [];
  const merge = (await merges.onto(base, [member.head])).get(member.head);
  if (merge?.state !== 'clean' || merge.tree === (await history.treeId(head))) return [];
  return [
    {
      ...{ gate: 'integration', subject: { id: outputId(member.number), head } },
      because: 'the merge group holds something else than its pull request and its base',
      remedy: 'Take the pull request out of the queue and put it in again; compare the two trees.',
    },
  ];
}

/** A group without a pull request that we know is nobody's: it is not green. */
function judgedOf({ head }: MergeGroupEvent, judged: readonly Judged[]): NonEmpty<Judged> {
  const [first, ...more] = judged;
  if (first !== undefined) return [first, ...more];
  return [
    {
      ...{ gate: 'integration', subject: { id: 'merge group', head } },
      because: 'no open pull request belongs to this merge group',
      remedy: 'Take its pull requests out of the queue and put them in again.',
    },
  ];
}

async function publish(
  { github, inputs }: Job,
  { repositoryNodeId }: GitHubWorkspace,
  { head }: MergeGroupEvent,
  judged: NonEmpty<Judged>,
  surroundings: JudgedBase['surroundings'],
): Promise<PublishedPending> {
  const gate = gateOf(inputs.command);
  const page =
    gate === undefined
      ? requiredCheck(judged, 'summary', surroundings)
      : oneCheck(gate, judged, surroundings);
  const content = contentOf({ ...page, head }, judged);
  const written = await write(github, checkWrites(repositoryNodeId, head, content, undefined));
  return written.state === 'refused' ? written : { state: 'written', checks: 1, comments: 0 };
}
