import { TASK_FORM } from '../../../model/read-task-form.ts';

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
export function issueForm(): string {
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
