import { afterAll } from '@jest/globals';
import type { JudgedTaskEntry } from '../../src/flows/judge-task-entry.ts';
import { type MadeRepo, repo } from './repo.ts';
import type { Teller } from './story.ts';
import { type TestWorkspace, workspaceOf } from './workspace.ts';

type Written = Readonly<Record<string, unknown>>;

/** The fields of an honest spec of the task, as JSON, which is YAML. */
export function specFields(id: string, fields: Written = {}): Written {
  return {
    schema: 'handoff-task/v1',
    'task-id': id,
    plan: 'plan@1',
    objective: `Return the session of a token in src/${id}/index.ts`,
    constraints: [{ id: 'C1', text: 'Session expiry: 24 hours' }],
    scope: { files: [`src/${id}/index.ts`], create: [`src/${id}/index.test.ts`] },
    'acceptance-criteria': [
      {
        id: 'AC1',
        text: `2 tests in src/${id}/index.test.ts pass`,
        verify: { tests: `src/${id}/index.test.ts`, min: 2 },
      },
    ],
    ...fields,
  };
}

export function specMarkdown(id: string, fields: Written = {}): string {
  return `# ${id}\n\n\`\`\`json handoff-task\n${JSON.stringify(specFields(id, fields), null, 1)}\n\`\`\`\n`;
}

const AREAS = ['auth', 'db', 'api', 'docs'];

/** Four areas with a module each, a plan with a task an area, and the specs that are given. */
export function entryRepo(
  specs: Readonly<Record<string, Written>> = { auth: {}, db: {} },
  files: Readonly<Record<string, string>> = {},
): Teller<MadeRepo> {
  const tasks = AREAS.map((id) => ({
    id,
    objective: `Return the session of a token in src/${id}/index.ts`,
    scope: [`src/${id}/**`],
    'depends-on': specs[id]?.['depends-on'] ?? [],
  }));
  return repo({
    '.handoff/policy.yaml': 'mode: block\n',
    '.handoff/plan.yaml': JSON.stringify({
      schema: 'handoff-plan/v1',
      'plan-id': 'sessions',
      version: 1,
      goal: 'Sessions that end',
      constraints: [{ id: 'C1', text: 'Session expiry: 24 hours' }],
      tasks,
    }),
    ...Object.fromEntries(
      AREAS.map((id) => [`src/${id}/index.ts`, `export function ${id}() {\n  return 1;\n}\n`]),
    ),
    ...Object.fromEntries(
      Object.entries(specs).map(([id, fields]) => [
        `.handoff/tasks/${id}.md`,
        specMarkdown(id, fields),
      ]),
    ),
    'package.json': '{}\n',
    ...files,
  });
}

const open: TestWorkspace[] = [];
afterAll(() => Promise.all(open.map((workspace) => workspace.close())));

/** Gate 1 over a repository as it is now. */
export async function entryWorkspace(
  made: MadeRepo,
  kept: Parameters<typeof workspaceOf>[2] = {},
): Promise<TestWorkspace> {
  const workspace = await workspaceOf(made.dir, made.git('rev-parse', 'main'), kept);
  open.push(workspace);
  return workspace;
}

/** `failed scope-exclusive`: the outcome, and the rules that stop it. */
export function said({ verdict }: Pick<JudgedTaskEntry, 'verdict'>): string {
  const stopping = verdict.rules
    .filter(({ state }) => state === 'failed' || state === 'unproven')
    .map(({ rule }) => rule.replace('task-entry/', ''));
  return [verdict.outcome.state, ...stopping].join(' ');
}
