import { afterAll, describe, expect, test } from '@jest/globals';
import { judgeIntegration } from '../../src/flows/judge-integration.ts';
import type { Sha } from '../../src/model/sha.ts';
import { testRun } from '../support/output-facts.ts';
import { closeAll, judgePending, type Planned, planned } from '../support/planned-repo.ts';
import { repo } from '../support/repo.ts';
import { stopping, type TestWorkspace } from '../support/workspace.ts';

/**
 * The last table of the source text: three failure modes, each at its two gates, from plan to verdict on real git (seed
 * D13). Each has a twin that must stay green. Drift at Gate 4 has a file of its own: drift-at-the-plan.test.ts.
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
const SOURCE =
  'export function connect(tries: number) {\n  return tries;\n}\n\n\n\nexport const name = 1;\n';
const BASE = {
  '.handoff/policy.yaml': POLICY,
  '.handoff/plan.yaml': PLAN,
  '.handoff/tasks/pool.md': specOf('pool', 'src/pool.ts'),
  '.handoff/tasks/metrics.md': specOf('metrics', 'src/metrics.ts'),
  'src/pool.ts': SOURCE,
  'src/metrics.ts': SOURCE,
};

afterAll(closeAll);

function contractText(task: string, path: string, head: string, overrides: object = {}): string {
  const contract = {
    'task-id': task,
    objective: `Rework src/${task}.ts`,
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
): Promise<Planned> {
  const story = repo(BASE);
  for (const [task, files] of Object.entries(edits)) {
    story.branch(`handoff/${task}`, 'main');
    for (const [path, text] of Object.entries(files)) story.edit(path, text);
    story.commit(`Work on ${task}`);
  }
  const pending = await planned(story.on('main'));
  for (const [task, files] of Object.entries(edits)) {
    const head = pending.made.sha(`handoff/${task}`);
    const [path = ''] = Object.keys(files);
    await handOver(pending, task, contractText(task, path, head, overrides(head)));
  }
  return pending;
}

/** The executor's last two steps: a run of the task's tests on the head, and the contract as a note on it. */
async function handOver({ made, workspace }: Planned, task: string, text: string, run = 1) {
  const head = made.sha(`handoff/${task}`) as Sha;
  made.git('notes', '--ref=handoff', 'add', '-f', '-m', text, head);
  const tests = { passed: 1, failed: 0, skipped: 0 };
  const report = { files: [{ name: `${task}.test.ts`, ...tests }], tests };
  await workspace.testRuns.record(testRun({ id: `${task}-${run}`, head, ...report }));
}

/** Gate 3 over everything that waits, by output. */
async function integrated(workspace: TestWorkspace) {
  const { base } = workspace;
  const request = { engine: '0.0.0', base, baseRef: 'refs/heads/main', authority: base };
  const { verdicts } = await judgeIntegration(workspace, request);
  return verdicts.map((verdict) => [verdict.subject.id, stopping(verdict)]);
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

  test('Gate 3: what Gate 2 accepted, no longer there when it would land, sends it back; the executor can clear it', async () => {
    const first = await outputs({ pool: { 'src/pool.ts': edited } });
    expect((await judgePending(first)).flatMap(stopping)).toEqual([]);

    // A fix lands in other lines of the file: git merges the two, and nobody ever ran the tests of what comes out.
    const fixed = await first.goOn((story) =>
      story.on('main').edit('src/pool.ts', SOURCE.replace('name = 1', 'name = 2')).commit('Fix'),
    );
    expect(await integrated(fixed.workspace)).toEqual([['handoff/pool', ['evidence-still-holds']]]);
    expect(stopping((await fixed.workspace.judge('handoff/pool')).verdict)).toEqual([]);

    const merged = await fixed.goOn((story) =>
      story
        .on('handoff/pool')
        .edit('src/pool.ts', edited.replace('name = 1', 'name = 2'))
        .merge('main', 'Take the fix')
        .on('main'),
    );
    const work = merged.made.sha('Work on pool');
    const text = contractText('pool', 'src/pool.ts', work).replace('pool-1', 'pool-2');
    await handOver(merged, 'pool', text, 2);
    expect((await judgePending(merged)).flatMap(stopping)).toEqual([]);
  });

  test('Gate 3: the run that Gate 2 accepted is deleted', async () => {
    const first = await outputs({ pool: { 'src/pool.ts': edited } });
    await judgePending(first);
    const { record, seals } = first.workspace;
    const { workspace } = await planned(first.story, { record, seals });
    expect(await integrated(workspace)).toEqual([['handoff/pool', ['evidence-still-holds']]]);
  });

  test('Gate 3: the twin, for which something else landed, passes as it is', async () => {
    const first = await outputs({ pool: { 'src/pool.ts': edited } });
    const { workspace } = await first.goOn((story) =>
      story.on('main').edit('src/metrics.ts', edited).commit('Land others'),
    );
    expect(await integrated(workspace)).toEqual([['handoff/pool', []]]);
  });
});

describe('conflicting edits', () => {
  test('Gate 3: two outputs that edit the same lines: the later one waits', async () => {
    const other = SOURCE.replace('return tries', 'return tries + 1');
    const { workspace } = await outputs({
      pool: { 'src/pool.ts': edited },
      metrics: { 'src/pool.ts': other },
    });
    expect(await integrated(workspace)).toEqual([
      ['handoff/metrics', ['pairs-merge']],
      ['handoff/pool', []],
    ]);
  });

  test('Gate 3: the twins that edit their own files both pass', async () => {
    const { workspace } = await outputs({
      pool: { 'src/pool.ts': edited },
      metrics: { 'src/metrics.ts': edited },
    });
    expect(await integrated(workspace)).toEqual([
      ['handoff/metrics', []],
      ['handoff/pool', []],
    ]);
  });
});
