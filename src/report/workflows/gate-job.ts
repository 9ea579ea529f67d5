/** What a job that judges may do, each with its reason; lines of YAML. */
export const PERMISSIONS = `contents: read # to fetch commits as git objects; nothing is checked out
checks: write # to report handoff-gate, a check for each gate, and handoff-tests
pull-requests: write # to read pull requests, and to keep one comment on each
issues: write # to read tasks, and to move their labels
actions: read # to look up the runs that are cited as evidence, and fetch their reports`;

/**
 * One run for one pull request at a time, in the order of the events: two at once could write an older verdict over a newer
 * one. None that waits is dropped, for it may bring test reports, or the end of a task; GitHub lets 100 wait.
 * @source https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
 */
export const ONE_AT_A_TIME = `group: handoff-gate-\${{ github.event.pull_request.number || github.event.workflow_run.pull_requests[0].number || github.event.issue.number || github.event.merge_group.head_sha || github.event.workflow_run.head_sha || 'all' }}
cancel-in-progress: false
queue: max`;
