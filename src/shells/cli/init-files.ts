import { TASK_FORM } from '../../model/read-task-form.ts';

/** A file that `init` writes, and how: `section` is added to a file that is there, the others leave it alone. */
export interface InitFile {
  readonly path: string;
  readonly text: string;
  readonly kind: 'file' | 'section';
}

/** Section of a file that carries it already. */
export const SECTION_MARK = '<!-- handoff:begin -->';

/** What a repository needs to be gated, with an example task that holds in any repository. */
export function initFiles(version: string): readonly InitFile[] {
  const schema = (name: string) =>
    `# yaml-language-server: $schema=https://unpkg.com/handoff-gate@${version}/schemas/${name}.schema.json\n`;
  return [
    { path: '.handoff/policy.yaml', text: schema('policy') + POLICY, kind: 'file' },
    { path: '.handoff/plan.yaml', text: schema('plan') + PLAN, kind: 'file' },
    { path: '.handoff/tasks/example.md', text: TASK, kind: 'file' },
    { path: '.github/ISSUE_TEMPLATE/handoff-task.yml', text: issueForm(), kind: 'file' },
    { path: '.github/PULL_REQUEST_TEMPLATE.md', text: PULL_REQUEST, kind: 'section' },
  ];
}

const POLICY = `schema: handoff-policy/v1
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

const PLAN = `schema: handoff-plan/v1
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

const TASK = `# Example task

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

/** What GitHub shows at each heading of the form: help, an example, and how it is answered. */
const FORM_TEXTS: Readonly<
  Record<string, readonly [help: string, example: string, lines?: 'lines']>
> = {
  'Task ID': ['kebab-case; the branch is handoff/<task-id>', 'auth-oauth'],
  'Plan version': ['The version of .handoff/plan.yaml that this task derives from', '1'],
  Objective: ['One outcome, one named artefact', 'Implement OAuth 2.0 flow in src/auth/oauth.ts'],
  Constraints: [
    'One a line, verbatim from the plan, with its id',
    'C1: Session expiry: 24 hours',
    'lines',
  ],
  Scope: ['Files that the task may change, one path or glob a line', 'src/auth/oauth.ts', 'lines'],
  'New files': ['Files that the task creates, one a line', 'src/auth/pkce.ts', 'lines'],
  Functions: [
    'Permission for single functions of a file',
    'src/auth/index.ts: registerProviders',
    'lines',
  ],
  'Read only': ['Context that the task may not change, one path a line', 'src/config.ts', 'lines'],
  'Acceptance criteria': [
    'One testable statement a line',
    'AC1: 12 unit tests in auth.spec.ts pass',
    'lines',
  ],
  Rubric: ["The critic's criteria, one a line", 'R1: Errors name the provider', 'lines'],
  'Depends on': ['Ids of tasks that must have landed', 'data-layer'],
  Runtime: ['codex or claude', 'codex'],
  Route: ['specialist or coordinator', 'specialist'],
  Context: ['Refs that the executor should read, one a line', 'src/session.ts#L10-L40', 'lines'],
};

const REQUIRED = new Set(['Task ID', 'Plan version', 'Objective', 'Acceptance criteria']);

/** GitHub's issue form; its labels become the headings that the spec is read from. */
function issueForm(): string {
  const fields = [...TASK_FORM.keys()].map((heading) => {
    const [help = '', example = '', lines] = FORM_TEXTS[heading] ?? [];
    return `  - type: ${lines === undefined ? 'input' : 'textarea'}
    attributes:
      label: ${heading}
      description: ${JSON.stringify(help)}
      placeholder: ${JSON.stringify(example)}
    validations:
      required: ${REQUIRED.has(heading)}
`;
  });
  return `name: Handoff task
description: A task for an executor; the gates read these fields as its spec
title: "Task: "
body:
${fields.join('')}`;
}

const PULL_REQUEST = `## Handoff

If this pull request implements a handoff task, put the output of \`handoff-gate contract draft\` between the two marks.
Otherwise delete this section.

${SECTION_MARK}

<!-- handoff:end -->
`;
