import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { cli } from '../../support/cli.ts';
import { repo, temporaryFolder } from '../../support/repo.ts';
import { BASE, honestRepo, taskRepo } from '../../support/task-repo.ts';

const TASK = '.handoff/tasks/greet.md';
const PLAN = '.handoff/plan.yaml';
const SPEC = BASE[TASK] ?? '';

type Files = Readonly<Record<string, string>>;

/** The working tree of a planner who has written these and committed none of it. */
const check = (written: Files, ...argv: readonly string[]) => {
  const made = taskRepo();
  for (const [path, text] of Object.entries(written)) made.write(path, text);
  return made.run('task', 'check', ...argv);
};
const spec = (from: string, to: string): Files => ({ [TASK]: SPEC.replace(from, to) });
const planned = (from: string, to: string): Files => ({
  [PLAN]: `${BASE[PLAN]}`.replace(from, to),
});
const rulesOf = (out: string): readonly string[] =>
  JSON.parse(out).tasks.flatMap(({ findings }: { findings: readonly { rule: string }[] }) => [
    ...new Set(findings.map(({ rule }) => rule.replace('task-entry/', ''))),
  ]);

describe('task check, in a repository', () => {
  test('by id, by file, all of them; the digest that a seal would carry', async () => {
    const line = `✓ ${TASK}  passed: nothing is in its way\n`;
    expect((await check({}, 'greet')).out).toBe(line);
    expect((await check({}, TASK)).out).toBe(line);
    expect((await check({})).out).toBe(line);
    expect((await check({}, '--quiet')).out).toBe('');
    const { out } = await check({}, 'greet', '--json');
    expect(JSON.parse(out)).toEqual({
      schema: 'handoff-task-check/v1',
      engine: expect.any(String),
      tasks: [
        {
          source: TASK,
          task: 'greet',
          state: 'passed',
          because: 'nothing is in its way',
          digest: expect.stringMatching(/^[0-9a-f]{64}$/),
          findings: [],
          unproven: [],
        },
      ],
    });
  });

  test.each<[string, Files, string]>([
    [
      'a constraint in other words',
      spec('"No new dependency"', '"No new dependencies"'),
      'constraints-verbatim',
    ],
    [
      'a constraint that was left out',
      spec('  - {id: C1, text: "No new dependency"}', '  []'),
      'constraints-carried',
    ],
    ['an old version of the plan', spec('plan@1', 'plan@7'), 'constraints-verbatim'],
    [
      'a dependency that is no task',
      spec('scope:', 'depends-on: [gret]\nscope:'),
      'dependencies-ready',
    ],
    ['a pattern of another grammar', spec('[src/greet.ts]', '["src/{a,b}.ts"]'), 'scope-bounded'],
    [
      'a file that is not there',
      spec('files: [src/greet.ts]', 'files: [src/gret.ts]'),
      'scope-exists',
    ],
    [
      'a scope of nothing',
      spec('  files: [src/greet.ts]\n  create: [test/greet.test.ts]', '  read: [src/greet.ts]'),
      'scope-bounded',
    ],
    [
      'a review without its rubric',
      spec('verify: {unchanged: package.json}', 'verify: {review: R1}'),
      'rubric-explicit',
    ],
    [
      'a vague objective',
      spec('Greet by name in src/greet.ts', 'Make greetings better'),
      'objective-unambiguous',
    ],
    ['the id of another task', spec('task-id: greet', 'task-id: part'), 'spec-complete'],
    ['no spec in the file', { [TASK]: 'Greet people.\n' }, 'spec-present'],
    [
      'a shared file',
      spec('[src/greet.ts]', '[src/greet.ts, package.json]'),
      'shared-file-routing',
    ],
  ])('%s: exit 1', async (_, written, rule) => {
    const { code, out } = await check(written, 'greet', '--json');
    expect(code).toBe(1);
    expect(rulesOf(out)).toContain(rule);
  });

  test('text: one line a spec, then each finding with its fix', async () => {
    const { code, out } = await check(spec('plan@1', 'plan@7'), 'greet');
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ \.handoff\/tasks\/greet\.md {2}refused: 1 finding\n/);
    expect(out).toContain('\n✗ task-entry/constraints-verbatim  planner  hg_');
    expect(out).toContain('\n  fix: Compare the spec with plan v1');
  });

  test('the plan, the policy and the other specs of the working tree count, committed or not', async () => {
    const v2 = planned('version: 1', 'version: 2');
    expect((await check(v2, 'greet')).code).toBe(1);
    expect((await check({ ...v2, ...spec('plan@1', 'plan@2') }, 'greet')).code).toBe(0);
    const small = { '.handoff/policy.yaml': 'scope: {max-files: 1}\n' };
    expect(rulesOf((await check(small, 'greet', '--json')).out)).toEqual(['scope-bounded']);
    const twin = { '.handoff/tasks/again.md': SPEC.replace('task-id: greet', 'task-id: again') };
    expect(rulesOf((await check(twin, 'greet', '--json')).out)).toEqual(['not-a-repetition']);
  });

  test('a constraint that applies to other tasks only need not be carried', async () => {
    const two = planned(
      '"No new dependency"}',
      '"No new dependency"}\n  - {id: C2, text: "Say please", applies-to: [part]}',
    );
    expect((await check(two, 'greet')).code).toBe(0);
  });

  test('one whose task has landed did its work: not judged again, unless it was edited', async () => {
    const made = await honestRepo();
    await made.run('gate', 'output');
    made.git('checkout', '-q', 'main');
    made.git('merge', '-q', '--no-ff', '-m', 'Merge', 'handoff/greet');
    made.write(PLAN, `${BASE[PLAN]}`.replace('version: 1', 'version: 2'));
    const { code, out } = await made.run('task', 'check');
    expect([code, out]).toEqual([0, `✓ ${TASK}  landed: its output is in the base\n`]);
    made.write(TASK, `${SPEC}\nAgain.\n`);
    const edited = await made.run('task', 'check', '--json');
    expect(edited.code).toBe(1);
    expect(rulesOf(edited.out)).toContain('not-a-repetition');
  });

  test('one that only waits for another task passes, and says for what', async () => {
    const waiting = spec('scope:', 'depends-on: [part]\nscope:');
    const free = planned(', depends-on: [greet]', '');
    const { code, out } = await check({ ...waiting, ...free }, 'greet');
    expect(code).toBe(0);
    expect(out).toBe(`✓ ${TASK}  waits: part has not landed, and this task waits for it.\n`);
    // A circle never ends by itself.
    expect((await check(waiting, 'greet')).code).toBe(1);
  });

  test('a mode that only warns is no reason to hand over a spec that has to be repaired', async () => {
    const warning = { '.handoff/policy.yaml': 'mode: warn\n', ...spec('plan@1', 'plan@7') };
    expect((await check(warning, 'greet')).code).toBe(1);
  });

  test('many: the worst of them is the exit code, and good ones are left out with --quiet', async () => {
    const bad = { '.handoff/tasks/part.md': 'nothing\n' };
    const { code, out } = await check(bad);
    expect(code).toBe(1);
    expect(out.split('\n')[0]).toBe(`✓ ${TASK}  passed: nothing is in its way`);
    const quiet = await check(bad, '-q');
    expect(quiet.out).toMatch(/^✗ \.handoff\/tasks\/part\.md/);
  });

  test('what cannot be looked at is exit 3', async () => {
    const made = taskRepo();
    made.git('update-ref', 'refs/handoff/locks', made.git('rev-parse', 'main:package.json'));
    const { code, out } = await made.run('task', 'check', 'greet');
    expect(code).toBe(3);
    expect(out).toContain('? task-entry/scope-exclusive  refs/handoff/locks holds no locks');
  });

  test('nothing is recorded, sealed or locked', async () => {
    const made = taskRepo();
    await made.run('task', 'check');
    expect(made.git('for-each-ref', 'refs/handoff')).toBe('');
    expect((await made.run('stats', '--json')).out).toContain('"verdicts": 0');
  });

  test.each<[string, Files, readonly string[], string]>([
    ['no such task', {}, ['gret'], 'There is no task "gret" (did you mean greet?)'],
    ['a broken plan', { [PLAN]: 'a: 1\n' }, ['greet'], '.handoff/plan.yaml is not valid'],
    ['a broken policy', { '.handoff/policy.yaml': 'mod: x\n' }, [], '.handoff/policy.yaml is not'],
    ['no such file', {}, ['drafts/none.md'], 'there is no such file'],
  ])('%s: exit 2', async (_, written, argv, message) => {
    const { code, err } = await check(written, ...argv);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  test('no spec at all: says how to begin', async () => {
    const { code, err } = await cli(['task', 'check'], { cwd: repo({ a: '1' }).make().dir });
    expect(code).toBe(2);
    expect(err).toContain('handoff-gate init');
  });
});

describe('task check, where no repository is', () => {
  const folder = (files: Files): string => {
    const dir = temporaryFolder();
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
    return dir;
  };
  const inFolder = (files: Files, ...argv: readonly string[]) =>
    cli(['task', 'check', ...argv], { cwd: folder(files) });

  test('a draft is held to its words, and says that the rest was not looked at', async () => {
    const { code, out } = await inFolder({ 'draft.md': SPEC }, 'draft.md');
    expect(code).toBe(0);
    expect(out).toBe(
      '✓ draft.md  passed: by its words; what is around it needs a repository with a commit\n',
    );
  });

  test.each([
    [
      'a vague objective',
      SPEC.replace('Greet by name in src/greet.ts', 'Make greetings better'),
      'objective-unambiguous',
    ],
    [
      'a glob of another grammar',
      SPEC.replace('[src/greet.ts]', '["src/{a,b}.ts"]'),
      'scope-bounded',
    ],
    ['no spec', 'Greet people.\n', 'spec-present'],
    [
      'a conditional criterion',
      SPEC.replace('2 tests in test/greet.test.ts pass', 'Once part has landed, 2 tests pass'),
      'criteria-independent',
    ],
  ])('%s: exit 1', async (_, text, rule) => {
    const { code, out } = await inFolder({ 'draft.md': text }, 'draft.md', '--json');
    expect([code, rulesOf(out)]).toEqual([1, [rule]]);
  });

  test('the plan beside it counts', async () => {
    const files = { [PLAN]: `${BASE[PLAN]}`, [TASK]: SPEC };
    expect((await inFolder(files, 'greet')).code).toBe(0);
    const other = { ...files, ...spec('"No new dependency"', '"No dependency"') };
    expect(rulesOf((await inFolder(other, '--json')).out)).toEqual(['constraints-verbatim']);
    const old = await inFolder({ ...files, ...spec('plan@1', 'plan@7') }, 'greet');
    expect([old.code, old.out]).toEqual([3, expect.stringContaining('at version 1')]);
  });

  test('a repository without a commit is none yet', async () => {
    const dir = folder({
      [PLAN]: `${BASE[PLAN]}`,
      [TASK]: SPEC,
      '.git/HEAD': 'ref: refs/heads/main\n',
    });
    for (const path of ['objects', 'refs/heads'])
      mkdirSync(join(dir, '.git', path), { recursive: true });
    const { code, out } = await cli(['task', 'check'], { cwd: dir });
    expect([code, out]).toEqual([0, expect.stringContaining('by its words')]);
  });
});
