import { describe, expect, test } from '@jest/globals';
import { readIssueForm } from '../../src/analysis/issue-form.ts';
import { readTaskForm } from '../../src/model/read-task-form.ts';
import { readTaskSpec } from '../../src/model/read-task-spec.ts';
import type { Checked } from '../../src/model/schema-problems.ts';
import type { TaskSpec } from '../../src/model/task-spec.ts';

const FORM = `### Task ID

auth-oauth-implementation

### Plan version

2

### Objective

Implement OAuth 2.0 flow in src/auth/oauth.ts

### Constraints

- C1: Session expiry: 24 hours
- C2: No third-party OAuth libraries; internal implementation only

### Scope

src/auth/oauth.ts
src/auth/auth.spec.ts

### New files

src/auth/pkce.ts only

### Functions

\`src/auth/index.ts\`: registerProviders, logout

### Read only

_No response_

### Acceptance criteria

- 12 unit tests in auth.spec.ts pass
- Errors name the provider

### Rubric

R1: Errors name the provider

### Depends on

auth-plan, data-layer

### Runtime

codex

### Route

specialist

### Context

src/session.ts#L10-L40
`;

const BLOCK = `schema: handoff-task/v1
task-id: auth-oauth-implementation
plan: plan@2
objective: Implement OAuth 2.0 flow in src/auth/oauth.ts
constraints:
  - {id: C1, text: "Session expiry: 24 hours"}
  - {id: C2, text: "No third-party OAuth libraries; internal implementation only"}
scope:
  files: [src/auth/oauth.ts, src/auth/auth.spec.ts]
  create: [src/auth/pkce.ts]
  symbols: {src/auth/index.ts: [registerProviders, logout]}
acceptance-criteria:
  - {id: AC1, text: 12 unit tests in auth.spec.ts pass, verify: {tests: auth.spec.ts, min: 12}}
  - {id: AC2, text: Errors name the provider}
rubric: [{id: R1, text: Errors name the provider}]
depends-on: [auth-plan, data-layer]
runtime: codex
route: specialist
context: ["src/session.ts#L10-L40"]
`;

describe('readTaskForm', () => {
  test('a form and a block are the same spec', () => {
    expect(read(FORM)).toEqual(readTaskSpec(BLOCK, { format: 'yaml' }));
  });

  test('without a scope answer nothing may be touched, and a plan version has three spellings', () => {
    const short = FORM.replace(/### Scope[\s\S]*?(?=### Acceptance)/, '');
    for (const version of ['2', 'v2', 'plan@2']) {
      expect(read(short.replace('\n2\n', `\n${version}\n`))).toMatchObject({
        ok: true,
        value: { plan: 'plan@2', scope: { files: [], create: [], symbols: {}, read: [] } },
      });
    }
  });

  const REFUSED: readonly [string, string, string, string, number, string][] = [
    [
      'a heading that is none of the form',
      '### Objective',
      '### Objektive',
      '"Objektive"',
      9,
      'did you mean Objective?',
    ],
    ['a missing answer', 'auth-oauth-implementation', '_No response_', 'task-id', 1, 'is missing'],
    [
      'a scope in words',
      'src/auth/auth.spec.ts\n',
      'the auth module\n',
      'scope.files',
      18,
      'is no path',
    ],
    [
      'a function without its file',
      '`src/auth/index.ts`: registerProviders, logout',
      'registerProviders',
      'scope.symbols',
      27,
      'must have lines like',
    ],
    [
      'a file outside the repository',
      '`src/auth/index.ts`',
      '../index.ts',
      'scope.symbols["../index.ts"]',
      27,
      'it must be a path',
    ],
    ['a constraint without its id', 'C2: No', 'No', 'constraints[1].id', 13, 'is missing'],
    ['a plan by name', '\n2\n', '\nthe plan\n', 'plan', 5, 'must look like plan@2'],
    ['a runtime that there is none', 'codex', 'cursor', 'runtime', 48, 'codex, claude'],
  ];

  test.each(REFUSED)('%s', (_, from, to, field, line, words) => {
    expect(FORM).toContain(from);
    const checked = read(FORM.replace(from, to));
    const problems = checked.ok ? [] : checked.problems;
    expect(problems).toContainEqual({ field, line, message: expect.stringContaining(words) });
  });

  test('all problems come at once', () => {
    const body = '### Task ID\n\nA\n\n### Scope\n\nthe module\n\n### Nonsense\n\nx\n';
    const checked = read(body);
    expect(checked.ok ? [] : checked.problems.map(({ field }) => field)).toEqual([
      ...['scope.files', '"Nonsense"', 'task-id', 'plan', 'objective', 'acceptance-criteria'],
    ]);
  });
});

function read(body: string): Checked<TaskSpec> {
  const form = readIssueForm(body);
  if (!form.ok) throw new Error(form.because);
  return readTaskForm(form.sections);
}
