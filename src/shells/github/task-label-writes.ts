import { pullRequestNumber } from '../../adapters/github/pull-request-outputs.ts';
import { isHidden, type TaskIssue } from '../../adapters/github/task-issues.ts';
import type { Write } from '../../adapters/github/write.ts';
import type { PendingReport } from '../../flows/judge-pending.ts';
import { stateOfTask } from '../../flows/state-of-task.ts';
import { stateLabel, TASK_STATES, type TaskState } from '../../model/task-labels.ts';
import type { GitHubWorkspace } from './github-workspace.ts';

type Where = Pick<GitHubWorkspace, 'authority' | 'base' | 'issues' | 'pullRequests'>;

/**
 * The label of each task follows its open pull request, where it says something new. The pull request that wants to land where
 * the plan is speaks for its task; one that no executor opened speaks for none (threat A02).
 * @returns by output
 */
export async function taskLabelWrites(
  { authority, base, issues, pullRequests }: Where,
  { outputs, report }: PendingReport,
): Promise<ReadonlyMap<string, readonly Write[]>> {
  const ofTasks = outputs.filter(({ output }) => output.task !== undefined);
  if (base.name !== authority.name || ofTasks.length === 0) return new Map();
  // The gates have said already that the issues could not be read: that is no reason to say nothing.
  const known = await issues().catch(() => undefined);
  const moved = ofTasks.flatMap((one) => {
    const { id, task, head } = one.output;
    const issue = task && known?.get(task);
    const pull = pullRequests.find(({ number }) => number === pullRequestNumber(id));
    if (issue === undefined || pull === undefined) return [];
    const own = report.packets.filter(
      (packet) => packet['task-id'] === task && packet.head === head,
    );
    return [[id, moves(issue, stateOfTask(one, own, pull.stage))] as const];
  });
  return new Map(moved);
}

/** The new label first: no moment without one, for it is how the task is found (decision 0016). */
function moves(issue: TaskIssue, state: TaskState): readonly Write[] {
  const { nodeId: labelableId, labels, labelIds } = issue;
  const id = labelIds.get(stateLabel(state));
  // A repository without the label is left alone, and doctor says so; what a planner asks for is answered by Gate 1; a label
  // that was taken off is put back by a sweep, and two runs would put two.
  if (id === undefined || labels.includes(stateLabel('ready')) || isHidden(issue)) return [];
  const off = TASK_STATES.filter((other) => other !== state)
    .map(stateLabel)
    .flatMap((name) => (labels.includes(name) ? (labelIds.get(name) ?? []) : []));
  return [
    ...(labels.includes(stateLabel(state)) ? [] : [change('addLabelsToLabelable', [id])]),
    ...(off.length === 0 ? [] : [change('removeLabelsFromLabelable', off)]),
  ];

  function change(mutation: Write['mutation'], ids: readonly string[]): Write {
    return { mutation, input: { labelableId, labelIds: ids } };
  }
}
