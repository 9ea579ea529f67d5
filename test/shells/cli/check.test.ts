import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Verdict } from '../../../src/verdict/verdict.ts';
import { cli } from '../../support/cli.ts';
import { temporaryFolder } from '../../support/repo.ts';
import { honestRepo, taskRepo, workedRepo } from '../../support/task-repo.ts';

interface Printed {
  readonly conclusion: string;
  readonly verdicts: readonly Verdict[];
}
const printed = (out: string): Printed => JSON.parse(out);
const failedRules = (out: string) =>
  printed(out).verdicts.flatMap(({ rules }) =>
    rules.filter(({ state }) => state === 'failed').map(({ rule }) => rule),
  );

describe('an honest output', () => {
  test('passes, every rule shown, nothing written', async () => {
    const { run, dir } = await honestRepo();
    const record = join(dir, '.git/handoff/record.jsonl');
    const { code, out, err } = await run('check');
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('✓ passed handoff/greet');
    expect(out).toContain('output/scope-compliance');
    expect(existsSync(record)).toBe(false);
  });

  test('--quiet: one line', async () => {
    const { run } = await honestRepo();
    expect((await run('check', '--quiet')).out.trimEnd().split('\n')).toHaveLength(1);
  });

  test('--json: the verdict, the same each time', async () => {
    const { run } = await honestRepo();
    const [one, two] = [await run('check', '--json'), await run('--json', 'check')];
    expect(one.out).toBe(two.out);
    expect(printed(one.out)).toMatchObject({ conclusion: 'pass', verdicts: [{ mode: 'block' }] });
  });

  test('from a folder of the tree, and against a base by name', async () => {
    const { run } = await honestRepo();
    expect((await run('-C', 'src', 'check')).code).toBe(0);
    expect((await run('check', '--base', 'main')).code).toBe(0);
  });

  test('what is not committed is not judged, and it says so', async () => {
    const { run, write } = await honestRepo();
    write('README.md', 'changed\n');
    const { code, err } = await run('check');
    expect([code, err]).toEqual([0, 'note: not committed, so not judged: README.md\n']);
  });
});

describe('what a gate refuses: exit 1, the findings and their fixes', () => {
  test('no contract', async () => {
    const { run } = await workedRepo();
    const { code, out } = await run('check', '--json');
    expect(code).toBe(1);
    expect(failedRules(out)).toEqual(['output/contract-present']);
  });

  test('a change out of scope', async () => {
    const made = await workedRepo();
    made.write('README.md', '# Mine\n');
    made.commit('Improve the readme');
    await made.run('contract', 'draft', '--note');
    const { code, out } = await made.run('check');
    expect(code).toBe(1);
    expect(out).toContain('README.md');
    expect(out).toMatch(/ {2}fix: \S/);
  });

  test.each([
    ['an unknown ref kind', '"ref": "commit:', '"ref": "comit:', 'output/refs-resolve'],
    [
      'a commit that is none',
      /"ref": "commit:[0-9a-f]{8}/,
      '"ref": "commit:00000000',
      'output/refs-resolve',
    ],
    ['another count than the run has', 'greet-1-2/2', 'greet-1-3/3', 'output/tests-pass'],
    ['a wider objective', 'Greet by name', 'Greet and thank by name', 'output/objective-preserved'],
    ['a field that the format has not', '"attempt"', '"atempt"', 'output/contract-schema'],
  ] as const)('%s, in the contract of --contract', async (_, from, to, rule) => {
    const made = await workedRepo();
    const { out: draft } = await made.run('contract', 'draft');
    made.write('.git/contract.md', draft.replace(from, to));
    const { code, out } = await made.run('check', '--contract', '.git/contract.md', '--json');
    expect(code).toBe(1);
    expect(failedRules(out)).toContain(rule);
  });

  test('a body of 1 MB is bounded before it is read', async () => {
    const made = await workedRepo();
    made.write('.git/contract.md', 'x'.repeat(200_000));
    const { code, out } = await made.run('check', '--contract', '.git/contract.md', '--json');
    expect(code).toBe(1);
    expect(failedRules(out)).toContain('output/contract-present');
    made.write('.git/contract.md', 'x'.repeat(1_000_000));
    expect((await made.run('check', '--contract', '.git/contract.md')).code).toBe(2);
  });

  test.each(['warn', 'observe'])('in mode %s the same is told and does not block', async (mode) => {
    const { run } = await workedRepo({ '.handoff/policy.yaml': `mode: ${mode}\n` });
    const { code, out } = await run('check');
    expect(code).toBe(0);
    expect(out).toContain(`mode ${mode}: never blocks`);
    expect(out).toContain('✗ failed');
  });
});

describe('files beside the output', () => {
  test('--sarif and --report are written whole, and nothing else', async () => {
    const { run, dir } = await honestRepo();
    const before = readdirSync(dir);
    const { code } = await run('check', '--sarif', 'out.sarif', '--report', 'sub/out.html');
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(dir, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(join(dir, 'sub/out.html'), 'utf8')).toMatch(
      /^<!doctype html>.*<\/html>\n$/s,
    );
    expect(readdirSync(dir).sort()).toEqual([...before, 'out.sarif', 'sub'].sort());
  });

  test('a file that cannot be written: exit 2, nothing printed as if it were', async () => {
    const { run, dir } = await honestRepo();
    const { code, out, err } = await run('check', '--report', 'README.md/x.html');
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('README.md/x.html cannot be written');
    expect(readdirSync(dir).filter((name) => name.includes('tmp'))).toEqual([]);
  });
});

describe('what cannot be judged', () => {
  test('the base itself', async () => {
    const made = taskRepo();
    made.git('checkout', '-q', 'main');
    const { code, err } = await made.run('check');
    expect(code).toBe(2);
    expect(err).toContain('main is the base itself');
  });

  test('no commit that the base lacks', async () => {
    const { code, err } = await taskRepo().run('check');
    expect(code).toBe(2);
    expect(err).toContain('handoff/greet has no commit that main lacks');
  });

  test('no branch', async () => {
    const made = await honestRepo();
    made.git('checkout', '-q', '--detach');
    expect((await made.run('check')).err).toContain('No branch with a commit is checked out');
  });

  test('no such base, and the default branch deleted', async () => {
    const made = await honestRepo();
    const wrong = await made.run('check', '--base', 'mian');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('"mian"');
    made.git('branch', '-q', '-D', 'main');
    const deleted = await made.run('check');
    expect(deleted.code).toBe(2);
    expect(deleted.err).toContain('There is no default branch');
  });

  test('a policy that is broken on the default branch: exit 2, its line and the nearest name', async () => {
    const { run } = await workedRepo({
      '.handoff/policy.yaml': 'schema: handoff-policy/v1\nmoed: block\n',
    });
    const { code, err } = await run('check');
    expect(code).toBe(2);
    expect(err).toContain('line 2');
    expect(err).toContain('mode');
  });

  test('a shallow clone: could not look, exit 3', async () => {
    const made = await honestRepo();
    made.git('checkout', '-q', 'main');
    made.write('later', '1');
    made.commit('Later on main');
    const clone = temporaryFolder();
    made.git('clone', '-q', '--depth=1', '--no-single-branch', `file://${made.dir}/.git`, clone);
    made.git('-C', clone, 'checkout', '-q', 'handoff/greet');
    const { code, out } = await cli(['check', '--json'], { cwd: clone });
    expect(code).toBe(3);
    expect(out).toContain('git fetch --unshallow');
  });

  test('no repository', async () => {
    const { code, err } = await cli(['check'], { cwd: '/' });
    expect(code).toBe(3);
    expect(err).toContain('There is no git repository');
  });
});

test('no policy: defaults in mode warn, with a hint', async () => {
  const made = await workedRepo();
  made.git('checkout', '-q', 'main');
  made.git('rm', '-q', '.handoff/policy.yaml');
  made.commit('No policy');
  made.git('checkout', '-q', 'handoff/greet');
  const { code, out } = await made.run('check');
  expect(code).toBe(0);
  expect(out).toContain('handoff-gate init writes one');
});

test('names of others in the report drive no terminal (F03)', async () => {
  const made = await workedRepo();
  made.write('evil\u202e\x1b[2J.md', 'x\n');
  made.commit('Add a page');
  await made.run('contract', 'draft', '--note');
  const { out } = await made.run('check');
  expect(out).not.toMatch(/[\x1b\u202e]/);
  expect(out).toContain('\\u{202e}');
});
