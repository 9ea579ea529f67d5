import { openPullRequests } from '../../adapters/github/open-pull-requests.ts';
import { outputId, pullRequestNumber } from '../../adapters/github/pull-request-outputs.ts';
import { gatherMergeGroup } from '../../evidence/gather-merge-group.ts';
import type { MergeGroup } from '../../evidence/merge-group-facts.ts';
import { judgeMergeGroup as judgeGroup } from '../../flows/judge-merge-group.ts';
import { type Evidence, unknown, valueIfKnown } from '../../model/evidence.ts';
import type { MergeGroupEvent } from '../../model/github-event.ts';
import type { Sha } from '../../model/sha.ts';
import type { History } from '../../ports/history.ts';
import { openGitHubWorkspace } from '../github/github-workspace.ts';
import { lookAgain } from '../github/what-changed.ts';
import { VERSION } from '../package.ts';
import { gateOf } from './commands.ts';
import { ACTIONS_APP, type Job, placeOf } from './job.ts';
import type { JudgedBase } from './judge-pull-requests.ts';
import { ROUNDS, sayOfGroup } from './say-of-group.ts';
import { trustOfEvent } from './trust-of-event.ts';

/**
 * A group of the merge queue with its own base and head (M8): everything that it would put on the branch, those before it in
 * the queue among it, and the required check on its head.
 */
export async function judgeMergeGroup(job: Job, event: MergeGroupEvent): Promise<JudgedBase> {
  for (let round = 1; ; round += 1) {
    const judged = await judgeOnce(job, event, round);
    if (judged !== undefined) return judged;
    job.tell(`A member changed while judged; judged again (${round + 1} of ${ROUNDS})`);
  }
}

/** @returns undefined when it is to be judged again */
async function judgeOnce(
  job: Job,
  event: MergeGroupEvent,
  round: number,
): Promise<JudgedBase | undefined> {
  const { github, environment, inputs } = job;
  const gate = gateOf(inputs.command);
  let base = event.base;
  let group: Evidence<MergeGroup> = NOT_READ;
  const open = await openPullRequests(github);
  const workspace = await openGitHubWorkspace(github, open, placeOf(job), {
    baseBranch: event.baseRef,
    at: event,
    async judged(all, git) {
      const ports = await git();
      const outputs = all.map(({ number, head }) => ({ id: outputId(number), head }));
      base = await putOn(event, ports.history);
      group = await gatherMergeGroup(ports, {
        ...{ base, head: event.head, outputs },
        named: namedIn(environment.ref),
      });
      const read = valueIfKnown(group);
      const ids = [...(read?.steps.flatMap((step) => step.outputs) ?? []), ...(read?.others ?? [])];
      return ids.map(pullRequestNumber);
    },
  });
  try {
    const pending = await judgeGroup(workspace, {
      ...{ engine: VERSION, base, head: event.head, group },
      baseRef: event.baseRef,
      authority: workspace.authority.target,
      ...(gate && { gate }),
    });
    const surroundings = {
      report: pending.report,
      trust: trustOfEvent(environment.eventName),
      whole: 'the summary of the workflow run',
    };
    const look = lookAgain(github, ACTIONS_APP, {
      pullRequests: open.pullRequests,
      bases: [workspace],
    });
    const said = await sayOfGroup(job, workspace, pending, {
      ...{ head: event.head, surroundings, look, round },
    });
    return said && { ...said, surroundings, taskIssues: workspace.taskIssues };
  } finally {
    await workspace.close();
  }
}

const NOT_READ = unknown('nobody has read the group', 'Run it again.');

/**
 * A later group stands on those before it, which have not landed: all that is above the branch would land with it, and is
 * judged, whatever the strategy of the queue says of who has to be green (threat G06). Where the branch has moved
 * elsewhere the queue builds the group anew; until then it is judged on what GitHub calls its base.
 */
async function putOn(
  { base, baseRef, head }: MergeGroupEvent,
  history: Pick<History, 'resolve' | 'mergeBases'>,
): Promise<Sha> {
  const ref = `refs/heads/${baseRef}`;
  const tip = (await history.resolve([ref])).get(ref);
  if (tip === undefined || tip === head) return base;
  return (await history.mergeBases(tip, head)).includes(tip) ? tip : base;
}

/** `refs/heads/gh-readonly-queue/main/pr-12-<sha>`: the last of the group. */
function namedIn(ref: string): string | undefined {
  const number = /\/pr-(\d{1,10})-[0-9a-f]+$/.exec(ref)?.[1];
  return number === undefined ? undefined : outputId(Number(number));
}
