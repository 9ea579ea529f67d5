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

/** What a run is worth by the event alone; only `doctor` sees whether the check is bound to an app (THREATS 1.3). */
export function trustOfEvent(eventName: string): Trust {
  return OF_DEFAULT_BRANCH.has(eventName)
    ? {
        level: 'T2',
        because: `on ${eventName} GitHub runs the workflow file of the default branch, and the token is that of every workflow; what the settings add or take away, only handoff-gate doctor sees`,
      }
    : {
        level: 'T1',
        because: `on ${eventName} the workflow file that ran need not be that of the default branch`,
      };
}
