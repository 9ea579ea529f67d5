import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RecordLine } from '../../../src/model/record-line.ts';
import { cli } from '../../support/cli.ts';
import { entryRepo, specMarkdown } from '../../support/entry-repo.ts';

type Specs = Parameters<typeof entryRepo>[0];
type Made = ReturnType<ReturnType<typeof entryRepo>['make']>;

/** A clone with these tasks, main checked out. */
function coordinated(specs: Specs, files: Readonly<Record<string, string>> = {}) {
  return on(entryRepo(specs, files).make());
}

function on(made: Made) {
  made.git('checkout', '-q', '-f', 'main');
  const run = (...argv: readonly string[]) => cli(argv, { cwd: made.dir });
  const locked = () =>
    made
      .git('for-each-ref', '--format=%(objectname)', 'refs/handoff/locks')
      .split('\n')
      .filter(Boolean)
      .flatMap((id) => JSON.parse(made.git('cat-file', '-p', id)).locks)
      .map(({ task }: { task: string }) => task);
  const recorded = (): readonly RecordLine[] => {
    const file = join(made.dir, '.git/handoff/record.jsonl');
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    return lines.map((line) => RecordLine.parse(JSON.parse(line)));
  };
  return { ...made, run, locked, recorded };
}

/** Two that want one file, and one that waits for the first. */
const RIVALS = {
  auth: {},
  db: { scope: { files: ['src/db/index.ts', 'src/auth/*.ts'] } },
  api: { 'depends-on': ['auth'] },
};

describe('gate task-entry', () => {
  test('every task with a spec that has not been started, each recorded once', async () => {
    const { run, recorded } = coordinated(RIVALS);
    const { code, out } = await run('gate', 'task-entry');
    expect(code).toBe(1);
    expect(
      out
        .split('\n')
        .slice(0, 4)
        .map((line) => line.split(/ {2,}/)),
    ).toEqual([
      ['Task', 'Gate: task-entry', 'Must act'],
      ['api', '✗ failed', 'planner'],
      ['auth', '✓ passed', 'nobody'],
      ['db', '✓ passed', 'nobody'],
    ]);
    await run('gate', 'task-entry');
    expect(recorded().map(({ task, state }) => `${task} ${state}`)).toEqual([
      'api failed',
      'auth passed',
      'db passed',
    ]);
    await run('task', 'seal', 'auth');
    const again = JSON.parse((await run('gate', 'task-entry', '--json')).out);
    expect(again.verdicts.map((one: { subject: { id: string } }) => one.subject.id)).toEqual([
      'api',
      'db',
    ]);
  });

  test('one by its id: every rule with what it saw, and the packet for its planner', async () => {
    const { run, recorded } = coordinated(RIVALS);
    const { code, out } = await run('gate', 'task-entry', 'auth', '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('✓ passed auth  gate task-entry · task auth · at ');
    expect(out).toMatch(/task-entry\/pack-within-budget +✓ passed +at most \d+ of 2000 tokens/);
    expect(recorded()).toEqual([]);
    const refused = await run('gate', 'task-entry', 'api', '--json');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out)).toMatchObject({
      conclusion: 'fail',
      verdicts: [{ gate: 'task-entry', 'must-act': ['planner'] }],
      packets: [
        {
          'task-id': 'api',
          gate: 'task-entry',
          'return-to': 'planner',
          'attempts-left': 3,
          findings: [{ rule: 'task-entry/dependencies-ready' }],
        },
      ],
    });
  });

  test('a policy that only warns passes, and says so', async () => {
    const { run } = coordinated(RIVALS, { '.handoff/policy.yaml': 'mode: warn\n' });
    const { code, out } = await run('gate', 'task-entry', 'api');
    expect(code).toBe(0);
    expect(out).toContain('mode warn: never blocks');
  });

  test('a task of the plan without a spec is refused; one that nobody knows is wrong usage', async () => {
    const { run } = coordinated(RIVALS);
    expect((await run('gate', 'task-entry', 'docs')).code).toBe(1);
    const { code, err } = await run('gate', 'task-entry', 'aut');
    expect(code).toBe(2);
    expect(err).toContain('There is no task "aut" (did you mean auth?)');
  });

  test('nothing to judge is no green', async () => {
    const { run } = coordinated({});
    expect((await run('gate', 'task-entry')).code).toBe(3);
  });

  test('--sarif and --report', async () => {
    const { run, dir } = coordinated(RIVALS);
    const [sarif, page] = [join(dir, '.git/a.sarif'), join(dir, '.git/a.html')];
    await run('gate', 'task-entry', 'api', '--sarif', sarif, '--report', page);
    expect(readFileSync(sarif, 'utf8')).toContain('task-entry/dependencies-ready');
    expect(readFileSync(page, 'utf8')).toContain('auth has not landed');
  });
});

describe('task seal', () => {
  test('on pass: sealed, locked, recorded, and how to go on', async () => {
    const { run, locked, recorded } = coordinated(RIVALS);
    const { code, out } = await run('task', 'seal', 'auth');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^✓ auth {2}sealed, its scope is locked\n {2}spec: {3}[0-9a-f]{12} of plan v1\n {2}scope: {2}src\/auth\/index.ts, src\/auth\/index.test.ts\n {2}start: {2}git switch -c handoff\/auth main\n {2}give: {3}handoff-gate pack auth\n$/,
    );
    expect(locked()).toEqual(['auth']);
    expect(recorded()).toMatchObject([{ gate: 'task-entry', task: 'auth', state: 'passed' }]);
    // What it says next is the pack of a sealed spec.
    expect((await run('pack', 'auth')).err).not.toContain('not sealed');
  });

  test('again: the new spec is approved, and nothing is started twice', async () => {
    const { run } = coordinated(RIVALS);
    const first = JSON.parse((await run('task', 'seal', 'auth', '--json')).out);
    expect(first).toMatchObject({
      schema: 'handoff-sealed/v1',
      state: 'started',
      seal: { task: 'auth', plan: 1 },
      lock: { patterns: ['src/auth/index.ts', 'src/auth/index.test.ts'] },
      verdict: { outcome: { state: 'passed' } },
      notes: [],
    });
    const again = await run('task', 'seal', 'auth');
    expect(again.out).toContain('sealed again; it had been started before');
    expect(again.out).not.toContain('git switch');
  });

  test('on fail: why, and nothing is sealed or locked', async () => {
    const { run, locked, dir } = coordinated(RIVALS);
    await run('task', 'seal', 'auth');
    const { code, out } = await run('task', 'seal', 'db');
    expect(code).toBe(1);
    expect(out).toContain('✗ task-entry/scope-exclusive  coordinator');
    expect(out).toContain('auth has been started and may touch the same: src/auth/index');
    expect(locked()).toEqual(['auth']);
    expect(existsSync(join(dir, '.git/handoff/seals/db.json'))).toBe(false);
  });

  test('a gate that only advises seals, and shows what it would have refused', async () => {
    const { run } = coordinated(RIVALS, { '.handoff/policy.yaml': 'mode: warn\n' });
    const { code, out } = await run('task', 'seal', 'api');
    expect(code).toBe(0);
    expect(out).toContain('task-entry/dependencies-ready');
    expect(out).toContain('✓ api  sealed');
    // A spec that is not there cannot be sealed, whatever the mode says.
    expect((await run('task', 'seal', 'docs')).code).toBe(1);
  });

  test('a spec that is only in the working tree is not what counts, and it is said', async () => {
    const { run, dir, git } = coordinated(RIVALS);
    const { writeFileSync } = await import('node:fs');
    writeFileSync(
      join(dir, '.handoff/tasks/auth.md'),
      specMarkdown('auth', { scope: { files: ['src/**'] } }),
    );
    const { out } = await run('task', 'seal', 'auth');
    expect(out).toContain('note: the spec in your working tree is another one than on main');
    writeFileSync(join(dir, '.handoff/tasks/docs.md'), specMarkdown('docs'));
    const missing = await run('task', 'seal', 'docs');
    expect(missing.code).toBe(1);
    expect(missing.out).toContain('note: the spec in your working tree');
    expect(git('status', '--short')).toContain('auth.md');
  });

  test('what cannot be looked at is exit 3', async () => {
    const made = coordinated(RIVALS);
    made.git('update-ref', 'refs/handoff/locks', made.git('rev-parse', 'main:package.json'));
    expect((await made.run('task', 'seal', 'auth')).code).toBe(3);
  });
});

describe('task ready and task next', () => {
  test('what may start, together, and why the others may not', async () => {
    const { run } = coordinated(RIVALS);
    const { code, out } = await run('task', 'ready');
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.trimEnd().split(/ {2,}/))).toEqual([
      ['Task', 'State', 'Behind it', 'Why'],
      ['auth', 'ready', '1', 'nothing is in its way'],
      ['db', 'waits', 'auth may start too, and goes first: both touch the same'],
      ['api', 'waits', 'auth has not landed, and this task waits for it.'],
      ['docs', 'no-spec', 'no spec yet, only the plan knows it'],
      [''],
      ['1 ready · 2 waits · 1 no-spec'],
      [''],
    ]);
    expect((await run('task', 'ready', '--quiet')).out).toBe('auth\n');
    expect((await run('task', 'next')).out).toBe('auth\n');
  });

  test('as JSON, with the findings that stop a task', async () => {
    const { run } = coordinated(RIVALS);
    const { tasks, schema } = JSON.parse((await run('task', 'ready', '--json')).out);
    expect(schema).toBe('handoff-ready/v1');
    expect(tasks[0]).toMatchObject({ task: 'auth', state: 'ready', behind: 1, findings: [] });
    expect(tasks[2]).toMatchObject({
      task: 'api',
      findings: [{ rule: 'task-entry/dependencies-ready', to: 'planner' }],
    });
    expect(JSON.parse((await run('task', 'next', '--json')).out)).toEqual({
      schema: 'handoff-next/v1',
      task: 'auth',
      others: [],
    });
  });

  test('from a plan to the end: started, pending, landed, and the next one each time', async () => {
    const told = entryRepo(RIVALS);
    const made = on(told.make());
    expect((await made.run('task', 'next', '--seal')).out).toBe('auth\n');
    const none = await made.run('task', 'next');
    expect([none.code, none.out]).toEqual([1, '']);
    expect(none.err).toBe(
      'note: none of 4 open tasks may start now; handoff-gate task ready says why\n',
    );
    const why = JSON.parse((await made.run('task', 'next', '--seal', '--json')).out);
    expect(why).toMatchObject({ task: null });
    expect(why.others.map(({ task, state }: Record<string, string>) => `${task} ${state}`)).toEqual(
      ['auth started', 'db waits', 'api waits', 'docs no-spec'],
    );
    told
      .branch('handoff/auth')
      .edit('src/auth/index.ts', 'export const auth = 2;\n')
      .commit('Work')
      .make();
    expect((await made.run('task', 'ready')).out).toMatch(/auth +pending/);
    made.git('merge', '-q', '--no-ff', '--no-edit', 'handoff/auth');
    expect((await made.run('task', 'ready', '--quiet')).out).toBe('db\napi\n');
    expect((await made.run('task', 'next', '--seal')).out).toBe('db\n');
    // What landed gave its scope back by itself.
    expect(made.locked()).toEqual(['db']);
  });

  test('many who ask in one moment get a task each, or none', async () => {
    const { run, locked } = coordinated({ auth: {}, db: {}, api: {} });
    const asked = await Promise.all([1, 2, 3, 4].map(() => run('task', 'next', '--seal')));
    expect(asked.map(({ out }) => out).sort()).toEqual(['', 'api\n', 'auth\n', 'db\n']);
    expect(locked()).toEqual(['api', 'auth', 'db']);
  });

  test('no tasks: says so', async () => {
    const { run } = coordinated(
      {},
      { '.handoff/plan.yaml': 'schema: handoff-plan/v1\nplan-id: p\nversion: 1\ngoal: g\n' },
    );
    expect((await run('task', 'ready')).out).toContain('There is no task');
    expect((await run('task', 'next')).err).toContain('there is no task');
  });
});

describe('task release', () => {
  test('gives the scope back; who waits for it may start', async () => {
    const { run, locked } = coordinated(RIVALS);
    await run('task', 'seal', 'auth');
    const { code, out } = await run('task', 'release', 'auth', 'db');
    expect(code).toBe(0);
    expect(out).toBe('✓ auth  released\n- db  not held; it holds no scope\n');
    expect(locked()).toEqual([]);
    expect((await run('task', 'seal', 'db')).code).toBe(0);
  });

  test('a branch that waits to land keeps what it changes', async () => {
    const { run } = on(
      entryRepo(RIVALS)
        .branch('handoff/auth')
        .edit('src/auth/index.ts', 'export const auth = 2;\n')
        .commit('Work')
        .make(),
    );
    await run('task', 'seal', 'auth');
    const { out } = await run('task', 'release', 'auth', '--json');
    expect(JSON.parse(out)).toEqual({
      schema: 'handoff-released/v1',
      tasks: [
        {
          task: 'auth',
          state: 'released',
          note: 'handoff/auth still waits to land: delete it to give the task up',
        },
      ],
    });
    expect((await run('task', 'seal', 'db')).code).toBe(1);
  });
});
