import { describe, expect, test } from '@jest/globals';
import { readyTasks } from '../../src/flows/ready-tasks.ts';
import { entryRepo, entryWorkspace, specMarkdown } from '../support/entry-repo.ts';
import { task } from '../support/output-facts.ts';
import type { MadeRepo } from '../support/repo.ts';

async function states(made: MadeRepo): Promise<readonly string[]> {
  const workspace = await entryWorkspace(made);
  const tasks = await readyTasks(workspace, workspace.entry);
  return tasks.map(
    ({ task: id, state, behind }) => `${id} ${state}${behind === 0 ? '' : ` ${behind}`}`,
  );
}

describe('what may start now', () => {
  test('each task by where it is', async () => {
    const made = entryRepo(
      {
        auth: {},
        db: { 'depends-on': ['auth'] },
        api: { runtime: 'codex', objective: 'Make it nice' },
      },
      {
        '.handoff/tasks/extra.md': specMarkdown('extra', { scope: { create: ['src/extra/a.ts'] } }),
      },
    ).make();
    expect(await states(made)).toEqual([
      'auth ready 1',
      'db waits',
      'api refused',
      'docs no-spec',
      'extra ready',
    ]);
  });

  test('what has been started, what waits to land, and what has landed', async () => {
    const made = entryRepo({ auth: {}, db: {}, api: {}, docs: {} })
      .branch('handoff/db')
      .edit('src/db/index.ts', 'export const db = 2;\n')
      .commit('Work')
      .branch('handoff/api', 'main')
      .edit('src/api/index.ts', 'export const api = 2;\n')
      .commit('Work too')
      .make();
    made.git('checkout', '-q', '-f', 'main');
    made.git('merge', '-q', '--no-ff', 'handoff/api', '-m', 'Merge');
    const workspace = await entryWorkspace(made);
    await workspace.locks.take(
      {
        task: task('docs'),
        patterns: ['docs/**'],
        route: 'specialist',
        at: '2026-05-03T10:00:00.000Z',
      },
      () => [],
    );
    expect(await states(made)).toEqual(['auth ready', 'db pending', 'api landed', 'docs started']);
  });

  test('two that may start, but not together: first the one that more tasks wait for', async () => {
    const both = { scope: { files: ['src/auth/index.ts', 'src/db/index.ts'] } };
    const made = entryRepo({
      auth: both,
      db: { scope: { files: ['src/db/*.ts'] } },
      api: { 'depends-on': ['db'] },
    }).make();
    expect(await states(made)).toEqual(['auth waits', 'db ready 1', 'api waits', 'docs no-spec']);
  });

  test('the coordinator starts one task', async () => {
    const shared = (file: string) => ({
      scope: { files: [file] },
      route: 'coordinator',
      runtime: 'claude',
    });
    const made = entryRepo(
      { auth: shared('package.json'), db: shared('tsconfig.json'), api: {} },
      { 'tsconfig.json': '{}\n' },
    ).make();
    expect(await states(made)).toEqual(['auth ready', 'db waits', 'api ready', 'docs no-spec']);
  });

  test('a gate that only advises does not make a task ready', async () => {
    const made = entryRepo(
      { db: { 'depends-on': ['auth'] } },
      { '.handoff/policy.yaml': 'mode: warn\n' },
    ).make();
    expect(await states(made)).toContain('db waits');
  });

  test('by a plan that is wrong nothing is ready', async () => {
    const made = entryRepo({ auth: {} }, { '.handoff/plan.yaml': 'version: 0\n' }).make();
    const workspace = await entryWorkspace(made);
    await expect(readyTasks(workspace, workspace.entry)).rejects.toMatchObject({ kind: 'config' });
  });
});
