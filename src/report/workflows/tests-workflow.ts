import { pinned } from './workflow-pins.ts';

const NOT_YET = `# Put your own command here; it has to write a report to "$REPORTS", like one of these:
          #   npx vitest run --reporter=junit --outputFile="$REPORTS/vitest.xml"
          #   node --test --test-reporter=junit --test-reporter-destination="$REPORTS/node.xml"
          #   python -m pytest --junitxml="$REPORTS/pytest.xml"
          #   gotestsum --junitfile "$REPORTS/go.xml"
          echo '::error::Put the command of your tests into .github/workflows/handoff-tests.yml'
          exit 1`;

/**
 * The workflow that runs code of pull requests: it may read the sources and nothing else, so what it hands on are claims,
 * and the workflow of the gates, which it cannot touch, looks them up (threats C05, C06, C08).
 * @param command of the tests, one line; undefined = the workflow fails until somebody puts one in
 */
export function testsWorkflow(command: string | undefined): string {
  return `# Runs the tests of a pull request, without any right to write. Written by handoff-gate init.
name: handoff-tests

on:
  pull_request:
  merge_group:
    types: [checks_requested]

permissions: {}

concurrency:
  group: handoff-tests-\${{ github.event.pull_request.number || github.ref }}
  cancel-in-progress: true

jobs:
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: read # to check out what is tested
    steps:
      - uses: ${pinned('actions/checkout')}
        with:
          # The head itself: a run of the test merge proves nothing about the commit that the contract cites.
          ref: \${{ github.event.pull_request.head.sha || github.sha }}
          persist-credentials: false
      - name: Run the tests
        env:
          REPORTS: \${{ runner.temp }}/handoff-test-reports
        run: |
          set -euo pipefail
          mkdir -p "$REPORTS"
          ${command ?? NOT_YET}
      - name: Hand the reports on
        if: \${{ !cancelled() }}
        uses: ${pinned('actions/upload-artifact')}
        with:
          name: handoff-test-reports
          path: \${{ runner.temp }}/handoff-test-reports
          if-no-files-found: warn
          retention-days: 7
`;
}
