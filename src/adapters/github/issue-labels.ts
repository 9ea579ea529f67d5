import { GateError } from '../../model/gate-error.ts';
import { stateLabel, TASK_STATES, type TaskState } from '../../model/task-labels.ts';
import { type GitHub, statusOf } from './github.ts';
import type { TaskIssue } from './task-issues.ts';

/** Labels to set and to take off; what is so already is left as it is. */
export interface LabelChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** A task is in one state at a time. */
export function onlyState(state: TaskState): LabelChange {
  return {
    add: [stateLabel(state)],
    remove: TASK_STATES.filter((other) => other !== state).map(stateLabel),
  };
}

/**
 * Moves the labels of an issue, at most one request for each that goes and one for all that come (REST; a label that the
 * repository lacks is made by GitHub).
 * @throws GateError 'access' when the token may not
 */
export async function moveLabels(
  github: GitHub,
  { number, labels }: Pick<TaskIssue, 'number' | 'labels'>,
  { add, remove }: LabelChange,
): Promise<void> {
  const has = new Set(labels);
  const coming = add.filter((name) => !has.has(name));
  try {
    if (coming.length > 0)
      await github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/labels', {
        issue_number: number,
        labels: coming,
      });
    for (const name of remove.filter((one) => has.has(one))) await takeOff(github, number, name);
  } catch (cause) {
    throw new GateError('access', `The labels of issue #${number} could not be changed`, {
      remedy: 'Give the job the permission issues: write.',
      cause,
    });
  }
}

/** Somebody else may have taken it off a moment ago. */
async function takeOff(github: GitHub, number: number, name: string): Promise<void> {
  await github
    .request('DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', {
      issue_number: number,
      name,
    })
    .catch((cause: unknown) => {
      if (statusOf(cause) !== 404) throw cause;
    });
}
