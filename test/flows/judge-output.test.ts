import { afterAll, describe, expect, test } from '@jest/globals';
import type { Sha } from '../../src/model/sha.ts';
import type { TestRun } from '../../src/model/test-run.ts';
import { testRun } from '../support/output-facts.ts';
import { type MadeRepo, repo } from '../support/repo.ts';
import { stopping, type TestWorkspace, workspaceOf } from '../support/workspace.ts';

const POLICY = 'mode: block\nevidence: {commits: E2, tests: E2}\n';
const PLAN = `schema: handoff-plan/v1
plan-id: p
version: 2
goal: g
constraints: [{id: C1, text: "Session expiry: 24 hours"}]
tasks: [{id: auth, scope: [src/a.ts]}, {id: billing, scope: [src/billing.ts]}]
`;

const SPEC = {
  schema: 'handoff-task/v1',
  'task-id': 'auth',
  plan: 'plan@2',
  objective: 'Return the session of a token in src/a.ts',
  constraints: [{ id: 'C1', text: 'Session expiry: 24 hours' }],
  scope: { files: ['src/a.ts'] },
  'acceptance-criteria': [
    { id: 'AC1', text: '2 tests in a.test.ts pass', verify: { tests: 'a.test.ts', min: 2 } },
  ],
};

const specText = (spec: object): string =>
  `\`\`\`json handoff-task\n${JSON.stringify(spec)}\n\`\`\`\n`;
const BASE = {
  '.handoff/policy.yaml': POLICY,
  '.handoff/plan.yaml': PLAN,
  '.handoff/tasks/auth.md': specText(SPEC),
  'src/a.ts': 'export function session(token: string) {\n  return token;\n}\n',
  'README.md': 'Read me\n',
};
const EDIT = 'export function session(token: string) {\n  return { token };\n}\n';

function contractText(head: string, overrides: object = {}): string {
  const contract = {
    'task-id': 'auth',
    objective: SPEC.objective,
    constraints: ['Session expiry: 24 hours (verbatim from plan v2)'],
    'completed-steps': [
      { step: 'Session', artifact: 'src/a.ts', ref: `commit:${head}` },
      { step: 'Tests', artifact: 'src/a.ts', ref: 'test-run:auth-1-2/2', covers: ['AC1'] },
    ],
    'next-step': { status: 'none', reason: 'nothing is left' },
    'open-questions': [],
    ...overrides,
  };
  return `\`\`\`json handoff-contract\n${JSON.stringify(contract, null, 1)}\n\`\`\`\n`;
}

const run = (head: string, overrides: Partial<TestRun> = {}): TestRun =>
  testRun({
    head: head as Sha,
    tests: { passed: 2, failed: 0, skipped: 0 },
    files: [{ name: 'a.test.ts', passed: 2, failed: 0, skipped: 0 }],
    ...overrides,
  });

const opened: TestWorkspace[] = [];
afterAll(() => Promise.all(opened.map((workspace) => workspace.close())));

/** The branch handoff/auth with one honest commit, a run of its tests and a contract as its note. */
async function honest(
  change: (made: ReturnType<typeof repo>) => unknown = () => {},
  overrides: object = {},
  note = true,
) {
  const story = repo(BASE).branch('handoff/auth').edit('src/a.ts', EDIT);
  change(story);
  const made: MadeRepo = story.commit('Work').make();
  const head = made.sha('handoff/auth');
  if (note) made.git('notes', '--ref=handoff', 'add', '-m', contractText(head, overrides), head);
  const workspace = await workspaceOf(made.dir, made.sha('main'));
  opened.push(workspace);
  await workspace.testRuns.record(run(head));
  return { made, workspace, head };
}

describe('judgeOutput', () => {
  test('an honest output passes; every rule says what it saw', async () => {
    const { workspace } = await honest();
    const { verdict } = await workspace.judge('handoff/auth');
    expect(stopping(verdict)).toEqual([]);
    expect(verdict.outcome).toEqual({ state: 'passed' });
    expect(verdict.rules.every(({ saw }) => saw.length > 0)).toBe(true);
  });

  test('the same inputs give the same verdict, key included; another base tip another key', async () => {
    const { made, workspace } = await honest();
    const one = await workspace.judge('handoff/auth');
    expect((await workspace.judge('handoff/auth')).verdict).toEqual(one.verdict);
    const other = await workspace.judge('handoff/auth', { baseRef: 'refs/heads/release' });
    expect(other.verdict.key).not.toBe(one.verdict.key);
    expect(made.git('status', '--porcelain=v1', '--untracked-files=no')).not.toContain('??');
  });

  test('no contract at all is one finding, not ten', async () => {
    const { workspace } = await honest(undefined, {}, false);
    const { verdict } = await workspace.judge('handoff/auth');
    expect(stopping(verdict)).toEqual(['contract-present']);
  });

  test('a contract that is no JSON is one finding', async () => {
    const { workspace } = await honest(undefined, {}, false);
    const text = { source: 'a file', text: '```json handoff-contract\n{"task-id": \n```\n' };
    const { verdict } = await workspace.judge('handoff/auth', { text });
    expect(stopping(verdict)).toEqual(['contract-schema']);
  });

  test('a bare JSON file counts as a contract when the caller names it', async () => {
    const { workspace, head } = await honest(undefined, {}, false);
    const json = contractText(head).replace(/^```.*\n|```\n$/g, '');
    const { verdict } = await workspace.judge('handoff/auth', {
      text: { source: 'contract.json', text: json },
    });
    expect(stopping(verdict)).toEqual([]);
  });

  test('a policy that the output brings along is not the one that judges it (A04)', async () => {
    const { workspace } = await honest((story) =>
      story
        .edit('.handoff/policy.yaml', 'mode: observe\ndrift: {limit: 1}\n')
        .edit('README.md', 'Mine\n'),
    );
    const { verdict } = await workspace.judge('handoff/auth');
    expect(verdict.mode).toBe('block');
    expect(stopping(verdict)).toEqual(
      expect.arrayContaining(['role-boundary', 'scope-compliance']),
    );
  });

  test('a spec that the output widens is not the one that authorises it (A01)', async () => {
    const wide = specText({ ...SPEC, scope: { files: ['src/a.ts', 'README.md'] } });
    const { workspace } = await honest((story) =>
      story.edit('.handoff/tasks/auth.md', wide).edit('README.md', 'Mine\n'),
    );
    const { verdict } = await workspace.judge('handoff/auth');
    expect(stopping(verdict)).toContain('scope-compliance');
  });

  test('a spec that changed after it was sealed is stale until a planner approves it again (A03)', async () => {
    const { workspace } = await honest();
    const { facts } = await workspace.judge('handoff/auth');
    const digest = facts?.spec.state === 'known' ? facts.spec.value.digest : '';
    const seal = {
      schema: 'handoff-seal/v1',
      task: 'auth',
      plan: 2,
      at: '2026-05-01T00:00:00.000Z',
    } as const;
    await workspace.seals.put({ ...seal, task: seal.task as never, digest: 'b'.repeat(64) });
    expect(stopping((await workspace.judge('handoff/auth')).verdict)).toEqual(['spec-current']);
    await workspace.seals.put({ ...seal, task: seal.task as never, digest });
    expect(stopping((await workspace.judge('handoff/auth')).verdict)).toEqual([]);
  });

  test('a branch of nobody that carries no contract is not judged; with a contract it is', async () => {
    const { workspace, made, head } = await honest();
    const output = {
      id: 'feature',
      ref: 'refs/heads/feature',
      head: head as Sha,
      task: undefined,
      since: 1,
    };
    made.git('notes', '--ref=handoff', 'remove', head);
    const without = await workspace.judge('handoff/auth', { output });
    expect(without.verdict.outcome.state).toBe('not-applicable');
    const text = { source: 'a file', text: contractText(head) };
    const claiming = await workspace.judge('handoff/auth', { output, text });
    expect(stopping(claiming.verdict)).toContain('task-binding');
  });

  test.each([
    ['words of a person', 'Fixes the typo that I met in the readme.', 'not-applicable'],
    ['a review of somebody else', '```json handoff-review\n{}\n```\n', 'not-applicable'],
    ['a contract that cannot be read', '```json handoff-contract\n{\n```\n', 'failed'],
    ['a contract where it does not count', '> ```json handoff-contract\n> {}\n> ```\n', 'failed'],
    ['a file that is one object', '{"schema": "handoff-contract/v1"}', 'failed'],
  ])('the text of a branch of nobody is %s', async (_, text, expected) => {
    const { workspace, made, head } = await honest();
    made.git('notes', '--ref=handoff', 'add', '-f', '-m', text, head);
    const ref = 'refs/heads/feature';
    const output = { id: 'feature', ref, head: head as Sha, task: undefined, since: 1 };
    const judged = await workspace.judge('handoff/auth', { output });
    expect(judged.verdict.outcome.state).toBe(expected);
  });

  test.each([
    ['a branch by its name', {}, 'applies'],
    [
      'a pull request by its branch, not by its number',
      { id: '#12', branch: 'handoff/auth' },
      'applies',
    ],
    ['another branch', { id: '#12', branch: 'fix-typo' }, 'not-applicable'],
  ])('a policy for some branches finds %s', async (_, over, expected) => {
    const policy = `${POLICY}applies-to: {branches: ["handoff/**"]}\n`;
    const made = repo({ ...BASE, '.handoff/policy.yaml': policy })
      .branch('handoff/auth')
      .edit('src/a.ts', EDIT)
      .commit('Work')
      .make();
    const workspace = await workspaceOf(made.dir, made.sha('main'));
    opened.push(workspace);
    const head = made.sha('handoff/auth') as Sha;
    const ref = 'refs/heads/handoff/auth';
    const output = { id: 'handoff/auth', ref, head, task: undefined, since: 1, ...over };
    const { verdict } = await workspace.judge('handoff/auth', { output });
    const { state } = verdict.outcome;
    expect(state === 'not-applicable' ? state : 'applies').toBe(expected);
  });

  test('what is missing in a shallow clone is doubt with a remedy, never a pass', async () => {
    const { made, head } = await honest();
    const dir = made.clone('--depth=1', '--no-single-branch');
    const workspace = await workspaceOf(dir, made.sha('main'));
    opened.push(workspace);
    const output = {
      id: 'handoff/auth',
      ref: 'refs/remotes/origin/handoff/auth',
      head: head as Sha,
      task: 'auth' as never,
      since: 1,
    };
    const text = { source: 'a file', text: contractText(head) };
    const { verdict } = await workspace
      .judge('handoff/auth', { output, text })
      .catch(() => ({ verdict: undefined }));
    expect(verdict?.outcome.state).not.toBe('passed');
  });
});
