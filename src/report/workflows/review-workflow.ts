/**
 * Hears reviews for the workflow of the critics. GitHub takes the file of a `pull_request_review` from the pull request, and
 * of a fork with a token that can only read: so it has no rights, and that it ran is a hint.
 */
export function reviewWorkflow(): string {
  return `# Says that a critic's review was submitted, and nothing else. Written by handoff-gate init.
name: handoff-review

on:
  pull_request_review:
    types: [submitted, edited]

permissions: {}

concurrency:
  group: handoff-review-\${{ github.event.review.id }}
  cancel-in-progress: false

jobs:
  tell:
    # Reviews that hold a critic's block, or held one.
    if: contains(github.event.review.body, 'handoff-review') || contains(github.event.changes.body.from, 'handoff-review')
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: {}
    steps:
      - name: handoff-critic starts when this has ended
        run: |
          set -euo pipefail
          echo 'A review is there.'
`;
}
