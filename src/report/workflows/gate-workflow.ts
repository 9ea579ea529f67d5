import { ONE_AT_A_TIME, PERMISSIONS } from './gate-job.ts';
import { indented } from './indented.ts';
import { pinned } from './workflow-pins.ts';

/**
 * The workflow that reports the required check, from events of pull requests, of the merge queue and of finished tests.
 * @param action our action, with its version as a comment
 */
export function gateWorkflow(action: string): string {
  return `# Judges pull requests and runs nothing of them. Written by handoff-gate init.
name: handoff-gate

on:
  # The workflow, its rights and its code come from the default branch, whatever the pull request changes.
  pull_request_target:
    types: [opened, reopened, synchronize, edited, labeled, ready_for_review, closed]
  # Each group of the merge queue is judged with its own base and head.
  merge_group:
    types: [checks_requested]
  # Tests ran without any right; what they report is recorded here.
  workflow_run:
    workflows: [handoff-tests]
    types: [completed]
  # A task that changes, or goes away, may change what its pull request may do; a label of one that is taken off is looked after.
  issues:
    types: [edited, closed, reopened, deleted, transferred, unlabeled]
  # Events can be late or lost: everything open is looked at again.
  schedule:
    - cron: '7,37 * * * *'
  workflow_dispatch:

permissions: {}

# One run for one pull request at a time, in the order of the events; none that waits is dropped.
concurrency:
${indented(ONE_AT_A_TIME, 2)}

jobs:
  # Not named handoff-gate: that name belongs to the check which the action reports on the head.
  judge:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
${indented(PERMISSIONS, 6)}
    steps:
      - name: Fetch the reports of the finished tests, as data
        if: github.event_name == 'workflow_run'
        continue-on-error: true # without reports the gate says that there are none
        uses: ${pinned('actions/download-artifact')}
        with:
          name: handoff-test-reports
          path: \${{ runner.temp }}/handoff-test-reports
          run-id: \${{ github.event.workflow_run.id }}
          github-token: \${{ github.token }}
      - uses: ${action}
        with:
          test-reports: \${{ runner.temp }}/handoff-test-reports/**
`;
}
