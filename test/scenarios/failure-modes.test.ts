import { afterAll, describe, expect, test } from '@jest/globals';
import { judgeIntegration } from '../../src/flows/judge-integration.ts';
import type { Sha } from '../../src/model/sha.ts';
import { testRun } from '../support/output-facts.ts';
import { repo } from '../support/repo.ts';
import { stopping, type TestWorkspace, workspaceOf } from '../support/workspace.ts';

/**
 * The last table of the source text: three failure modes, each at its two gates, from plan to verdict on real git (seed
 * D13). Each has a twin that must stay green.
 */
const POLICY = 'mode: block\nevidence: {commits: E2, tests: E2}\n';
const PLAN = `schema: handoff-plan/v1
plan-id: pool
version: 1
goal: A pool that survives restarts
constraints: [{id: C1, text: "Retries use exponential backoff"}]
tasks: [{id: pool, scope: [src/pool.ts]}, {id: metrics, scope: [src/metrics.ts]}]
`;
const specOf = (task: string, path: string): string => {
  const spec = {
    schema: 'handoff-task/v1',
    'task-id': task,
    plan: 'plan@1',
    objective: `Rework ${path}`,
    constraints: [{ id: 'C1', text: 'Retries use exponential backoff' }],
    scope: { files: [path] },
    'acceptance-criteria': [
      { id: 'AC1', text: '1 test passes', verify: { tests: `${task}.test.ts`, min: 1 } },
    ],
  };
  return `\`\`\`json handoff-task\n${JSON.stringify(spec)}\n\`\`\`\n`;
};
const SOURCE = 'export function connect(tries: number) {\n  return tries;\n}\n';
const BASE = {
  '.handoff/policy.yaml': POLICY,
  '.handoff/plan.yaml': PLAN,
  '.handoff/tasks/pool.md': specOf('pool', 'src/pool.ts'),
  '.handoff/tasks/metrics.md': specOf('metrics', 'src/metrics.ts'),
  'src/pool.ts': SOURCE,
  'src/metrics.ts': SOURCE,
};

const opened: TestWorkspace[] = [];
afterAll(() => Promise.all(opened.map((workspace) => workspace.close())));

function contractText(task: string, path: string, head: string, overrides: object = {}): string {
  const contract = {
    'task-id': task,
    objective: `Rework ${path}`,
    constraints: ['Retries use exponential backoff'],
    'completed-steps': [
      { step: 'Work', artifact: path, ref: `commit:${head}` },
      { step: 'Tests', artifact: path, ref: `test-run:${task}-1-1/1`, covers: ['AC1'] },
    ],
    'next-step': { status: 'none', reason: 'nothing is left' },
    'open-questions': [],
    ...overrides,
  };
  return `\`\`\`json handoff-contract\n${JSON.stringify(contract)}\n\`\`\`\n`;
}

/** Branches handoff/<task> with these edits, honest contracts (but for the overrides), and a run of each task's tests. */
async function outputs(
  edits: Readonly<Record<string, Readonly<Record<string, string>>>>,
  overrides: (head: string) => object = () => ({}),
) {
  const story = repo(BASE);
  for (const [task, files] of Object.entries(edits)) {
    story.branch(`handoff/${task}`, 'main');
    for (const [path, text] of Object.entries(files)) story.edit(path, text);
    story.commit(`Work on ${task}`);
  }
  const made = story.make();
  const workspace = await workspaceOf(made.dir, made.sha('main'));
  opened.push(workspace);
  for (const task of Object.keys(edits)) {
    const head = made.sha(`handoff/${task}`);
    const text = contractText(task, `src/${task}.ts`, head, overrides(head));
    made.git('notes', '--ref=handoff', 'add', '-m', text, head);
    const files = [{ name: `${task}.test.ts`, passed: 1, failed: 0, skipped: 0 }];
    const tests = { passed: 1, failed: 0, skipped: 0 };
    await workspace.testRuns.record(testRun({ id: `${task}-1`, head: head as Sha, files, tests }));
  }
  return { made, workspace };
}

const edited = SOURCE.replace('return tries', 'return tries * 2');

describe('drift', () => {
  test('Gate 2: an output that wanders off goes back to the planner', async () => {
    const { workspace } = await outputs({
      pool: { 'src/pool.ts': edited, 'src/metrics.ts': edited },
    });
    const { verdict } = await workspace.judge('handoff/pool');
    expect(stopping(verdict)).toEqual(['scope-compliance', 'scope-drift']);
    const drift = verdict.rules.find(({ rule }) => rule === 'output/scope-drift');
    expect(drift?.findings.map(({ to }) => to)).toEqual(['planner']);
  });

  test('Gate 2: the twin that stays at its task passes', async () => {
    const { workspace } = await outputs({ pool: { 'src/pool.ts': edited } });
    expect(stopping((await workspace.judge('handoff/pool')).verdict)).toEqual([]);
  });
});

describe('hallucination', () => {
  test('Gate 2: a commit and a test run that never were do not resolve', async () => {
    const { workspace } = await outputs({ pool: { 'src/pool.ts': edited } }, () => ({
      'completed-steps': [
        { step: 'Work', artifact: 'src/pool.ts', ref: 'commit:a3f92bc' },
        {
          step: 'Tests',
          artifact: 'src/pool.ts',
          ref: 'test-run:2026-05-03-pool-12/12',
          covers: ['AC1'],
        },
      ],
    }));
    expect(stopping((await workspace.judge('handoff/pool')).verdict)).toContain('refs-resolve');
  });
});

describe('conflicting edits', () => {
  const integrated = async (workspace: TestWorkspace) => {
    const { base } = workspace;
    const request = { engine: '0.0.0', base, baseRef: 'refs/heads/main', authority: base };
    return (await judgeIntegration(workspace, request)).verdicts;
  };

  test('Gate 3: two outputs that edit the same lines: the later one waits', async () => {
    const other = SOURCE.replace('return tries', 'return tries + 1');
    const { workspace } = await outputs({
      pool: { 'src/pool.ts': edited },
      metrics: { 'src/pool.ts': other },
    });
    const stops = (await integrated(workspace)).map((verdict) => [
      verdict.subject.id,
      stopping(verdict),
    ]);
    expect(stops).toEqual([
      ['handoff/metrics', ['pairs-merge']],
      ['handoff/pool', []],
    ]);
  });

  test('Gate 3: the twins that edit their own files both pass', async () => {
    const { workspace } = await outputs({
      pool: { 'src/pool.ts': edited },
      metrics: { 'src/metrics.ts': edited },
    });
    expect((await integrated(workspace)).flatMap(stopping)).toEqual([]);
  });
});
