import { describe, expect, test } from '@jest/globals';
import { cli } from '../../support/cli.ts';
import { repo } from '../../support/repo.ts';
import { BASE, taskRepo } from '../../support/task-repo.ts';

const TASK = '.handoff/tasks/greet.md';

describe('validate', () => {
  test('everything under .handoff, in the tree or at a commit', async () => {
    const { run } = taskRepo();
    const here = await run('validate');
    expect(here).toEqual({
      code: 0,
      out: `✓ .handoff/policy.yaml  policy\n✓ .handoff/plan.yaml  plan\n✓ ${TASK}  task\n`,
      err: '',
    });
    const there = await run('validate', '--at', 'main', '--json');
    expect(
      JSON.parse(there.out)
        .files.map(({ kind }: { kind: string }) => kind)
        .sort(),
    ).toEqual(['plan', 'policy', 'task']);
  });

  test.each([
    [
      'a slip in the policy',
      '.handoff/policy.yaml',
      'modee: block\n',
      ':1: ',
      '(did you mean mode?)',
    ],
    [
      'a rule that there is none',
      '.handoff/policy.yaml',
      'rules: {output/scop-drift: warn}\n',
      ':1: ',
      'output/scope-drift',
    ],
    [
      'an integrity rule lowered',
      '.handoff/policy.yaml',
      '\nrules:\n  output/task-binding: warn\n',
      ':3: ',
      'integrity',
    ],
    [
      'a plan of another version',
      '.handoff/plan.yaml',
      `${BASE['.handoff/plan.yaml']}`.replace('version: 1', 'version: x'),
      ':3: ',
      'version',
    ],
    ['broken YAML', '.handoff/plan.yaml', 'a: [1,\n', ':2:1: ', 'Not valid YAML'],
    ['two specs', TASK, `${BASE[TASK]}\n${BASE[TASK]}`, '', 'There are 2 task spec blocks'],
    [
      'a key that stands twice',
      '.handoff/plan.yaml',
      `${BASE['.handoff/plan.yaml']}goal: Another\n`,
      ':10:1: ',
      'goal',
    ],
  ])('%s: exit 2, file and line', async (_, path, text, line, message) => {
    const made = taskRepo();
    made.write(path, text);
    const { code, out } = await made.run('validate', path);
    expect(code).toBe(2);
    expect(out).toContain(`${path}${line}`);
    expect(out).toContain(message);
    expect((await made.run('validate')).code).toBe(2);
  });

  test('named files of any kind, told by what they say they are', async () => {
    const made = taskRepo();
    made.write('my-plan.yml', BASE['.handoff/plan.yaml'] ?? '');
    made.write('what.yaml', 'goal: Greet\ntasks: [\n');
    const { code, out } = await made.run('validate', 'my-plan.yml', 'what.yaml');
    expect(code).toBe(2);
    expect(out).toContain('✓ my-plan.yml  plan\n');
    expect(out).toContain('✗ what.yaml  unknown\n  what.yaml:3:1: Not valid YAML');
    expect(out).toContain(
      'by its fields it could be a plan: goal, tasks; allowed: the line "schema',
    );
  });

  test('workflows and actions are audited, by line', async () => {
    const made = taskRepo();
    const steps = 'steps: [{uses: octo/action@v1}]';
    made.write('.github/workflows/ci.yml', `on: push\njobs: {a: {${steps}}}\n`);
    made.write('sub/action.yml', `runs:\n  using: composite\n  ${steps}\n`);
    const { code, out } = await made.run('validate', '.github/workflows/ci.yml', 'sub/action.yml');
    expect(code).toBe(2);
    expect(out).toContain('✗ .github/workflows/ci.yml  workflow\n');
    expect(out).toContain('.github/workflows/ci.yml:2: "octo/action@v1" can become other code');
    expect(out).toContain('✗ sub/action.yml  action\n  sub/action.yml:3: ');
    expect(out).toContain('Name the commit id of the release');
  });

  test.each([
    ['handoff-gate.yml', 2],
    ['other.yml', 0],
  ])('a filter is wrong where the required check hangs on it: %s', async (name, code) => {
    const made = taskRepo();
    const path = `.github/workflows/${name}`;
    made.write(
      path,
      `on: {pull_request: {paths: [src/**]}}
permissions: {}
concurrency: x
jobs: {a: {runs-on: ubuntu-24.04, timeout-minutes: 5, steps: [{run: npm test}]}}
`,
    );
    expect((await made.run('validate', path)).code).toBe(code);
  });

  test.each([
    ['a file that is not there', ['none.yaml'], 'there is no such file'],
    ['a commit that is not there', ['--at', 'nowhere'], 'There is no branch or commit'],
    [
      'a file that the commit has not',
      ['--at', 'main', 'none.yaml'],
      'There is no file "none.yaml"',
    ],
  ])('%s', async (_, argv, message) => {
    const { code, out, err } = await taskRepo().run('validate', ...argv);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  test('nothing there: says how to begin', async () => {
    const made = repo({ a: '1' }).make();
    const { code, out } = await cli(['validate'], { cwd: made.dir });
    expect(code).toBe(2);
    expect(out).toContain('handoff-gate init');
  });

  test('what init writes is valid, and its task is what its plan says', async () => {
    const { dir } = repo({ a: '1' }).make();
    await cli(['init'], { cwd: dir });
    expect(await cli(['validate'], { cwd: dir })).toMatchObject({ code: 0 });
    expect(await cli(['task', 'check', 'example'], { cwd: dir })).toMatchObject({ code: 0 });
  });
});

describe('schema', () => {
  test('names, and one as it ships', async () => {
    const { out } = await cli(['schema']);
    expect(out.split('\n')).toEqual(
      expect.arrayContaining(['plan', 'policy', 'task-spec', 'contract']),
    );
    const plan = await cli(['schema', 'plan']);
    expect(JSON.parse(plan.out)).toMatchObject({ title: 'handoff-plan/v1' });
    expect(JSON.parse((await cli(['schema', '--json'])).out)).toContain('plan');
  });

  test.each(['plans', '../package', ''])('%j is none', async (name) => {
    const { code, out, err } = await cli(['schema', name]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('There is no format');
  });
});
