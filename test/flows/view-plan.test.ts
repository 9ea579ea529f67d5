import { describe, expect, test } from '@jest/globals';
import { recordOutput } from '../../src/flows/record-verdict.ts';
import { viewPlan, viewText } from '../../src/flows/view-plan.ts';
import { printContract, printReview } from '../../src/model/print-formats.ts';
import { VIEW_TOKENS } from '../../src/report/coordinator-view.ts';
import { review } from '../support/critic-review-facts.ts';
import { entryRepo, entryWorkspace } from '../support/entry-repo.ts';
import { memoryRecord } from '../support/memory-stores.ts';
import { contract, task } from '../support/output-facts.ts';
import type { MadeRepo } from '../support/repo.ts';
import type { TestWorkspace } from '../support/workspace.ts';

const view = (workspace: TestWorkspace) => viewPlan(workspace, workspace.entry);

async function states(workspace: TestWorkspace): Promise<readonly string[]> {
  const { tasks } = await view(workspace);
  return tasks.map(({ task: id, state, because, waitsFor, output, contract: ref }) =>
    [
      `${id} ${state}`,
      ...(because === undefined ? [] : [because]),
      ...(waitsFor.length === 0 ? [] : [`after ${waitsFor.join(', ')}`]),
      ...(output === undefined ? [] : [output.id]),
      ...(ref === undefined ? [] : ['with a contract']),
    ].join('; '),
  );
}

/** Hands over `auth`: an honest commit, with a contract and a review that leave things open. */
function handedOver(made: MadeRepo): void {
  const head = made.sha('handoff/auth');
  const said = contract({
    'task-id': 'auth',
    'open-questions': ['Who owns the clock?', 'Which store? - resolved; file:src/auth/index.ts'],
  });
  const proposes = review({
    'task-id': 'auth',
    head,
    'follow-ups': [{ objective: 'Rotate keys in src/keys.ts', scope: ['src/keys.ts'] }],
  });
  const note = `${printContract(said)}\n${printReview(proposes)}`;
  made.git('notes', '--ref=handoff', 'add', '-m', note, head);
}

const worked = () =>
  entryRepo({ auth: {}, db: { 'depends-on': ['auth'] }, api: { objective: 'Make it nice' } })
    .branch('handoff/auth')
    .edit('src/auth/index.ts', 'export function auth() {\n  return 2;\n}\n')
    .commit('Work')
    .on('main');

describe('where each task is', () => {
  test('nothing begun: ready, waiting for a task, blocked by its own words or for want of any', async () => {
    const made = entryRepo({
      auth: {},
      db: { 'depends-on': ['auth'] },
      api: { objective: 'Make it nice' },
    }).make();
    const [auth, db, api, docs] = await states(await entryWorkspace(made));
    expect([auth, db]).toEqual(['auth ready', 'db waiting; after auth']);
    expect(api).toMatch(/^api blocked; The objective/);
    expect(docs).toBe('docs blocked; no spec yet, only the plan knows it');
  });

  test('one that waits for another to leave its scope says for which', async () => {
    const both = { scope: { files: ['src/auth/index.ts', 'src/db/index.ts'] } };
    const made = entryRepo({ auth: {}, db: both, api: {}, docs: {} }).make();
    const [, db] = await states(await entryWorkspace(made));
    expect(db).toMatch(/^db waiting; auth may start too/);
  });

  test('started: its scope is locked, and there is no commit yet', async () => {
    const workspace = await entryWorkspace(entryRepo().make());
    const lock = {
      patterns: ['src/auth/**'] as string[],
      route: 'specialist',
      at: '2026-05-03',
    } as const;
    await workspace.locks.take({ task: task('auth'), ...lock }, () => []);
    expect((await states(workspace))[0]).toBe('auth started');
  });

  test('an output: not judged yet, then what Gate 2 says of this very head', async () => {
    const made = worked().make();
    handedOver(made);
    const workspace = await entryWorkspace(made);
    expect((await states(workspace))[0]).toBe('auth unjudged; handoff/auth; with a contract');
    const { verdict, facts, policy } = await workspace.judge('handoff/auth');
    if (facts === undefined) throw new Error('the policy does not apply');
    await recordOutput(workspace, verdict, facts, policy);
    expect((await states(workspace))[0]).toBe('auth refused; handoff/auth; with a contract');
    const [auth] = (await view(workspace)).tasks;
    expect(auth).toMatchObject({
      refused: 1,
      questions: ['Who owns the clock?'],
      proposed: [{ objective: 'Rotate keys in src/keys.ts', scope: ['src/keys.ts'] }],
    });
    expect((await view(workspace)).integration?.order).toHaveLength(1);
  });

  test('landed: its contract is still at hand, as a ref, and what it left open is not lost', async () => {
    const made = worked().merge('handoff/auth').make();
    handedOver(made);
    const record = memoryRecord();
    const head = made.sha('handoff/auth');
    await record.append({
      schema: 'handoff-record/v1',
      at: '2026-05-03T10:00:00.000Z',
      gate: 'output',
      task: task('auth'),
      output: 'handoff/auth',
      head,
      key: '',
      state: 'passed',
      findings: [],
      attempt: 1,
    });
    const workspace = await entryWorkspace(made, { record });
    const [auth, db] = await states(workspace);
    expect(auth).toBe('auth landed; handoff/auth; with a contract');
    expect(db).toBe('db ready');
    const { tasks, integration } = await view(workspace);
    expect(tasks[0]?.contract).toBe(`note:${head}`);
    expect(tasks[0]?.questions).toEqual(['Who owns the clock?']);
    expect(integration).toBeUndefined();
  });

  test('landed past the gates: nothing is known of its output', async () => {
    const made = worked().merge('handoff/auth').make();
    const [auth] = await states(await entryWorkspace(made));
    expect(auth).toBe('auth landed');
  });
});

test('files of several tasks, of those that have not landed', async () => {
  const tasks = [
    { id: 'auth', scope: ['src/auth/**', 'src/db/index.ts'] },
    { id: 'db', scope: ['src/db/**'] },
    { id: 'api', scope: ['src/db/*.ts'] },
  ];
  const text = JSON.stringify({
    ...{ schema: 'handoff-plan/v1', 'plan-id': 'p', version: 1, goal: 'g', constraints: [] },
    tasks,
  });
  const told = entryRepo({}, { '.handoff/plan.yaml': text });
  const before = await view(await entryWorkspace(told.make()));
  expect(before.crossCutting).toEqual([{ path: 'src/db/index.ts', tasks: ['auth', 'db', 'api'] }]);
  told.branch('handoff/auth').edit('src/auth/index.ts', 'x\n').commit('Work');
  const after = await view(await entryWorkspace(told.on('main').merge('handoff/auth').make()));
  expect(after.crossCutting).toEqual([{ path: 'src/db/index.ts', tasks: ['db', 'api'] }]);
});

test('no plan, and one that cannot be read', async () => {
  const without = await entryWorkspace(entryRepo({}, { '.handoff/plan.yaml': '' }).make());
  await expect(view(without)).rejects.toMatchObject({ kind: 'config' });
  const none = await entryWorkspace(entryRepo().remove('.handoff/plan.yaml').commit().make());
  await expect(view(none)).rejects.toMatchObject({ kind: 'usage' });
});

test.each([
  [VIEW_TOKENS, 'exactly at its budget: with the objectives', true],
  [VIEW_TOKENS + 1, 'one token over it: without them', false],
])('%s tokens: %s', async (tokens, _, objectives) => {
  const facts = await view(await entryWorkspace(entryRepo().make()));
  const text = await viewText({ tokenizer: { within: async () => tokens } }, facts);
  expect(text.includes('Return the session of a token')).toBe(objectives);
  expect(text).toContain('- auth: ready');
});
