import { join } from 'node:path';
import { gitBlobs } from '../adapters/git/git-blobs.ts';
import { gitHistory } from '../adapters/git/git-history.ts';
import { gitLandings } from '../adapters/git/git-landings.ts';
import type { Ref } from '../adapters/git/git-refs.ts';
import { gitTrialMerges } from '../adapters/git/git-trial-merges.ts';
import { gitWordSearch } from '../adapters/git/git-word-search.ts';
import { fetchMirror } from '../adapters/git/mirror.ts';
import { openRepository, type Repository } from '../adapters/git/open-repository.ts';
import {
  repositoryPlans,
  repositoryTaskIndex,
  repositoryTasks,
} from '../adapters/git/repository-files.ts';
import type { OwnComment } from '../adapters/github/comments.ts';
import { githubConversation } from '../adapters/github/conversation.ts';
import { type Details, pullRequestDetails } from '../adapters/github/details.ts';
import { type WhyNoExecutor, whyNoExecutor } from '../adapters/github/executors.ts';
import type { GitHub } from '../adapters/github/github.ts';
import { githubLandings } from '../adapters/github/github-landings.ts';
import { type Carrier, type GitHubRecord, githubRecord } from '../adapters/github/github-record.ts';
import { githubSeals } from '../adapters/github/github-seals.ts';
import { githubTestRuns } from '../adapters/github/github-test-runs.ts';
import { type IssuesByTask, issuesByTask, issueTasks } from '../adapters/github/issue-tasks.ts';
import type { OpenPullRequest, OpenPullRequests } from '../adapters/github/open-pull-requests.ts';
import { githubPeople, type People } from '../adapters/github/people.ts';
import { outputId, pullRequestOutputs } from '../adapters/github/pull-request-outputs.ts';
import { githubSignedIn } from '../adapters/github/signed-in.ts';
import { type TaskIssue, taskIssues } from '../adapters/github/task-issues.ts';
import { type TaskPullRequest, taskPullRequests } from '../adapters/github/task-pull-requests.ts';
import { bundledGrammars } from '../adapters/grammars/bundled-grammars.ts';
import { fileHunkCache } from '../adapters/store/file-cache.ts';
import { systemClock } from '../adapters/system-clock.ts';
import { createSyntax } from '../analysis/syntax.ts';
import { once } from '../evidence/once.ts';
import type { JudgePendingPorts } from '../flows/judge-pending.ts';
import { policyInForce } from '../flows/read-policy.ts';
import { GateError } from '../model/gate-error.ts';
import type { Policy } from '../model/policy.ts';
import type { Sha } from '../model/sha.ts';
import { type TaskId, taskOfBranch } from '../model/task-id.ts';
import type { History } from '../ports/history.ts';
import type { Seals } from '../ports/seals.ts';
import type { TaskIndex, Tasks } from '../ports/tasks.ts';
import { COMMENT_MARKERS } from '../report/sticky-comment.ts';
import { VERSION } from './package.ts';

/** One base branch with the pull requests that want to merge into it, and everything that the flows ask for. */
export interface GitHubWorkspace extends JudgePendingPorts {
  readonly tasks: Tasks & TaskIndex;
  readonly seals: Seals;
  readonly people: People;
  readonly whyNoExecutor: WhyNoExecutor;
  readonly record: GitHubRecord;
  readonly repository: Repository;
  readonly repositoryNodeId: string;
  readonly base: Ref;
  /** Where plan, policy and specs are read: the default branch, whatever the base is (decision K1). */
  readonly authority: Ref;
  readonly policy: Policy;
  readonly pullRequests: readonly OpenPullRequest[];
  /** What was said so far of those that are judged. */
  details(): Promise<ReadonlyMap<number, Details>>;
  issues(): Promise<IssuesByTask>;
  /** The same issues, those without a spec that can be read among them. */
  taskIssues(): Promise<ReadonlyMap<number, TaskIssue>>;
  close(): Promise<void>;
}

export interface Place {
  /** A directory of our own for the mirror; what an earlier run left there is used. */
  readonly mirror: string;
  readonly cloneUrl: string;
  readonly token: string;
  /** Database id of the app that the token acts for. */
  readonly app: number;
}

export interface Wanted {
  /** Without refs/heads/; the default branch when it is left out. */
  readonly baseBranch: string | undefined;
  /** Where a merge queue would put the base, instead of the tip of its branch, and the commit that it would land as. */
  readonly at?: { readonly base: Sha; readonly head: Sha };
  /** Numbers of those whose details are needed; asked for in one request, when the first of them is. */
  readonly judged: (
    among: readonly OpenPullRequest[],
    history: Pick<History, 'commits'>,
  ) => Promise<readonly number[]>;
}

export async function openGitHubWorkspace(
  github: GitHub,
  { repository: about, pullRequests: all }: OpenPullRequests,
  place: Place,
  { baseBranch = about.defaultBranch, at, judged }: Wanted,
): Promise<GitHubWorkspace> {
  const pullRequests = all.filter((one) => one.baseBranch === baseBranch);
  await fetchMirror(place.mirror, { url: place.cloneUrl, token: place.token }, [
    ...[...new Set([about.defaultBranch, baseBranch])].map(branchSpec),
    ...pullRequests.map(({ number }) => headSpec(number)),
    ...(at === undefined ? [] : [`${at.base}:refs/handoff/base`, `${at.head}:refs/handoff/head`]),
  ]);
  const repository = await openRepository(place.mirror);
  const history = gitHistory(repository);
  const blobs = gitBlobs(repository);
  const base =
    at === undefined ? await tip(history, baseBranch) : { name: baseBranch, target: at.base };
  const authority = await tip(history, about.defaultBranch);
  const plans = repositoryPlans(blobs);
  const { policy } = await policyInForce(plans, authority.target);
  const wanted = await judged(pullRequests, history);
  const details = once(() =>
    pullRequestDetails(github, place.app, wanted, COMMENT_MARKERS['pull-request']),
  );
  const byNumber = once(() => taskIssues(github, COMMENT_MARKERS.task));
  const issues = once(async () => issuesByTask(await byNumber()));
  const tasksOf = (numbers: readonly number[]): readonly TaskId[] =>
    pullRequests.flatMap(({ number, headBranch }) =>
      numbers.includes(number) ? (taskOfBranch(headBranch) ?? []) : [],
    );
  const closed = closedPullRequests(github);
  const record = githubRecord(async () => {
    const open = [...(await details())].flatMap(([number, { comment }]) =>
      carrier(number, comment),
    );
    const over = [...(await closed(tasksOf(wanted))).values()].flat();
    return [...open, ...over.flatMap(({ number, comment }) => carrier(number, comment))];
  });
  const files = { ...repositoryTasks(blobs), ...repositoryTaskIndex(history) };
  const merges = fileHunkCache(join(place.mirror, 'handoff'), VERSION);
  const teams = Object.values(policy.roles)
    .flat()
    .flatMap((one) => ('team' in one ? [one.team] : []));
  const people = githubPeople(github, teams);
  const whyNo = whyNoExecutor(people, policy.roles.executors);
  // A pull request may not bring its own proof (threats C06, C07).
  const unchanged = async (path: string, commit: Sha): Promise<boolean> => {
    const [before, after] = await Promise.all(
      [authority.target, commit].map((at) => blobs.file(at, path, WORKFLOW_BYTES)),
    );
    return before?.state === 'text' && after?.state === 'text' && before.text === after.text;
  };
  const { workflows } = policy.evidence;
  return {
    repository,
    repositoryNodeId: about.nodeId,
    base,
    authority,
    policy,
    pullRequests,
    details,
    issues,
    taskIssues: byNumber,
    history,
    blobs,
    outputs: pullRequestOutputs(pullRequests, whyNo),
    whyNoExecutor: whyNo,
    signedIn: githubSignedIn(github, { pullRequests, details, people }),
    merges: gitTrialMerges(repository, merges),
    landings: githubLandings(gitLandings(repository, []), closed, baseBranch),
    people,
    tasks: issueTasks(issues, people, files),
    plans,
    seals: githubSeals(issues),
    testRuns: githubTestRuns(github, {
      texts: async () => [...(await details()).values()].flatMap(({ testTexts }) => testTexts),
      workflows,
      unchanged,
    }),
    conversation: githubConversation(github, {
      texts: () =>
        pullRequests
          .filter(({ number }) => wanted.includes(number))
          .map(({ head, body }) => ({ head, text: body })),
      executors: policy.roles.executors.flatMap((one) => ('app' in one ? [one.app] : [])),
      workflows,
      unchanged,
    }),
    record,
    words: gitWordSearch(repository),
    syntax: createSyntax(bundledGrammars()),
    clock: systemClock(),
    close: () => repository.close(),
  };
}

/** Each task is asked for once, however many ask. */
function closedPullRequests(
  github: GitHub,
): (tasks: readonly TaskId[]) => Promise<ReadonlyMap<TaskId, readonly TaskPullRequest[]>> {
  const known = new Map<TaskId, readonly TaskPullRequest[]>();
  return async (tasks) => {
    const asked = [...new Set(tasks)].filter((task) => !known.has(task));
    const marker = COMMENT_MARKERS['pull-request'];
    for (const [task, found] of await taskPullRequests(github, asked, marker))
      known.set(task, found);
    return new Map(tasks.map((task) => [task, known.get(task) ?? []]));
  };
}

/** A workflow file is some kilobytes. */
const WORKFLOW_BYTES = 262_144;

function branchSpec(name: string): string {
  return `refs/heads/${name}:refs/heads/${name}`;
}

function headSpec(number: number): string {
  return `refs/pull/${number}/head:refs/pull/${number}/head`;
}

async function tip(history: Pick<History, 'resolve'>, name: string): Promise<Ref> {
  const ref = `refs/heads/${name}`;
  const target = (await history.resolve([ref])).get(ref);
  if (target !== undefined) return { name, target };
  throw new GateError('access', `The branch ${name} could not be fetched`, {
    remedy: 'Check that it is still there, and run it again.',
  });
}

function carrier(number: number, comment: OwnComment | undefined): readonly Carrier[] {
  // What somebody else wrote into it is no record.
  return comment?.state === 'ours' ? [{ of: outputId(number), body: comment.body }] : [];
}
