import { describe, expect, test } from '@jest/globals';
import { honestRepo, taskRepo, workedRepo } from '../../support/task-repo.ts';

describe('pack', () => {
  test('of an executor: its spec, tokens and the budget they are held to', async () => {
    const { run } = taskRepo();
    const ran = await run('pack', 'greet');
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('# Task greet\n');
    expect(ran.out).toContain('- C1: "No new dependency"');
    expect(ran.err).toMatch(
      /^note: \d+ tokens of at most 2000; tasks of this size have about 600 \+ 150 × 2 criteria \+ 60 × 1 constraints \+ 80 × 2 file refs = 1120\n/,
    );
    expect(ran.err).toContain('not sealed yet');
    expect((await run('pack')).out).toBe(ran.out);
  });

  test('as JSON, with the same text', async () => {
    const { run } = taskRepo();
    const ran = await run('pack', '--json');
    const pack = JSON.parse(ran.out);
    expect(pack).toMatchObject({ schema: 'handoff-pack/v1', role: 'executor', budget: 2000 });
    expect(pack.text).toBe((await run('pack')).out);
    expect(pack.tokens).toBeGreaterThan(100);
  });

  test('over its budget: exit 1, and the pack is still printed', async () => {
    const { run } = taskRepo({
      '.handoff/policy.yaml': 'schema: handoff-policy/v1\npack: {tokens: 120}\n',
    });
    const ran = await run('pack');
    expect(ran.code).toBe(1);
    expect(ran.out).toContain('# Task greet');
    expect(ran.err).toContain('tokens of at most 120;');
  });

  test('after a refusal: what is to be repaired, by id', async () => {
    const { out } = await (await workedRepo()).run('pack');
    expect(out).toContain('## Attempt 1 was refused by the gate output');
    expect(out).toMatch(
      /- hg_[0-9a-f]{8} output\/contract-present at "handoff\/greet": expected "/,
    );
  });

  test('after a refusal that only the planner can settle: a note, and nothing in the pack', async () => {
    const made = await workedRepo();
    made.write('README.md', '# Changed\n');
    made.commit('Change more than a fifth beyond the scope');
    await made.run('contract', 'draft', '--note');
    const { out, err } = await made.run('pack');
    expect(out).not.toContain('was refused');
    expect(err).toContain('attempt 1 went back to the planner');
  });

  test('of a critic: rubric with its digest, spec, claims that were looked up, the form of the answer', async () => {
    const { run, git } = await honestRepo();
    const { out, code } = await run('pack', '--role', 'critic');
    expect(code).toBe(0);
    expect(out).toContain('    2 tests in test/greet.test.ts pass\n');
    expect(out).toContain(`head: ${git('rev-parse', 'HEAD')}`);
    expect(out).toMatch(/"commit:[0-9a-f]{40}" — resolved/);
    expect(out).toContain('```yaml handoff-review\n');
    expect(out).not.toContain('export function');
  });

  test('of a coordinator: the same as view', async () => {
    const { run } = await honestRepo();
    const { out } = await run('pack', '--role', 'coordinator');
    expect(out).toBe((await run('view')).out);
  });

  test.each([
    ['no such task', ['pack', 'gret'], 2, 'did you mean greet?'],
    ['no id at all', ['pack', '../x'], 2, 'is no id of a task'],
    ['a task for a coordinator', ['pack', 'greet', '--role', 'coordinator'], 2, 'no single task'],
    ['nobody worked yet', ['pack', 'greet', '--role', 'critic'], 2, 'no pending output'],
    ['a role that there is none', ['pack', '--role', 'boss'], 2, 'executor, critic, coordinator'],
  ])('%s', async (_, argv, code, words) => {
    const ran = await taskRepo().run(...argv);
    expect(ran.code).toBe(code);
    expect(ran.err).toContain(words);
  });

  test.each([
    ['no plan', { '.handoff/plan.yaml': '' }, ['view'], 2],
    ['a spec of another name', { '.handoff/tasks/other.md': 'SPEC' }, ['pack', 'other'], 2],
    ['a spec that is none', { '.handoff/tasks/greet.md': 'Greet!' }, ['pack'], 2],
  ])('%s: said, not guessed', async (_, files, argv, code) => {
    expect((await taskRepo(files as unknown as Record<string, string>).run(...argv)).code).toBe(
      code,
    );
  });
});

describe('view', () => {
  test('states, before and after', async () => {
    const { run } = await honestRepo();
    const before = (await run('view')).out;
    expect(before).toContain('- greet: unjudged; "handoff/greet"');
    expect(before).toContain('; after greet; "Say goodbye in src/part.ts"');
    await run('gate', 'output');
    expect((await run('view')).out).toContain('- greet: passed; ');
  });

  test('what landed is done, and what waited for it waits no more', async () => {
    const { run, git } = await honestRepo();
    await run('gate', 'output');
    git('checkout', '-q', 'main');
    git(
      '-c',
      'user.name=P',
      '-c',
      'user.email=p@example.com',
      'merge',
      '-q',
      '--no-ff',
      'handoff/greet',
    );
    const view = JSON.parse((await run('view', '--json')).out);
    expect(view.tasks).toMatchObject([
      { task: 'greet', state: 'landed', refused: 0 },
      { task: 'part', state: 'blocked', waitsFor: [], because: expect.stringContaining('no spec') },
    ]);
    expect(view.constraints).toEqual([{ id: 'C1', text: 'No new dependency', open: 1 }]);
  });
});
