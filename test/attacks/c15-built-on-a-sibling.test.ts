import { afterAll, describe, expect, test } from '@jest/globals';
import { repo } from '../support/repo.ts';
import { type TestWorkspace, workspaceOf } from '../support/workspace.ts';

/** Threat C15 over a real repository: one output is built on another one's head, and cites what that one did. */

const spec = (task: string, files: readonly string[]) =>
  `\`\`\`json handoff-task\n${JSON.stringify({
    schema: 'handoff-task/v1',
    'task-id': task,
    plan: 'plan@1',
    objective: `Write ${task}`,
    scope: { files },
    'acceptance-criteria': [{ id: 'AC1', text: 'It is written' }],
  })}\n\`\`\`\n`;
const contract = (task: string, artifact: string, ref: string) =>
  `\`\`\`json handoff-contract\n${JSON.stringify({
    'task-id': task,
    objective: `Write ${task}`,
    constraints: [],
    'completed-steps': [{ step: 'Work', artifact, ref, covers: ['AC1'] }],
    'next-step': { status: 'none', reason: 'nothing is left' },
    'open-questions': [],
  })}\n\`\`\`\n`;

const made = repo({
  '.handoff/policy.yaml': 'mode: block\n',
  '.handoff/plan.yaml':
    'schema: handoff-plan/v1\nplan-id: p\nversion: 1\ngoal: g\ntasks: [{id: auth, scope: [src/*]}, {id: billing, scope: [src/*]}, {id: copy, scope: [src/*]}]\n',
  '.handoff/tasks/auth.md': spec('auth', ['src/*']),
  '.handoff/tasks/billing.md': spec('billing', ['src/*']),
  '.handoff/tasks/copy.md': spec('copy', ['src/*']),
  'src/a.ts': 'export const a = 1;\n',
})
  .branch('handoff/auth')
  .edit('src/a.ts', 'export const a = 2;\n')
  .commit('Auth')
  .branch('handoff/billing')
  .edit('src/b.ts', 'export const b = 1;\n')
  .commit('Billing')
  .branch('handoff/copy', 'main')
  .edit('src/c.ts', 'export const c = 1;\n')
  .commit('Copy')
  .make();

const open: TestWorkspace[] = [];
afterAll(() => Promise.all(open.map((workspace) => workspace.close())));

const AUTH = made.sha('Auth');
const OWN = {
  billing: { ref: `commit:${made.sha('Billing')}`, artifact: 'src/b.ts' },
  copy: { ref: `commit:${made.sha('Copy')}`, artifact: 'src/c.ts' },
};
const borrowed = (ref: string) => ({ ref, artifact: 'src/a.ts' });

/** What output/evidence-bound finds in an output, when `auth` cites its own commit and the others cite this. */
async function found(task: string, cites: Partial<typeof OWN>) {
  const { billing, copy } = { ...OWN, ...cites };
  const note = (on: string, { ref, artifact }: { ref: string; artifact: string }) =>
    made.git(
      'notes',
      '--ref=handoff',
      'add',
      '-f',
      '-m',
      contract(on, artifact, ref),
      made.sha(`handoff/${on}`),
    );
  note('auth', borrowed(`commit:${AUTH}`));
  note('billing', billing);
  note('copy', copy);
  const workspace = await workspaceOf(made.dir, made.sha('main'));
  open.push(workspace);
  const { verdict } = await workspace.judge(`handoff/${task}`);
  const rule = verdict.rules.find((one) => one.rule === 'output/evidence-bound');
  return rule?.findings.map(({ facts }) => facts);
}

describe("threat C15: evidence of the output that one's own is built upon", () => {
  test.each([
    ['in full', `commit:${AUTH}`],
    ['shortened to seven digits', `commit:${AUTH.slice(0, 7)}`],
    ['shortened to twenty digits', `commit:${AUTH.slice(0, 20)}`],
  ])('its commit, %s: whoever built upon it is red, the other one is not', async (_, ref) => {
    const cites = { billing: borrowed(ref) };
    expect(await found('billing', cites)).toEqual([{ tasks: ['auth'], outputs: ['handoff/auth'] }]);
    expect(await found('auth', cites)).toEqual([]);
  });

  test('a copied citation without the commits does not resolve, and blames nobody else', async () => {
    const cites = { copy: borrowed(`commit:${AUTH}`) };
    expect(await found('copy', cites)).toMatchObject([
      { lookedUp: expect.stringContaining('not among') },
    ]);
    expect(await found('auth', cites)).toEqual([]);
  });

  test('evidence of its own is enough, also when it is built on another one', async () => {
    expect(await found('billing', {})).toEqual([]);
  });
});
