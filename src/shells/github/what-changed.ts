import type { CheckRun, NamedChecks } from '../../adapters/github/check-runs.ts';
import {
  type CurrentPullRequest,
  type CurrentState,
  currentState,
} from '../../adapters/github/current-state.ts';
import type { GitHub } from '../../adapters/github/github.ts';
import type { IssuesByTask } from '../../adapters/github/issue-tasks.ts';
import type { OpenPullRequest } from '../../adapters/github/open-pull-requests.ts';
import { pullRequestNumber } from '../../adapters/github/pull-request-outputs.ts';
import type { TaskIssue } from '../../adapters/github/task-issues.ts';
import type { PendingOutput } from '../../ports/pending-outputs.ts';
import type { GitHubWorkspace } from './github-workspace.ts';

/** What became of an output since it was read. */
export interface Since {
  /**
   * itself: its head, base, body or the text of its task is another one, or it is over.
   * around: it is as it was, but one that it was compared with is not, or its base or the plan moved.
   */
  readonly changed: 'nothing' | 'around' | 'itself';
  /** Our checks on its head. */
  readonly checks: readonly CheckRun[];
}

/** An output, and the checks on its head that are to be written. */
export interface AskedOutput {
  readonly output: PendingOutput;
  readonly names: NamedChecks['names'];
}

/** Looks again at what some outputs were judged by. */
export type LookAgain = (
  asked: readonly AskedOutput[],
) => Promise<(output: PendingOutput) => Since>;

/** What one run has read, of all the base branches that it looks at. */
export interface Read {
  /** Every one that was open, on every branch. */
  readonly pullRequests: readonly OpenPullRequest[];
  readonly bases: readonly Pick<GitHubWorkspace, 'base' | 'authority' | 'issues'>[];
}

/** One question for up to 100 outputs. @param app database id of the app that the token acts for */
export function lookAgain(github: GitHub, app: number, { pullRequests, bases }: Read): LookAgain {
  return async (asked) => {
    const outputs = asked.map(({ output }) => output);
    const before = new Map(pullRequests.map((one) => [one.number, one]));
    const issues = await issuesOf(outputs, before, bases);
    const tips = bases.flatMap(({ base, authority }) => [base, authority]);
    const state = await currentState(github, app, {
      pullRequests: [...new Map(asked.map((one) => [one.output.id, one])).values()].map(
        ({ output: { id, head }, names }) => ({ number: pullRequestNumber(id), head, names }),
      ),
      issues: [...new Set([...issues.values()].map(({ number }) => number))],
      branches: [...new Set(tips.map(({ name }) => name))],
    });
    const around = movedBases(state, before);
    // The plan is everybody's.
    const elsewhere = bases.some(
      ({ authority }) => state.tips.get(authority.name) !== authority.target,
    );
    for (const { base } of bases)
      if (elsewhere || state.tips.get(base.name) !== base.target) around.add(base.name);
    return ({ id }) => {
      const number = pullRequestNumber(id);
      const [was, is] = [before.get(number), state.pullRequests.get(number)];
      const issue = issues.get(id);
      const same =
        was !== undefined &&
        isSame(was, is) &&
        (issue === undefined || state.issues.get(issue.number) === issue.body);
      return {
        changed: !same ? 'itself' : around.has(was.baseBranch) ? 'around' : 'nothing',
        checks: is?.checks ?? [],
      };
    };
  };
}

function isSame(was: OpenPullRequest, is: CurrentPullRequest | undefined): boolean {
  return (
    is?.state === 'open' &&
    is.head === was.head &&
    is.baseBranch === was.baseBranch &&
    is.body === was.body
  );
}

/**
 * By output, the issue with the spec of its task as it was read on its base. A task without one has a file on the default
 * branch, whose tip is looked at.
 */
async function issuesOf(
  outputs: readonly PendingOutput[],
  before: ReadonlyMap<number, OpenPullRequest>,
  bases: Read['bases'],
): Promise<ReadonlyMap<string, TaskIssue>> {
  const found = new Map<string, TaskIssue>();
  for (const { base, issues } of bases) {
    const own = outputs.filter(
      ({ id, task }) =>
        task !== undefined && before.get(pullRequestNumber(id))?.baseBranch === base.name,
    );
    if (own.length === 0) continue;
    // What could not be read was not judged by.
    const all: IssuesByTask = await issues().catch(() => new Map());
    for (const { id, task } of own) {
      const issue = task && all.get(task);
      if (issue !== undefined) found.set(id, issue);
    }
  }
  return found;
}

/** Base branches of those that were opened, pushed, retargeted, closed or merged. */
function movedBases(
  { changedLast }: CurrentState,
  before: ReadonlyMap<number, OpenPullRequest>,
): Set<string> {
  return new Set(
    changedLast.flatMap((is) => {
      const was = before.get(is.number);
      if (was === undefined) return is.state === 'open' ? is.baseBranch : [];
      const same = is.state === 'open' && is.head === was.head && is.baseBranch === was.baseBranch;
      return same ? [] : [was.baseBranch, is.baseBranch];
    }),
  );
}
