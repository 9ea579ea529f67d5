import { newestRuns } from '../../adapters/github/check-runs.ts';
import { checkWrites } from '../../adapters/github/check-writes.ts';
import type { PendingReport } from '../../flows/judge-pending.ts';
import { GROUP_ID } from '../../flows/judge-whole-group.ts';
import type { Sha } from '../../model/sha.ts';
import { shortList } from '../../model/short-list.ts';
import { REQUIRED_CHECK } from '../../report/check-limits.ts';
import { requiredCheck } from '../../report/check-required.ts';
import type { Judged } from '../../report/check-title.ts';
import { contentOf, oneCheck } from '../github/check-contents.ts';
import type { GitHubWorkspace } from '../github/github-workspace.ts';
import { notEvaluated } from '../github/part-of-report.ts';
import { type CheckToSay, sayInOrder } from '../github/say-in-order.ts';
import type { LookAgain } from '../github/what-changed.ts';
import { gateOf } from './commands.ts';
import type { Job } from './job.ts';
import type { JudgedBase } from './judge-pull-requests.ts';

/** As often as a pull request that changes is judged anew. */
export const ROUNDS = 3;

interface HowToSay {
  /** The commit that the branch would point to. */
  readonly head: Sha;
  readonly surroundings: JudgedBase['surroundings'];
  readonly look: LookAgain;
  /** From 1. */
  readonly round: number;
}

/**
 * Says on the head of a merge group what the gates found. The group is a commit, but the texts of its members and their tasks
 * can change while it is judged (decision 0017); where others moved, the queue builds it anew. What another run has said of it
 * already is not written twice (M13).
 * @returns undefined when a member changed: the group is to be judged again; after the last round it is not evaluated
 */
export async function sayOfGroup(
  job: Job,
  workspace: GitHubWorkspace,
  pending: PendingReport,
  how: HowToSay,
): Promise<Pick<JudgedBase, 'pending' | 'published'> | undefined> {
  let said = pending;
  let checks = await newsOf(job, workspace, said, how);
  const changed = checks.length === 0 ? [] : await membersChanged(pending, how.look);
  if (changed.length > 0) {
    if (how.round < ROUNDS) return undefined;
    said = notEvaluated(pending, new Set(changed), {
      gate: gateOf(job.inputs.command) ?? 'output',
      because: `${shortList(changed)} changed each of the ${ROUNDS} times that the group was judged`,
      remedy: 'Leave it as it is, and put it into the queue again.',
    });
    checks = await newsOf(job, workspace, said, how);
  }
  const { repositoryNodeId } = workspace;
  const written = await sayInOrder(job.github, repositoryNodeId, {
    ...{ labels: [], comments: [], checks },
  });
  return { pending: said, published: written };
}

async function newsOf(
  { inputs }: Job,
  { repositoryNodeId, checks }: GitHubWorkspace,
  { outputs }: PendingReport,
  { head, surroundings }: HowToSay,
): Promise<readonly CheckToSay[]> {
  const [first, ...more]: readonly Judged[] = outputs.flatMap(({ judged }) => judged);
  if (first === undefined) return [];
  const gate = gateOf(inputs.command);
  const page =
    gate === undefined
      ? requiredCheck([first, ...more], 'summary', surroundings)
      : oneCheck(gate, [first, ...more], surroundings);
  const content = contentOf({ ...page, head }, [first, ...more]);
  const named = { head, names: [content.name] } as const;
  const [own] = newestRuns((await checks([named]))(named));
  return checkWrites(repositoryNodeId, head, content, own).map((write) => ({
    ...{ head, content, write },
  }));
}

/** Ids of the members that are not what they were. */
async function membersChanged(
  { outputs }: PendingReport,
  look: LookAgain,
): Promise<readonly string[]> {
  const members = outputs.map(({ output }) => output).filter(({ id }) => id !== GROUP_ID);
  if (members.length === 0) return [];
  const since = await look(members.map((output) => ({ output, names: [REQUIRED_CHECK] })));
  return members.filter((one) => since(one).changed === 'itself').map(({ id }) => id);
}
