import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { cli } from '../support/cli.ts';
import { entryRepo } from '../support/entry-repo.ts';
import type { MadeRepo } from '../support/repo.ts';

/**
 * Conflicting edits × Gate 1, the cell of the source text's last table that Gate 3 is too late for (seed D13): from a plan
 * to the second landing, by the commands that a coordinator and two executors type.
 */
const OVERLAP = {
  auth: {},
  // The same module by a glob, and a file of its own.
  db: { scope: { files: ['src/db/index.ts', 'src/auth/*.ts'] } },
};

function team(specs: Parameters<typeof entryRepo>[0]) {
  const made = entryRepo(specs).make();
  made.git('checkout', '-q', '-f', 'main');
  made.git('config', 'user.name', 'Executor');
  made.git('config', 'user.email', 'e@example.com');
  const run = (...argv: readonly string[]) => cli(argv, { cwd: made.dir });
  return { ...made, run };
}

/** An executor does the task on a branch of its own and hands it over. */
async function work({ run, git, dir }: MadeRepo & ReturnType<typeof team>, task: string) {
  git('checkout', '-q', '-b', `handoff/${task}`, 'main');
  writeFileSync(
    join(dir, `src/${task}/index.ts`),
    `export const ${task} = (token: string) => token;\n`,
  );
  writeFileSync(
    join(dir, `src/${task}/index.test.ts`),
    "test('a', () => {});\ntest('b', () => {});\n",
  );
  git('add', '-A');
  git('commit', '-q', '-m', `Return the session of a token in src/${task}/index.ts`);
  const report = join(dir, '.git/junit.xml');
  const file = `src/${task}/index.test.ts`;
  writeFileSync(
    report,
    `<testsuite name="${file}" tests="2"><testcase name="a"/><testcase name="b"/></testsuite>`,
  );
  await run('record-tests', report, '--id', `${task}-1`);
  await run('contract', 'draft', '--note');
  git('checkout', '-q', 'main');
}

describe('two tasks that overlap', () => {
  test('the second is refused before any commit exists, and released by the landing of the first', async () => {
    const made = team(OVERLAP);
    const { run, git } = made;
    // Alone each of them is good.
    expect((await run('task', 'check')).code).toBe(0);
    expect((await run('gate', 'task-entry', '--dry-run')).code).toBe(0);

    expect((await run('task', 'next', '--seal')).out).toBe('auth\n');
    const refused = await run('task', 'seal', 'db');
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('task-entry/scope-exclusive  coordinator');
    expect(refused.out).toContain(
      'auth has been started and may touch the same: src/auth/index.ts',
    );
    expect(refused.out).toContain('fix: Wait until auth has landed or was given up');
    // Nobody has written anything: there is no branch, and no commit but the first.
    expect(git('for-each-ref', 'refs/heads/handoff')).toBe('');
    expect(git('rev-list', '--all', '--count')).toBe('1');
    expect((await run('task', 'next')).code).toBe(1);

    await work(made, 'auth');
    // Handed over and waiting: what it really changes is in the way still, lock or not.
    await run('task', 'release', 'auth');
    expect((await run('task', 'seal', 'db')).code).toBe(1);
    expect((await run('gate', 'output', 'auth')).code).toBe(0);
    expect((await run('gate', 'integration', 'auth')).code).toBe(0);

    git('merge', '-q', '--no-ff', '--no-edit', 'handoff/auth');
    git('branch', '-q', '-D', 'handoff/auth');
    expect((await run('task', 'next', '--seal')).out).toBe('db\n');
    const ready = (await run('task', 'ready')).out;
    expect(ready).toMatch(/auth +landed/);
    expect(ready).toMatch(/db +started/);
  });

  test('a squash is a landing too, and the branch that stays behind is in nobody’s way', async () => {
    const made = team(OVERLAP);
    const { run, git } = made;
    await run('task', 'seal', 'auth');
    await work(made, 'auth');
    expect((await run('gate', 'output', 'auth')).code).toBe(0);
    git('merge', '-q', '--squash', 'handoff/auth');
    git('commit', '-q', '-m', 'Return the session of a token (#1)');
    expect((await run('task', 'ready')).out).toMatch(/auth +landed/);
    expect((await run('task', 'next', '--seal')).out).toBe('db\n');
  });

  test('without the gate both would be handed out, and Gate 3 meets the conflict when both are done', async () => {
    const made = team(OVERLAP);
    const { run, git, dir } = made;
    await work(made, 'auth');
    git('checkout', '-q', '-b', 'handoff/db', 'main');
    writeFileSync(join(dir, 'src/auth/index.ts'), 'export const auth = (id: number) => id;\n');
    git('commit', '-q', '-am', 'Work');
    git('checkout', '-q', 'main');
    expect((await run('gate', 'integration', '--dry-run')).code).toBe(1);
  });

  test('the twins that do not overlap start in one moment', async () => {
    const { run } = team({ auth: {}, db: {} });
    const sealed = await Promise.all(['auth', 'db'].map((task) => run('task', 'seal', task)));
    expect(sealed.map(({ code }) => code)).toEqual([0, 0]);
  });
});
