import { describe, expect, test } from '@jest/globals';
import { type SealedTask, sealTask } from '../../src/flows/seal-task.ts';
import { specDigest, TaskSpec } from '../../src/model/task-spec.ts';
import { entryRepo, entryWorkspace, specFields, specMarkdown } from '../support/entry-repo.ts';
import { memorySeals } from '../support/memory-stores.ts';
import { task } from '../support/output-facts.ts';
import type { MadeRepo } from '../support/repo.ts';
import { stopping, type TestWorkspace } from '../support/workspace.ts';

const seal = (workspace: TestWorkspace, id: string) =>
  sealTask(workspace, workspace.entry, task(id));
const summary = ({ state, verdict }: SealedTask) => [state, ...stopping(verdict)].join(' ');

/** One file that two tasks of the plan want. */
const rivals = (): MadeRepo =>
  entryRepo({
    auth: {},
    db: { scope: { files: ['src/db/index.ts', 'src/auth/*.ts'] } },
    api: { scope: { files: ['src/api/index.ts'] } },
  }).make();

describe('sealing a task', () => {
  test('on pass the digest and the plan version are sealed, the scope is locked, the verdict recorded', async () => {
    const workspace = await entryWorkspace(entryRepo().make());
    const sealed = await seal(workspace, 'auth');
    expect(sealed).toMatchObject({
      state: 'started',
      seal: { task: 'auth', plan: 1, digest: specDigest(TaskSpec.parse(specFields('auth'))) },
      lock: {
        task: 'auth',
        route: 'specialist',
        patterns: ['src/auth/index.ts', 'src/auth/index.test.ts'],
      },
    });
    expect(await workspace.seals.find(task('auth'))).toMatchObject({ plan: 1 });
    expect(await workspace.locks.held()).toMatchObject([{ task: 'auth' }]);
    expect(await workspace.record.of(task('auth'))).toMatchObject([
      { gate: 'task-entry', state: 'passed', findings: [] },
    ]);
  });

  test('on fail nothing is sealed and nothing locked; the verdict is recorded', async () => {
    const workspace = await entryWorkspace(entryRepo({ db: { 'depends-on': ['auth'] } }).make());
    expect(summary(await seal(workspace, 'db'))).toBe('refused dependencies-ready');
    expect(await workspace.seals.find(task('db'))).toBeUndefined();
    expect(await workspace.locks.held()).toEqual([]);
    expect(await workspace.record.of(task('db'))).toMatchObject([{ state: 'failed' }]);
  });

  test('a gate that only advises seals what it would refuse, but never a spec that is not there', async () => {
    const made = entryRepo(
      { db: { 'depends-on': ['auth'] } },
      { '.handoff/policy.yaml': 'mode: warn\n' },
    );
    const workspace = await entryWorkspace(made.make());
    expect((await seal(workspace, 'db')).state).toBe('started');
    expect(summary(await seal(workspace, 'docs'))).toBe('refused spec-present');
  });

  test('the second of two that overlap is refused, until the first has landed', async () => {
    const made = rivals();
    const seals = memorySeals();
    const first = await entryWorkspace(made, { seals });
    expect((await seal(first, 'auth')).state).toBe('started');
    expect(summary(await seal(first, 'db'))).toBe('refused scope-exclusive');
    expect((await seal(first, 'api')).state).toBe('started');
    made.git('checkout', '-q', '-f', '-b', 'handoff/auth', 'main');
    made.git('commit', '-q', '--allow-empty', '-m', 'Work');
    made.git('checkout', '-q', '-f', 'main');
    made.git('merge', '-q', '--no-ff', 'handoff/auth', '-m', 'Merge');
    const later = await entryWorkspace(made, { seals });
    expect((await seal(later, 'db')).state).toBe('started');
    // The lock of what has landed is over.
    expect((await later.locks.held()).map((lock) => lock.task)).toEqual(['api', 'db']);
  });

  test('approved again: the same spec keeps its moment, an edited one is a new approval', async () => {
    const told = entryRepo();
    const seals = memorySeals();
    const workspace = await entryWorkspace(told.make(), { seals });
    await seal(workspace, 'auth');
    const clock = { now: () => '2026-06-01T10:00:00.000Z' };
    const again = await sealTask({ ...workspace, clock }, workspace.entry, task('auth'));
    expect(again).toMatchObject({ state: 'again', seal: { at: '2026-05-03T10:00:00.000Z' } });
    const edited = specMarkdown('auth', { budget: { attempts: 2 } });
    const made = told.edit('.handoff/tasks/auth.md', edited).commit('Edit').make();
    const after = await entryWorkspace(made, { seals });
    const approved = await sealTask({ ...after, clock }, after.entry, task('auth'));
    expect(approved).toMatchObject({ state: 'again', seal: { at: '2026-06-01T10:00:00.000Z' } });
  });

  test('an edit after the seal makes it stale for the output (A03)', async () => {
    const told = entryRepo()
      .branch('handoff/auth')
      .edit('src/auth/index.ts', 'export const auth = 2;\n')
      .commit('Work');
    const seals = memorySeals();
    const workspace = await entryWorkspace(told.make(), { seals });
    await seal(workspace, 'auth');
    expect(stopping((await workspace.judge('handoff/auth')).verdict)).not.toContain('spec-current');
    const wider = specMarkdown('auth', { scope: { files: ['src/**'] } });
    const made = told.on('main').edit('.handoff/tasks/auth.md', wider).commit('Widen').make();
    const after = await entryWorkspace(made, { seals });
    expect(stopping((await after.judge('handoff/auth')).verdict)).toContain('spec-current');
  });
});

describe('the race (A12)', () => {
  test('two tasks that overlap, sealed in one moment by two planners: exactly one starts', async () => {
    for (let round = 0; round < 3; round += 1) {
      const made = rivals();
      const planners = await Promise.all([entryWorkspace(made), entryWorkspace(made)]);
      const sealed = await Promise.all(
        planners.map((planner, n) => seal(planner, n === 0 ? 'auth' : 'db')),
      );
      expect(sealed.map(({ state }) => state).sort()).toEqual(['refused', 'started']);
      const refused = sealed.find(({ state }) => state === 'refused') as SealedTask;
      expect(stopping(refused.verdict)).toEqual(['scope-exclusive']);
    }
  });

  test('one task, sealed by three planners in one moment, is started once', async () => {
    const made = entryRepo().make();
    const planners = await Promise.all([1, 2, 3].map(() => entryWorkspace(made)));
    const sealed = await Promise.all(planners.map((planner) => seal(planner, 'auth')));
    expect(sealed.map(({ state }) => state).sort()).toEqual(['again', 'again', 'started']);
  });

  test('tasks with nothing in common all start', async () => {
    const made = entryRepo({ auth: {}, db: {}, api: {} }).make();
    const ids = ['auth', 'db', 'api'];
    const planners = await Promise.all(ids.map(() => entryWorkspace(made)));
    const sealed = await Promise.all(planners.map((planner, n) => seal(planner, String(ids[n]))));
    expect(sealed.map(({ state }) => state)).toEqual(['started', 'started', 'started']);
  });

  test('without the look at what was locked meanwhile both would start', async () => {
    const made = rivals();
    const planners = await Promise.all([entryWorkspace(made), entryWorkspace(made)]);
    const blind = planners.map((planner) => ({
      ...planner,
      locks: { ...planner.locks, take: (lock: never) => planner.locks.take(lock, () => []) },
    }));
    const sealed = await Promise.all([
      seal(blind[0] as TestWorkspace, 'auth'),
      seal(blind[1] as TestWorkspace, 'db'),
    ]);
    expect(sealed.map(({ state }) => state)).toEqual(['started', 'started']);
  });

  test('who is overtaken each time gives up with doubt', async () => {
    const workspace = await entryWorkspace(entryRepo().make());
    const busy = { ...workspace.locks, take: async () => ({ state: 'refused', by: [] }) as const };
    await expect(seal({ ...workspace, locks: busy }, 'auth')).rejects.toMatchObject({
      kind: 'access',
    });
  });
});
