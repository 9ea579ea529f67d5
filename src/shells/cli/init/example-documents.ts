/** Safe defaults, each with the line to change it. */
export const POLICY = `schema: handoff-policy/v1
# warn tells and never blocks; go to block when the findings are the ones that you want. See: handoff-gate explain
mode: warn
# Who must carry a contract: executors (branches handoff/<task-id>), all, or {branches: ["agents/**"]}
applies-to: executors
# Files that several tasks need: only a coordinator changes them.
shared: []
# Files that no executor may change, besides the built-in list (policy, plan, workflows, lock files, test configuration).
protected: []
drift:
  # Share of changed files or functions outside the scope above which the planner must plan again.
  limit: 0.2
# attempts: 3
# rules: {output/claims-evidenced: warn}
`;

export const PLAN = `schema: handoff-plan/v1
plan-id: example-plan
version: 1
goal: Say in one sentence what all tasks together reach
constraints:
  # Specs and contracts repeat the text of a constraint byte for byte.
  - {id: C1, text: "No new dependency"}
shared: []
tasks:
  - id: example
    objective: Write down the words of this project in docs/glossary.md
    scope: [docs/glossary.md]
`;

/** An example that holds in any repository. */
export const TASK = `# Example task

Replace this file by your first task. Its branch is \`handoff/example\`; its executor reads nothing but this spec.

\`\`\`yaml handoff-task
schema: handoff-task/v1
task-id: example
plan: plan@1
objective: Write down the words of this project in docs/glossary.md
constraints:
  - {id: C1, text: "No new dependency"}
scope:
  files: []                      # existing files, or globs
  create: [docs/glossary.md]     # new files
acceptance-criteria:
  - {id: AC1, text: "docs/glossary.md explains at least one word", verify: {exists: docs/glossary.md}}
\`\`\`
`;
