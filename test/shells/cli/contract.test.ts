import { describe, expect, test } from '@jest/globals';
import { cli } from '../../support/cli.ts';
import { repo } from '../../support/repo.ts';
import { honestRepo, taskRepo, workedRepo } from '../../support/task-repo.ts';

describe('contract draft', () => {
  test('what spec, git and runs prove; the gate has nothing against it', async () => {
    const { run, git } = await workedRepo();
    const { code, out, err } = await run('contract', 'draft', '--json');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual({
      schema: 'handoff-contract/v1',
      'task-id': 'greet',
      objective: 'Greet by name in src/greet.ts',
      constraints: ['No new dependency (verbatim from plan v1)'],
      'completed-steps': [
        {
          step: '2 tests in test/greet.test.ts pass',
          artifact: 'test/greet.test.ts',
          ref: 'test-run:greet-1-2/2',
          covers: ['AC1'],
        },
        {
          step: 'Greet by name',
          artifact: 'src/greet.ts',
          ref: `commit:${git('rev-parse', 'HEAD')}`,
          covers: [],
        },
      ],
      'next-step': { status: 'unknown', reason: 'The planner decides; part waits for this task' },
      'open-questions': [],
      attempt: 1,
      addressed: [],
      disputed: [],
      discovered: [],
      'self-check': {
        'engine-version': '0.1.0',
        findings: 0,
        'tree-sha': git('rev-parse', 'HEAD^{tree}'),
      },
    });
  });

  test('as the framed block of a body; printed or kept, the same text', async () => {
    const { run, git } = await workedRepo();
    const { out } = await run('contract', 'draft');
    expect(out).toMatch(/^<!-- handoff:begin -->\n<details>[\s\S]*```json handoff-contract\n/);
    await run('contract', 'draft', '--note');
    expect(git('notes', '--ref=handoff', 'show', 'HEAD').trimEnd()).toBe(out.trimEnd());
  });

  test('tests that nobody recorded stay pending, and it says what to do', async () => {
    const made = taskRepo();
    made.write('src/greet.ts', 'export const greet = 1;\n');
    made.write('test/greet.test.ts', 'x\n');
    made.commit('Greet');
    const { out, err } = await made.run('contract', 'draft', '--json');
    expect(JSON.parse(out)['completed-steps'][0].ref).toBe('test-run:pending');
    expect(err).toContain(
      'AC1: no run of test/greet.test.ts is recorded on this head; run the tests',
    );
  });

  test('findings of the draft are counted honestly and told', async () => {
    const made = await workedRepo();
    made.write('README.md', 'mine\n');
    made.commit('Improve the readme');
    const { out, err } = await made.run('contract', 'draft', '--json');
    const { findings } = JSON.parse(out)['self-check'];
    expect(findings).toBeGreaterThan(0);
    expect(err).toContain('blocking finding');
    await made.run('contract', 'draft', '--note');
    const { out: check } = await made.run('check', '--json');
    const rules: readonly { rule: string; state: string }[] = JSON.parse(check).verdicts[0].rules;
    expect(rules.find(({ rule }) => rule === 'output/self-check-honest')?.state).toBe('passed');
  });

  test.each([
    ['a branch of no task', 'fix/typo', 2],
    ['a task that has no spec', 'handoff/unknown', 2],
  ] as const)('%s: nothing to draft from', async (_, branch, expected) => {
    const made = repo({ a: '1' }).branch(branch).edit('a', '2').commit('Work').make();
    made.git('checkout', '-q', '-f', branch);
    const { code, out, err } = await cli(['contract', 'draft'], { cwd: made.dir });
    expect([code, out]).toEqual([expected, '']);
    expect(err).toMatch(/^error: .+\nfix: .+\n$/);
  });
});

describe('contract check', () => {
  test('the note on the last commit, or a file', async () => {
    const made = await honestRepo();
    expect((await made.run('contract', 'check')).code).toBe(0);
    made.write('body.md', (await made.run('contract', 'draft')).out);
    expect((await made.run('contract', 'check', 'body.md')).out).toBe('✓ body.md  contract\n');
  });

  test('refs that cannot be read, each by its field, with what is allowed', async () => {
    const made = await honestRepo();
    const { out: draft } = await made.run('contract', 'draft');
    const wrong = draft
      .replace(/"ref": "commit:/, '"ref": "comit:')
      .replace('"artifact": "src/greet.ts"', '"artifact": "../greet.ts"');
    made.write('body.md', wrong);
    const { code, out } = await made.run('contract', 'check', 'body.md');
    expect(code).toBe(1);
    expect(out).toMatch(/completed-steps\[1\]\.artifact: .*\.\./);
    expect(out).toContain('Unknown ref kind "comit"; allowed: commit, file');
    expect(out).toContain('did you mean commit?');
  });

  test.each([
    ['no block', 'Hello', 'There is no block'],
    [
      'two blocks',
      '```json handoff-contract\n{}\n```\n\n```json handoff-contract\n{}\n```\n',
      'There are 2',
    ],
    [
      'a hidden one',
      '<!--\n```json handoff-contract\n{}\n```\n-->\n',
      'does not count (html-comment)',
    ],
    [
      'a field that is missing',
      '```json handoff-contract\n{}\n```\n',
      'body.md:2: task-id is missing',
    ],
    ['broken YAML', '```yaml handoff-contract\na: [\n```\n', 'body.md:'],
    ['a JSON file with a slip', '{"task-ID": "a"}', 'did you mean task-id?'],
  ])('%s: exit 1, each problem by its line', async (_, text, message) => {
    const made = taskRepo();
    made.write('body.md', text);
    const { code, out } = await made.run('contract', 'check', 'body.md');
    expect(code).toBe(1);
    expect(out).toContain(message);
    const { out: json } = await made.run('contract', 'check', 'body.md', '--json');
    expect(JSON.parse(json).problems.length).toBeGreaterThan(0);
  });

  test('no note: what to do', async () => {
    const { run } = await workedRepo();
    const { code, err } = await run('contract', 'check');
    expect(code).toBe(2);
    expect(err).toContain('contract draft --note');
  });
});
