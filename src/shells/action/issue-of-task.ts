import { issuesByTask } from '../../adapters/github/issue-tasks.ts';
import { taskIssues } from '../../adapters/github/task-issues.ts';
import { GateError } from '../../model/gate-error.ts';
import { parseTaskId } from '../../model/task-id.ts';
import { didYouMean, quote } from '../../model/wording.ts';
import { COMMENT_MARKERS } from '../../report/sticky-comment.ts';
import type { Job } from './job.ts';

/**
 * Number of the open issue of a task that a workflow named by its id. One request.
 * @throws GateError 'usage' that names the nearest task, or the other issue that the workflow names as well
 */
export async function issueOfTask({ github, inputs }: Job, name: string): Promise<number> {
  const issues = issuesByTask(await taskIssues(github, COMMENT_MARKERS.task));
  const task = parseTaskId(name);
  const found = task && issues.get(task)?.number;
  if (found === undefined)
    throw new GateError(
      'usage',
      `The input task is ${quote(name)}, and no open issue with a label handoff:… holds its spec${didYouMean(name, [...issues.keys()])}`,
      { remedy: 'Correct task in the workflow, or name the issue with the input issue.' },
    );
  if (inputs.issue === undefined || inputs.issue === found) return found;
  throw new GateError(
    'usage',
    `The input task is ${quote(name)}, which is issue #${found}; the input issue is ${inputs.issue}`,
    { remedy: 'Leave one of them out.' },
  );
}
