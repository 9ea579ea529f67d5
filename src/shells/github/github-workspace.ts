import { gitLandings } from '../../adapters/git/git-landings.ts';
import { gitWordSearch } from '../../adapters/git/git-word-search.ts';
import { repositoryTaskIndex, repositoryTasks } from '../../adapters/git/repository-files.ts';
import { githubConversation } from '../../adapters/github/conversation.ts';
import { type WhyNoExecutor, whyNoExecutor } from '../../adapters/github/executors.ts';
import type { GitHub } from '../../adapters/github/github.ts';
import { githubLandings } from '../../adapters/github/github-landings.ts';
import type { GitHubRecord } from '../../adapters/github/github-record.ts';
import { githubSeals } from '../../adapters/github/github-seals.ts';
import { githubTestRuns } from '../../adapters/github/github-test-runs.ts';
import { issueTasks } from '../../adapters/github/issue-tasks.ts';
import type {
  OpenPullRequest,
  OpenPullRequests,
} from '../../adapters/github/open-pull-requests.ts';
import { githubPeople, type People } from '../../adapters/github/people.ts';
import { pullRequestOutputs } from '../../adapters/github/pull-request-outputs.ts';
import { githubSignedIn } from '../../adapters/github/signed-in.ts';
import { bundledGrammars } from '../../adapters/grammars/bundled-grammars.ts';
import { systemClock } from '../../adapters/system-clock.ts';
import { createSyntax } from '../../analysis/syntax.ts';
import { once } from '../../evidence/once.ts';
import type { JudgePendingPorts } from '../../flows/judge-pending.ts';
import type { Policy } from '../../model/policy.ts';
import type { Sha } from '../../model/sha.ts';
import type { Blobs } from '../../ports/blobs.ts';
import type { Seals } from '../../ports/seals.ts';
import type { TaskIndex, Tasks } from '../../ports/tasks.ts';
import { type FetchedRepository, fetchRepository, type Mirror } from './fetched-repository.ts';
import { type GitHubQuestions, githubQuestions } from './github-questions.ts';
import { olderTests, testsOnHeads } from './recorded-tests.ts';

/** One base branch with the pull requests that want to merge into it, and everything that the flows ask for. */
export interface GitHubWorkspace
  extends JudgePendingPorts,
    Pick<FetchedRepository, 'repository' | 'base' | 'authority' | 'policy'>,
    Pick<
      GitHubQuestions,
      'details' | 'detailsNow' | 'checks' | 'issues' | 'taskIssues' | 'record'
    > {
  readonly record: GitHubRecord;
  readonly tasks: Tasks & TaskIndex;
  readonly seals: Seals;
  readonly people: People;
  readonly whyNoExecutor: WhyNoExecutor;
  readonly repositoryNodeId: string;
  readonly pullRequests: readonly OpenPullRequest[];
  close(): Promise<void>;
}

export interface Place extends Mirror {
  /** Database id of the app that the token acts for. */
  readonly app: number;
}

export interface Wanted {
  /** Without refs/heads/; the default branch when it is left out. */
  readonly baseBranch: string | undefined;
  /** Where a merge queue would put the base, instead of the tip of its branch, and the commit that it would land as. */
  readonly at?: { readonly base: Sha; readonly head: Sha };
  /** Numbers of those that are judged. GitHub is asked about them while git fetches; who needs git's answer first waits for it. */
  readonly judged: (
    among: readonly OpenPullRequest[],
    git: () => Promise<Pick<FetchedRepository, 'history' | 'merges'>>,
  ) => Promise<readonly number[]>;
  /** Those of them that are judged only if their place among the others has moved; left out: none. */
  readonly compared?: (among: readonly OpenPullRequest[]) => readonly number[];
}

export async function openGitHubWorkspace(
  github: GitHub,
  { repository: about, pullRequests: all, ...open }: OpenPullRequests,
  place: Place,
  { baseBranch = about.defaultBranch, at, judged, compared = () => [] }: Wanted,
): Promise<GitHubWorkspace> {
  const { defaultBranch, nodeId: repositoryNodeId } = about;
  const pullRequests = all.filter((one) => one.baseBranch === baseBranch);
  const numbers = pullRequests.map(({ number }) => number);
  const fetching = fetchRepository(place, { defaultBranch, baseBranch, at, pullRequests: numbers });
  const wanted = once(() => judged(pullRequests, () => fetching));
  const questions = githubQuestions(
    github,
    place.app,
    { ...open, pullRequests },
    wanted,
    compared(pullRequests),
  );
  questions.begin();
  const fetched = await fetching;
  const chosen = await wanted().catch(async (error: unknown) => {
    await fetched.repository.close();
    throw error;
  });
  const { repository, history, blobs, base, authority, policy } = fetched;
  const { details, checks, issues, closed } = questions;
  const judgedOnes = pullRequests.filter(({ number }) => chosen.includes(number));
  const files = { ...repositoryTasks(blobs), ...repositoryTaskIndex(history) };
  const people = githubPeople(github, teamsIn(policy));
  const whyNo = whyNoExecutor(people, policy.roles.executors);
  const { workflows } = policy.evidence;
  const unchanged = sameAsOn(authority.target, blobs);
  return {
    ...fetched,
    ...questions,
    repositoryNodeId,
    pullRequests,
    outputs: pullRequestOutputs(pullRequests, whyNo),
    whyNoExecutor: whyNo,
    signedIn: githubSignedIn(github, { pullRequests, details, people }),
    landings: githubLandings(gitLandings(repository, []), closed, baseBranch),
    people,
    tasks: issueTasks(issues, people, files),
    seals: githubSeals(issues),
    testRuns: githubTestRuns(github, {
      texts: async () => testsOnHeads({ checks, policy }, [...(await details()).values()]),
      older: (known) => olderTests({ history, base: base.target, checks }, judgedOnes, known),
      workflows,
      unchanged,
    }),
    conversation: githubConversation(github, {
      texts: () => judgedOnes.map(({ head, body }) => ({ head, text: body })),
      executors: policy.roles.executors.flatMap((one) => ('app' in one ? [one.app] : [])),
      workflows,
      unchanged,
    }),
    words: gitWordSearch(repository),
    syntax: createSyntax(bundledGrammars()),
    clock: systemClock(),
    close: () => repository.close(),
  };
}

function teamsIn({ roles }: Policy): readonly string[] {
  return Object.values(roles)
    .flat()
    .flatMap((one) => ('team' in one ? [one.team] : []));
}

/** Whether a file is the same as on the default branch: a pull request may not bring its own proof (threats C06, C07). */
function sameAsOn(authority: Sha, blobs: Blobs): (path: string, commit: Sha) => Promise<boolean> {
  return async (path, commit) => {
    const [before, after] = await Promise.all(
      [authority, commit].map((where) => blobs.file(where, path, WORKFLOW_BYTES)),
    );
    return before?.state === 'text' && after?.state === 'text' && before.text === after.text;
  };
}

/** A workflow file is some kilobytes. */
const WORKFLOW_BYTES = 262_144;
