import type { Trust } from '../../model/trust-level.ts';

/**
 * Events for which GitHub runs the workflow file of the default branch. Of every other one, also of those to come, somebody
 * else chose the file: the commit that is judged (pull_request, pull_request_review, pull_request_review_comment,
 * merge_group, push), or the branch that the run was started on (workflow_dispatch).
 * @source https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
const OF_DEFAULT_BRANCH: ReadonlySet<string> = new Set([
  'check_run',
  'check_suite',
  'issue_comment',
  'issues',
  'pull_request_target',
  'repository_dispatch',
  'schedule',
  'workflow_run',
]);

/** Who must be asked for more: the settings take rights to read that no job has, and requests in every run. */
const ASK = 'this run did not look at the settings, handoff-gate doctor does';

/**
 * What a run is worth by its event alone (THREATS 1.3). It can be worth less, where nothing requires the check or somebody
 * may bypass it, and the words say so.
 */
export function trustOfEvent(eventName: string): Trust {
  return OF_DEFAULT_BRANCH.has(eventName)
    ? {
        level: 'T2',
        because: `on ${eventName} GitHub runs the workflow file of the default branch. It is less where nothing requires the check, or somebody may bypass it: ${ASK}`,
      }
    : {
        level: 'T1',
        because: `on ${eventName} the workflow file that ran need not be that of the default branch; ${ASK}`,
      };
}
