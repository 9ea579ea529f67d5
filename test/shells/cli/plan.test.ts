import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RecordLine } from '../../../src/model/record-line.ts';
import { cli } from '../../support/cli.ts';
import {
  PLAN_PATH,
  plannedStory,
  planText,
  revised,
  revision,
  V1,
} from '../../support/planned-repo.ts';
import { temporaryFolder } from '../../support/repo.ts';

const V2 = revised(V1, { goal: 'Sessions that end on time' });
const story = plannedStory()
  .branch('plan/v2')
  .edit(PLAN_PATH, planText(V2))
  .commit('V2')
  .branch('plan/bad', 'main')
  .edit(PLAN_PATH, planText(revised(V1, { constraints: [] })))
  .edit('src/a.ts', 'mine\n')
  .commit('Bad')
  .branch('handoff/docs', 'main')
  .edit('docs/x.md', 'x\n')
  .commit('Docs')
  .orphan('none')
  .edit('x', 'y\n')
  .commit('None');
const made = story.make();
made.git('update-ref', 'refs/remotes/origin/plan/v2', made.sha('plan/v2'));
const proved = revised(V1, {
  goal: 'Sessions that end on time',
  revision: revision({ goal: `commit:${made.sha('main')}` }),
});
made.git('checkout', '-q', '-f', 'main');
const run = (...argv: readonly string[]) => cli(argv, { cwd: made.dir });
const json = async (...argv: readonly string[]) => JSON.parse((await run(...argv, '--json')).out);

function inTree(text: string, at = PLAN_PATH): void {
  writeFileSync(join(made.dir, at), text);
}

describe('gate plan-revision', () => {
  test('a branch by name, of a remote, by its full name; each rule says what it saw', async () => {
    for (const name of ['plan/v2', 'origin/plan/v2', 'refs/heads/plan/v2']) {
      const { code, out } = await run('gate', 'plan-revision', name, '--dry-run');
      expect(code).toBe(1);
      expect(out).toContain('plan-revision/change-justified');
      expect(out).toContain('is not a branch of an executor; identities need GitHub');
    }
  });

  test('every cause at once', async () => {
    const { verdicts, conclusion } = await json('gate', 'plan-revision', 'plan/bad', '--dry-run');
    expect(conclusion).toBe('fail');
    const rules = verdicts[0].rules as { rule: string; state: string }[];
    expect(rules.filter(({ state }) => state === 'failed').map(({ rule }) => rule)).toEqual([
      'plan-revision/constraints-carry-forward',
      'plan-revision/planner-only',
    ]);
  });

  test('the branch that is checked out, and the record of it: once as long as nothing changed', async () => {
    made.git('checkout', '-q', '-f', 'plan/v2');
    const record = join(made.dir, '.git/handoff/record.jsonl');
    expect((await run('gate', 'plan-revision')).code).toBe(1);
    await run('gate', 'plan-revision');
    made.git('checkout', '-q', '-f', 'main');
    const lines = readFileSync(record, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    expect(RecordLine.parse(JSON.parse(String(lines[0])))).toMatchObject({
      gate: 'plan-revision',
      output: 'plan/v2',
      state: 'failed',
      findings: [{ rule: 'plan-revision/change-justified' }],
    });
  });

  test('a branch that leaves the plan alone', async () => {
    const { code, out } = await run('gate', 'plan-revision', 'handoff/docs', '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('handoff/docs does not change .handoff/plan.yaml');
  });

  test.each([
    ['no such branch', ['plan/v9'], 'There is no branch "plan/v9"'],
    ['the base itself', [], 'main is the base itself'],
  ])('%s', async (_, names, says) => {
    const { code, err } = await run('gate', 'plan-revision', ...names);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});

describe('plan check', () => {
  test('the plan in the working tree, before it is on a branch', async () => {
    inTree(planText(proved));
    const { code, out } = await run('plan', 'check');
    expect(code).toBe(0);
    expect(out).toContain('a draft: nobody has proposed it on a branch yet');
    made.git('checkout', '-q', '-f', 'main');
  });

  test('a file, from where the user stands; nothing is written', async () => {
    inTree(planText(V2), 'docs/draft.yaml');
    const ran = await cli(['plan', 'check', 'draft.yaml', '--json'], {
      cwd: join(made.dir, 'docs'),
    });
    expect(ran.code).toBe(1);
    const [verdict] = JSON.parse(ran.out).verdicts;
    expect(verdict.subject.id).toBe('draft.yaml');
    expect(verdict['must-act']).toEqual(['planner']);
    const record = readFileSync(join(made.dir, '.git/handoff/record.jsonl'), 'utf8');
    expect(record).not.toContain('draft.yaml');
  });

  test('the plan in force stands', async () => {
    expect((await run('plan', 'check')).code).toBe(0);
  });

  test('a text that is no plan: the line and the field', async () => {
    inTree('schema: handoff-plan/v1\ngoal: x\nverson: 1\n', 'docs/bad.yaml');
    const { code, out } = await run('plan', 'check', 'docs/bad.yaml');
    expect(code).toBe(1);
    expect(out).toContain('did you mean version?');
    expect(out).toContain('.handoff/plan.yaml:3');
  });

  test('no file, no working tree', async () => {
    expect((await run('plan', 'check', 'none.yaml')).code).toBe(2);
    const bare = temporaryFolder();
    made.git('clone', '-q', '--bare', made.dir, bare);
    const { code, err } = await cli(['plan', 'check'], { cwd: bare });
    expect(code).toBe(2);
    expect(err).toContain('no working tree');
  });
});

describe('plan diff', () => {
  test('the plan in force against the working tree', async () => {
    inTree(planText(V2));
    const { code, out } = await run('plan', 'diff');
    expect(code).toBe(0);
    expect(out).toContain('v1 → v2: 1 change  (.handoff/plan.yaml at main, .handoff/plan.yaml)');
    made.git('checkout', '-q', '-f', 'main');
  });

  test.each([
    ['branches', 'main', 'plan/bad'],
    ['a commit and a branch', made.sha('main'), 'plan/bad'],
    ['a version and a branch', 'v1', 'plan/bad'],
    ['a version by its number alone', '1', 'plan/bad'],
    ['a file and a branch', PLAN_PATH, 'plan/bad'],
  ])('between %s', async (_, from, to) => {
    const comparison = await json('plan', 'diff', from, to);
    expect(comparison).toMatchObject({
      schema: 'handoff-plan-diff/v1',
      from: { version: 1 },
      to: { version: 2, source: '.handoff/plan.yaml at plan/bad' },
      constraints: [{ id: 'C1', fate: 'dropped', allowed: 'no' }],
      changes: [{ target: 'C1', of: 'constraint', kind: 'removed', because: [] }],
    });
  });

  test.each([
    ['nothing of that name', ['v1x'], 'Nothing is called "v1x"'],
    ['a version that never was', ['v7'], 'No commit of the base held version 7'],
    ['a branch without a plan', ['none'], 'There is no .handoff/plan.yaml at none'],
    ['what is no plan', ['package.json'], 'package.json is no plan'],
  ])('%s', async (_, names, says) => {
    const { code, err } = await run('plan', 'diff', ...names);
    expect(code).toBe(2);
    expect(err).toContain(says);
  });
});

describe('plan graph', () => {
  test.each([
    ['text', [], 'Layer  Task     Runs on'],
    ['text', ['--format', 'text'], '2      billing  codex'],
    ['mermaid', ['--format', 'mermaid'], 't0 --> t2'],
    ['svg', ['--format', 'svg'], '<svg xmlns="http://www.w3.org/2000/svg"'],
  ])('as %s %j', async (_, options, says) => {
    const { code, out } = await run('plan', 'graph', ...options);
    expect(code).toBe(0);
    expect(out).toContain(says);
  });

  test('as data, of another version', async () => {
    expect(await json('plan', 'graph', 'plan/v2')).toMatchObject({
      schema: 'handoff-plan-graph/v1',
      plan: 'sessions',
      version: 2,
      layers: [[{ id: 'auth' }, { id: 'docs' }], [{ id: 'billing', waitsFor: ['auth'] }]],
      stuck: [],
    });
  });

  test('a format that is none', async () => {
    const { code, err } = await run('plan', 'graph', '--format', 'png');
    expect(code).toBe(2);
    expect(err).toContain('text, mermaid, svg');
  });
});
