import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import manifest from '../../../package.json' with { type: 'json' };
import { readIssueForm } from '../../../src/analysis/issue-form.ts';
import { readPlan } from '../../../src/model/read-plan.ts';
import { readPolicy } from '../../../src/model/read-policy.ts';
import { readTaskForm, TASK_FORM } from '../../../src/model/read-task-form.ts';
import { RULE_CARDS } from '../../../src/shells/cli/rule-cards.ts';
import { cli } from '../../support/cli.ts';
import { repo } from '../../support/repo.ts';

const PATHS = [
  '.handoff/policy.yaml',
  '.handoff/plan.yaml',
  '.handoff/tasks/example.md',
  '.github/ISSUE_TEMPLATE/handoff-task.yml',
  '.github/PULL_REQUEST_TEMPLATE.md',
  '.github/handoff-labels.sh',
];
const ACTION = `octo/handoff-gate@${'0123456789'.repeat(4)}`;
const WORKFLOW_PATHS = [
  '.handoff/contract-output.schema.json',
  '.github/workflows/handoff-gate.yml',
  '.github/workflows/handoff-tests.yml',
  '.github/workflows/handoff-task.yml',
  '.github/workflows/handoff-critic.yml',
  '.github/workflows/handoff-review.yml',
];

const fresh = () => repo({ 'README.md': '# x\n' }).make().dir;
const read = (dir: string, path: string) => readFileSync(join(dir, path), 'utf8');

async function init(dir: string, ...argv: readonly string[]) {
  const ran = await cli(['init', '--json', ...argv], { cwd: dir });
  const files: readonly { path: string; fate: string }[] =
    ran.code === 0 ? JSON.parse(ran.out).files : [];
  return { ...ran, fates: Object.fromEntries(files.map(({ path, fate }) => [path, fate])) };
}

test.each([
  ['a copy of the sources knows no release: no workflows', [], PATHS, 5],
  ['with the action named: all', ['--action', ACTION], [...PATHS, ...WORKFLOW_PATHS], 4],
])('a fresh repository, and the next commands; %s', async (_why, argv, paths, commands) => {
  const dir = fresh();
  const { code, out } = await cli(['init', ...argv], { cwd: dir });
  expect(code).toBe(0);
  for (const path of [...PATHS, ...WORKFLOW_PATHS])
    expect([path, existsSync(join(dir, path))]).toEqual([path, paths.includes(path)]);
  expect(out.includes('handoff-gate init --action')).toBe(argv.length === 0);
  expect(out.split('Next:\n')[1]?.trimEnd().split('\n')).toHaveLength(commands);
  expect(readdirSync(join(dir, '.handoff'))).toEqual(
    expect.arrayContaining(['plan.yaml', 'policy.yaml', 'tasks']),
  );
});

describe('single files', () => {
  const GATE = '.github/workflows/handoff-gate.yml';

  test('the named one alone is written anew, as doctor says; the plan stays', async () => {
    const dir = fresh();
    await init(dir, '--action', ACTION);
    const before = read(dir, GATE);
    for (const path of [GATE, '.handoff/plan.yaml']) writeFileSync(join(dir, path), 'mine\n');
    const { fates } = await init(dir, '--action', ACTION, '--force', GATE);
    expect(fates).toEqual({ [GATE]: 'overwritten' });
    expect(read(dir, GATE)).toBe(before);
    expect(read(dir, '.handoff/plan.yaml')).toBe('mine\n');
  });

  test.each([
    ['a path that it does not write', ['--action', ACTION, '.github/workflows/ci.yml']],
    ['a workflow, without an action to put in', [GATE]],
  ])('%s: nothing is written', async (_why, argv) => {
    const dir = fresh();
    const { code, err } = await init(dir, ...argv);
    expect(code).toBe(2);
    expect(err).toContain('allowed: .handoff/policy.yaml');
    expect(existsSync(join(dir, '.handoff'))).toBe(false);
  });
});

test('from a folder below, the files are at the top', async () => {
  const dir = fresh();
  mkdirSync(join(dir, 'src'));
  expect((await cli(['-C', 'src', 'init'], { cwd: dir })).code).toBe(0);
  expect(existsSync(join(dir, '.handoff/plan.yaml'))).toBe(true);
});

describe('what it writes is what the gates read', () => {
  const dir = fresh();
  const made = init(dir);

  test('the policy, and its schema is named', async () => {
    await made;
    const text = read(dir, '.handoff/policy.yaml');
    expect(readPolicy(text, { format: 'yaml', rules: RULE_CARDS })).toMatchObject({
      ok: true,
      value: { mode: 'warn' },
    });
    expect(text).toContain('schemas/policy.schema.json');
  });

  test('the plan', async () => {
    await made;
    expect(readPlan(read(dir, '.handoff/plan.yaml'), { format: 'yaml' })).toMatchObject({
      ok: true,
    });
  });

  test('the issue form: answered by its own examples it is a spec', async () => {
    await made;
    const form: { body: readonly { type: string; attributes: Record<string, string> }[] } = parse(
      read(dir, '.github/ISSUE_TEMPLATE/handoff-task.yml'),
    );
    expect(form.body.map(({ attributes }) => attributes['label'])).toEqual([...TASK_FORM.keys()]);
    const body = form.body
      .map(({ attributes }) => `### ${attributes['label']}\n\n${attributes['placeholder']}`)
      .join('\n\n');
    const answers = readIssueForm(body);
    expect(answers.ok && readTaskForm(answers.sections)).toMatchObject({
      ok: true,
      value: { 'task-id': 'auth-oauth', plan: 'plan@1', constraints: [{ id: 'C1' }] },
    });
    for (const { type, attributes } of form.body) {
      expect(['input', 'textarea']).toContain(type);
      expect(attributes['description']).not.toBe('');
    }
  });
});

describe('the workflows', () => {
  const asked = ['--action', ACTION] as const;

  test('they use the action that was named, by its commit and with its version', async () => {
    const dir = fresh();
    await init(dir, ...asked);
    const text = read(dir, '.github/workflows/handoff-gate.yml');
    expect(text).toContain(`uses: ${ACTION} # v${manifest.version}\n`);
  });

  test('the answer of the executor is asked for in the form of this version', async () => {
    const dir = fresh();
    await init(dir, ...asked);
    expect(read(dir, '.handoff/contract-output.schema.json')).toBe(
      readFileSync('schemas/contract-output.schema.json', 'utf8'),
    );
  });

  test.each([
    ['npm test -- --reporter=junit', 0],
    [`a "$REPORTS" 'b' \\ # : {}`, 0],
    ['', 2],
    ['a\nb', 2],
    [`echo \${{ github.head_ref }}`, 2],
  ])('--tests %j', async (command, code) => {
    const dir = fresh();
    expect((await init(dir, ...asked, '--tests', command)).code).toBe(code);
    if (code !== 0) return expect(existsSync(join(dir, '.handoff'))).toBe(false);
    const steps: readonly { name?: string; run?: string }[] = parse(
      read(dir, '.github/workflows/handoff-tests.yml'),
    ).jobs.test.steps;
    const run = steps.find(({ name }) => name === 'Run the tests')?.run;
    expect(run?.split('\n').at(-2)).toBe(command);
  });

  test('without --tests the tests fail and say where to put the command', async () => {
    const dir = fresh();
    await init(dir, ...asked);
    const text = read(dir, '.github/workflows/handoff-tests.yml');
    expect(text).toMatch(/::error::Put the command .*\n +exit 1\n/);
  });

  test.each([
    'octo/handoff-gate@v1',
    'handoff-gate',
    `x@${'a'.repeat(40)}`,
    `a/b@${'A'.repeat(40)}`,
  ])('--action %s is refused', async (ref) => {
    const { code, err } = await init(fresh(), '--action', ref);
    expect(code).toBe(2);
    expect(err).toContain('a tag can be moved');
  });
});

describe('nothing of the user is lost', () => {
  test('a second run keeps everything, also what was edited', async () => {
    const dir = fresh();
    await init(dir);
    writeFileSync(join(dir, PATHS[0] ?? ''), 'mine\n');
    const { fates } = await init(dir);
    expect(Object.values(fates)).toEqual(PATHS.map(() => 'kept'));
    expect(read(dir, '.handoff/policy.yaml')).toBe('mine\n');
  });

  test('--force overwrites files, and says which', async () => {
    const dir = fresh();
    await init(dir);
    writeFileSync(join(dir, '.handoff/policy.yaml'), 'mine\n');
    const { fates } = await init(dir, '--force');
    expect(fates['.handoff/policy.yaml']).toBe('overwritten');
    expect(fates['.github/PULL_REQUEST_TEMPLATE.md']).toBe('kept');
    expect(read(dir, '.handoff/policy.yaml')).toContain('handoff-policy/v1');
  });

  test.each([[], ['--force']])(
    'a template that is there gets a section, once: %j',
    async (...argv) => {
      const dir = fresh();
      mkdirSync(join(dir, '.github'));
      writeFileSync(join(dir, '.github/PULL_REQUEST_TEMPLATE.md'), '## What\n\nMine.\n\n');
      expect((await init(dir, ...argv)).fates['.github/PULL_REQUEST_TEMPLATE.md']).toBe(
        'section added',
      );
      expect((await init(dir, ...argv)).fates['.github/PULL_REQUEST_TEMPLATE.md']).toBe('kept');
      const text = read(dir, '.github/PULL_REQUEST_TEMPLATE.md');
      expect(text.startsWith('## What\n\nMine.\n\n## Handoff\n')).toBe(true);
      expect(text.match(/handoff:begin/g)).toHaveLength(1);
    },
  );
});

describe('where it cannot write: exit 2 or 3, nothing half-written', () => {
  test.each(['.handoff', '.github'])('%s is a link out of the repository', async (name) => {
    const [dir, outside] = [fresh(), fresh()];
    symlinkSync(outside, join(dir, name));
    const { code, err } = await init(dir);
    expect(code).toBe(2);
    expect(err).toContain(`${name} leads out of the repository`);
    expect(readdirSync(outside)).toEqual(['.git']);
    expect(readdirSync(dir).filter((entry) => entry !== '.git')).toEqual([name]);
  });

  test('benign: a link within the repository', async () => {
    const dir = fresh();
    mkdirSync(join(dir, 'config'));
    symlinkSync('config', join(dir, '.handoff'));
    expect((await init(dir)).code).toBe(0);
    expect(existsSync(join(dir, 'config/plan.yaml'))).toBe(true);
  });

  test('a directory in the place of a file', async () => {
    const dir = fresh();
    mkdirSync(join(dir, '.handoff/policy.yaml'), { recursive: true });
    const { code, err } = await init(dir);
    expect(code).toBe(2);
    expect(err).toContain('.handoff/policy.yaml cannot be read');
  });

  test('a bare repository', async () => {
    const made = repo({ a: '1' }).make();
    made.git('config', 'core.bare', 'true');
    expect((await init(join(made.dir, '.git'))).code).toBe(2);
  });

  test('no repository', async () => {
    expect((await init('/')).code).toBe(3);
  });
});
