import { pinned } from './workflow-pins.ts';

/**
 * Gate 1 by label, and the executor where there is one. Three jobs, for the one in which the agent works never holds a token
 * that can write, and the one that can write runs nothing that the agent wrote.
 * @param action our action, with its version as a comment
 */
export function taskWorkflow(action: string): string {
  return `# Judges a task when its issue gets the label, then starts its executor. Written by handoff-gate init.
# Variables of the repository: HANDOFF_EXECUTOR = codex starts Codex for tasks that pass; HANDOFF_PUBLISHER_CLIENT_ID names the
# app that opens its pull requests; HANDOFF_LABEL = handoff:dispatch leaves the judging to the Handoff Gate app;
# HANDOFF_BOTS names bots that may set the label. Secrets: OPENAI_API_KEY, HANDOFF_PUBLISHER_KEY.
name: handoff-task

on:
  issues:
    types: [labeled]

permissions: {}

concurrency:
  group: handoff-task-\${{ github.event.issue.number }}-\${{ github.event.label.name }}
  cancel-in-progress: false

jobs:
  admit:
    if: github.event.label.name == (vars.HANDOFF_LABEL || 'handoff:ready')
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions:
      contents: read # to read policy, plan and code as git objects; nothing is checked out
      issues: write # to seal the spec in a comment, answer, and move labels
      pull-requests: read # to see which scopes are taken
    outputs:
      task: \${{ steps.judge.outputs.task }}
    steps:
      - id: judge
        uses: ${action}
        with:
          command: task-entry
          issue: \${{ github.event.issue.number }}
      # The step is green when Gate 1 refused: it has said so on the issue. Only a task that may start goes on.
      - id: pack
        if: steps.judge.outputs.task != ''
        uses: ${action}
        with:
          command: pack
          role: executor
          issue: \${{ github.event.issue.number }}
          comment: false
      - if: steps.judge.outputs.task != ''
        uses: ${pinned('actions/upload-artifact')}
        with:
          name: handoff-pack
          path: \${{ steps.pack.outputs.report-path }}
          if-no-files-found: error
          retention-days: 7

  execute:
    needs: admit
    if: needs.admit.outputs.task != '' && vars.HANDOFF_EXECUTOR == 'codex'
    runs-on: ubuntu-24.04
    timeout-minutes: 60
    permissions:
      contents: read # to check out the base that the task starts from
    steps:
      - uses: ${pinned('actions/checkout')}
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: ${pinned('actions/download-artifact')}
        with:
          name: handoff-pack
          path: \${{ runner.temp }}/handoff-pack
      # Install here what the task needs: Codex has no network.
      - name: Write the prompt
        env:
          PACK: \${{ runner.temp }}/handoff-pack
          WORK: \${{ runner.temp }}/handoff
        run: |
          set -euo pipefail
          mkdir -p "$WORK"
          cat "$PACK"/* > "$WORK/prompt.md"
          cat >> "$WORK/prompt.md" <<'END'

          ## In this runner

          Change files only. The runner commits, pushes and opens the pull request; you cannot, and need not try.
          Answer with the handoff contract in the form that you are given. Where the commit is the evidence, write commit:HEAD;
          where the tests are, write test-run:pending.
          END
      - uses: ${pinned('openai/codex-action')}
        with:
          openai-api-key: \${{ secrets.OPENAI_API_KEY }}
          prompt-file: \${{ runner.temp }}/handoff/prompt.md
          output-file: \${{ runner.temp }}/handoff/contract.json
          output-schema-file: .handoff/contract-output.schema.json
          sandbox: workspace-write
          safety-strategy: drop-sudo
          allow-bot-users: \${{ vars.HANDOFF_BOTS }}
      # From here on the machine may be as the agent left it. Nothing is at stake: the token reads, and what leaves is judged.
      - name: Commit what was changed, and bind the contract to it
        env:
          TASK: \${{ needs.admit.outputs.task }}
          BASE: \${{ github.sha }}
          WORK: \${{ runner.temp }}/handoff
        run: |
          set -euo pipefail
          git add --all
          git -c core.hooksPath=/dev/null -c user.name=handoff-executor -c user.email=handoff-executor@users.noreply.github.com commit --quiet --message "handoff: $TASK"
          git bundle create --quiet "$WORK/work.bundle" "$BASE..HEAD"
          {
            printf '<details><summary>Handoff contract</summary>\\n\\n<!-- handoff:begin -->\\n'
            printf '\\140\\140\\140json handoff-contract\\n'
            node --eval 'const [path, ref] = process.argv.slice(1); const text = require("node:fs").readFileSync(path, "utf8"); console.log(JSON.stringify(JSON.parse(text), (_, value) => value === "commit:HEAD" ? ref : value ?? undefined, 2));' "$WORK/contract.json" "commit:$(git rev-parse HEAD)"
            printf '\\140\\140\\140\\n<!-- handoff:end -->\\n\\n</details>\\n'
          } > "$WORK/body.md"
      - uses: ${pinned('actions/upload-artifact')}
        with:
          name: handoff-work
          path: |
            \${{ runner.temp }}/handoff/work.bundle
            \${{ runner.temp }}/handoff/body.md
          if-no-files-found: error
          retention-days: 7

  publish:
    needs: [admit, execute]
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    permissions: {}
    steps:
      # An app of its own: a pull request that is opened with the token of a job starts no workflow, so nobody would judge it.
      # Without the permission "workflows" GitHub refuses a push that changes a workflow.
      - id: app
        uses: ${pinned('actions/create-github-app-token')}
        with:
          client-id: \${{ vars.HANDOFF_PUBLISHER_CLIENT_ID }}
          private-key: \${{ secrets.HANDOFF_PUBLISHER_KEY }}
          permission-contents: write
          permission-pull-requests: write
      - uses: ${pinned('actions/download-artifact')}
        with:
          name: handoff-work
          path: \${{ runner.temp }}/handoff-work
      # Commits are moved as git objects: nothing of them is checked out, and no program reads a file of theirs.
      - name: Push the branch and open the pull request
        env:
          GH_TOKEN: \${{ steps.app.outputs.token }}
          TASK: \${{ needs.admit.outputs.task }}
          BASE: \${{ github.sha }}
          BASE_BRANCH: \${{ github.event.repository.default_branch }}
          WORK: \${{ runner.temp }}/handoff-work
        run: |
          set -euo pipefail
          if ! [[ "$TASK" =~ ^[a-z0-9]+(-[a-z0-9]+)*$ ]]; then
            echo '::error::Gate 1 named no task'
            exit 1
          fi
          if [ "$(wc -c < "$WORK/work.bundle")" -gt 104857600 ]; then
            echo '::error::The change is larger than 100 MiB'
            exit 1
          fi
          branch="handoff/$TASK"
          git init --quiet --bare "$RUNNER_TEMP/publish.git"
          cd "$RUNNER_TEMP/publish.git"
          gh auth setup-git
          git remote add origin "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY"
          git fetch --quiet --no-tags origin "$BASE"
          git -c transfer.fsckObjects=true fetch --quiet --no-tags "$WORK/work.bundle" HEAD:refs/heads/work
          # A new attempt starts at the base and takes the place of the last one.
          git push --quiet --force origin "refs/heads/work:refs/heads/$branch"
          number=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" -f state=open -f head="$GITHUB_REPOSITORY_OWNER:$branch" --jq '.[0].number // empty')
          if [ -n "$number" ]; then
            gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/pulls/$number" -F body=@"$WORK/body.md"
          else
            gh api --silent --method POST "repos/$GITHUB_REPOSITORY/pulls" -f title="handoff: $TASK" -f head="$branch" -f base="$BASE_BRANCH" -F body=@"$WORK/body.md"
          fi
`;
}
