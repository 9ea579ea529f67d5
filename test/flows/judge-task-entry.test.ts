import { describe, expect, test } from '@jest/globals';
import { entryRepo, entryWorkspace, said, specMarkdown } from '../support/entry-repo.ts';
import { memoryRecord } from '../support/memory-stores.ts';
import { task } from '../support/output-facts.ts';

describe('Gate 1 over a real repository', () => {
  test('an honest task passes, with every rule in the verdict', async () => {
    const workspace = await entryWorkspace(entryRepo().make());
    const judged = await workspace.enter('auth');
    expect(said(judged)).toBe('passed');
    expect(judged.verdict).toMatchObject({
      gate: 'task-entry',
      subject: { id: 'auth', task: 'auth', head: workspace.base, base: workspace.base },
      mode: 'block',
    });
    expect(judged.verdict.rules.length).toBeGreaterThan(15);
  });

  test('a task without a spec, one under another name, and one that cannot be read', async () => {
    const made = entryRepo(
      { auth: {} },
      {
        '.handoff/tasks/db.md': specMarkdown('auth'),
        '.handoff/tasks/api.md': specMarkdown('api', { scope: 7 }),
      },
    ).make();
    const workspace = await entryWorkspace(made);
    expect(said(await workspace.enter('docs'))).toBe('failed spec-present');
    expect(said(await workspace.enter('db'))).toBe('failed spec-complete');
    expect(said(await workspace.enter('api'))).toBe('failed spec-complete');
  });

  test('a draft is judged as it would be, and nobody has to have written it down', async () => {
    const workspace = await entryWorkspace(entryRepo().make());
    expect(said(await workspace.enter({ text: specMarkdown('auth') }))).toBe('passed');
    expect(said(await workspace.enter({ text: 'nothing' }))).toBe('failed spec-present');
    const { verdict } = await workspace.enter({ text: 'nothing' });
    expect(verdict.subject).toMatchObject({ id: 'draft.md' });
  });

  test('a pending output keeps its scope, and what it really changes beside it', async () => {
    const made = entryRepo({
      auth: {},
      db: {},
      api: { scope: { create: ['src/shared/session.ts'] } },
    })
      .branch('handoff/db')
      .edit('src/db/index.ts', 'export const db = 2;\n')
      .edit('src/shared/session.ts', 'export const session = 1;\n')
      .commit('Work')
      .make();
    const workspace = await entryWorkspace(made);
    const auth = await workspace.enter('auth');
    expect(said(auth)).toBe('passed');
    const api = await workspace.enter('api');
    expect(said(api)).toBe('failed scope-exclusive');
    expect(api.verdict.outcome).toMatchObject({
      findings: [{ facts: { task: 'db', state: 'pending', paths: ['src/shared/session.ts'] } }],
    });
    // Its own branch is in nobody's way.
    expect(said(await workspace.enter('db'))).toBe('passed');
  });

  test('an output that does not merge with the base still changes what it changes', async () => {
    const made = entryRepo({ auth: {}, api: { scope: { files: ['src/db/index.ts'] } } })
      .branch('handoff/db')
      .edit('src/db/index.ts', 'export const db = 2;\n')
      .commit('Work')
      .on('main')
      .edit('src/db/index.ts', 'export const db = 3;\n')
      .commit('Meanwhile')
      .make();
    const workspace = await entryWorkspace(made);
    expect(said(await workspace.enter('api'))).toBe('failed scope-exclusive');
  });

  test('a dependency is ready when its output is merged, and not when the gate refused it', async () => {
    const made = entryRepo({ auth: {}, db: { 'depends-on': ['auth'] } })
      .branch('handoff/auth')
      .edit('src/auth/index.ts', 'export const auth = 2;\n')
      .commit('Work')
      .make();
    const waiting = await entryWorkspace(made);
    expect(said(await waiting.enter('db'))).toBe('failed dependencies-ready');
    made.git('checkout', '-q', '-f', 'main');
    made.git('merge', '-q', '--no-ff', 'handoff/auth', '-m', 'Merge');
    const merged = await entryWorkspace(made);
    expect(said(await merged.enter('db'))).toBe('passed');
    expect(said(await merged.enter('auth'))).toBe('failed not-a-repetition');
    const record = memoryRecord();
    await record.append({
      schema: 'handoff-record/v1',
      at: '2026-05-03T10:00:00.000Z',
      gate: 'output',
      task: task('auth'),
      output: 'handoff/auth',
      head: made.sha('handoff/auth'),
      key: 'k',
      state: 'failed',
      findings: [],
      attempt: 1,
    });
    const refused = await entryWorkspace(made, { record });
    expect(said(await refused.enter('db'))).toBe('failed dependencies-ready');
  });

  test('a spec of an older plan is held to that version, out of the history', async () => {
    const changed = JSON.stringify({
      schema: 'handoff-plan/v1',
      'plan-id': 'sessions',
      version: 2,
      goal: 'Sessions that end',
      constraints: [{ id: 'C1', text: 'Session expiry: 12 hours' }],
      tasks: [{ id: 'auth' }],
    });
    const made = entryRepo({ auth: {} })
      .edit('.handoff/plan.yaml', changed)
      .commit('Plan 2')
      .make();
    const workspace = await entryWorkspace(made);
    const { facts } = await workspace.enter('auth');
    expect(facts.plan).toMatchObject({ value: { version: 2 } });
    expect(facts.namedPlan).toMatchObject({ value: { version: 1 } });
    const never = await workspace.enter({ text: specMarkdown('auth', { plan: 'plan@9' }) });
    expect(never.facts.namedPlan).toEqual({ state: 'known', value: undefined });
  });

  test('symbols and importers are read from the base, each source once', async () => {
    const users = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [
        `src/use/u${n}.ts`,
        "import { auth } from '../auth/index.ts';\n",
      ]),
    );
    const made = entryRepo(
      { auth: { scope: { symbols: { 'src/auth/index.ts': ['auth'], 'README.md': ['a'] } } } },
      { ...users, 'README.md': '# a\n' },
    ).make();
    const workspace = await entryWorkspace(made);
    const judged = await workspace.enter('auth');
    expect(said(judged)).toBe('failed runtime-fits scope-exists shared-file-routing');
    expect(judged.facts.symbols).toMatchObject({
      value: new Map([
        ['README.md', undefined],
        ['src/auth/index.ts', ['(top level)', 'auth']],
      ]),
    });
    expect(judged.facts.importers).toMatchObject({
      value: new Map([
        ['README.md', 0],
        ['src/auth/index.ts', 20],
      ]),
    });
    const { imports, blobs } = workspace;
    const asked: number[] = [];
    const counting = {
      ...workspace,
      imports,
      blobs: {
        ...blobs,
        read: async (...call: Parameters<typeof blobs.read>) => {
          asked.push(call[0].length);
          return blobs.read(...call);
        },
      },
    };
    const { gatherImporters } = await import('../../src/evidence/gather-importers.ts');
    const tree = new Map(
      (await workspace.history.tree(workspace.base)).map((entry) => [entry.path, entry]),
    );
    const counts = await gatherImporters(counting, tree);
    expect([counts.get('src/auth/index.ts' as never), asked]).toEqual([20, []]);
  });

  test('what cannot be looked at is never green', async () => {
    const made = entryRepo().make();
    made.git('update-ref', 'refs/handoff/locks', made.git('rev-parse', 'main:package.json'));
    const workspace = await entryWorkspace(made);
    const judged = await workspace.enter('auth');
    expect(said(judged)).toBe('unproven dependencies-ready not-a-repetition scope-exclusive');
  });

  test('the key is the same while nothing changed, and another one when somebody starts beside it', async () => {
    const made = entryRepo().make();
    const workspace = await entryWorkspace(made);
    const before = (await workspace.enter('auth')).verdict.key;
    expect((await workspace.enter('auth')).verdict.key).toBe(before);
    await workspace.locks.take(
      {
        task: task('db'),
        patterns: ['src/db/**'],
        route: 'specialist',
        at: '2026-05-03T10:00:00.000Z',
      },
      () => [],
    );
    expect((await workspace.enter('auth')).verdict.key).not.toBe(before);
  });
});
