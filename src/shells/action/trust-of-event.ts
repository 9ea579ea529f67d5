import type { Trust } from '../../model/trust-level.ts';

/**
 * Whose workflow file ran: of these events the one of the commit that is judged, of all others the one of the default branch.
 * @source https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
const OWN_WORKFLOW: ReadonlySet<string> = new Set([
  'pull_request',
  'pull_request_review',
  'merge_group',
  'push',
]);

/** What a run is worth by the event alone; only `doctor` sees whether the check is bound to an app (THREATS 1.3). */
export function trustOfEvent(eventName: string): Trust {
  return OWN_WORKFLOW.has(eventName)
    ? {
        level: 'T1',
        because: `on ${eventName} GitHub runs the workflow file of the commit that is judged`,
      }
    : {
        level: 'T2',
        because: `on ${eventName} GitHub runs the workflow file of the default branch, and the token is that of every workflow`,
      };
}
