import { ONE_AT_A_TIME, PERMISSIONS } from './gate-job.ts';
import { indented } from './indented.ts';

/**
 * Judges a pull request again when a critic spoke: in a comment, or in a review that another workflow heard of. Apart from
 * the workflow that reports the required check, for that one may not skip a job, and most comments start nothing here.
 * @param action our action, with its version as a comment
 */
export function criticWorkflow(action: string): string {
  return `# Judges a pull request again when a critic spoke. Whose words count, the policy says. Written by handoff-gate init.
name: handoff-critic

on:
  # This workflow, its rights and its code come from the default branch; what somebody wrote is read as data.
  issue_comment:
    types: [created, edited, deleted]
  # A review is heard without any right; it is looked up here.
  workflow_run:
    workflows: [handoff-review]
    types: [completed]

permissions: {}

jobs:
  judge:
    # Comments on pull requests that hold a critic's block, or held one; and words that another than their author changed or
    # took away. The gate's own comment starts nothing: GitHub sends no event for what the token of a job does.
    if: >-
      github.event.workflow_run.conclusion == 'success' ||
      (github.event.issue.pull_request &&
      (contains(github.event.comment.body, 'handoff-review') ||
      contains(github.event.changes.body.from, 'handoff-review') ||
      github.event.sender.id != github.event.comment.user.id))
    # In one queue with handoff-gate: an older run must not write over what this one says.
    concurrency:
${indented(ONE_AT_A_TIME, 6)}
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
${indented(PERMISSIONS, 6)}
    steps:
      - uses: ${action}
`;
}
