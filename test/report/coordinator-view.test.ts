import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { o200kTokens } from '../../src/adapters/tokenizer/o200k-tokens.ts';
import { planGraph } from '../../src/analysis/plan-graph.ts';
import { Plan } from '../../src/model/plan.ts';
import {
  type CoordinatorFacts,
  coordinatorJson,
  coordinatorView,
  TASK_STATES,
  type TaskState,
  VIEW_TOKENS,
} from '../../src/report/coordinator-view.ts';
import { plan, sha } from '../support/output-facts.ts';
import { valuesOf } from '../support/schema-values.ts';

function facts(of: Plan, overrides: Partial<CoordinatorFacts> = {}): CoordinatorFacts {
  const { layers, cycles } = planGraph(of.tasks);
  const tasks = of.tasks.map(({ id }) => state(id));
  return {
    plan: of,
    tasks,
    layers,
    cycles,
    crossCutting: [],
    integration: undefined,
    ...overrides,
  };
}

const state = (task: string, more: Partial<TaskState> = {}): TaskState => ({
  task,
  state: 'ready',
  waitsFor: [],
  refused: 0,
  questions: [],
  proposed: [],
  ...more,
});

const full = (of: CoordinatorFacts): string => coordinatorView(of, 'full');

describe('coordinatorView', () => {
  test('states, outputs, contracts as refs, questions, constraints, conflicts and order', () => {
    const of = plan({
      constraints: [
        { id: 'C1', text: 'Session expiry: 24 hours' },
        { id: 'C2', text: 'Old', status: 'superseded', by: 'C1' },
        { id: 'C3', text: 'Only for what landed', 'applies-to': ['data-layer-connection'] },
      ],
      'open-questions': [
        { id: 'Q1', question: 'Refresh tokens?', status: 'deferred', reason: 'product decides' },
        { id: 'Q2', question: 'Which store?', status: 'open' },
        { id: 'Q3', question: 'Settled?', status: 'resolved', 'answer-ref': 'pr:#3' },
      ],
    });
    const text = full(
      facts(of, {
        tasks: [
          state('auth-oauth', {
            state: 'refused',
            refused: 2,
            output: { id: 'handoff/auth-oauth', head: sha('head') },
            questions: ['Who owns the clock?'],
            proposed: [{ objective: 'Rotate keys', scope: ['src/keys.ts', 'docs/**'] }],
            waitsFor: ['data-layer-connection'],
          }),
          state('data-layer-connection', {
            state: 'landed',
            output: { id: 'handoff/data-layer-connection', head: sha('data') },
            contract: `note:${sha('data')}`,
          }),
        ],
        integration: {
          order: [{ output: 'handoff/auth-oauth', because: 'waits for nobody' }],
          pairs: [
            { a: 'a', b: 'b', state: 'conflict', paths: ['src/x.ts'], holder: 'a' },
            { a: 'a', b: 'c', state: 'not-evaluated', paths: ['src/y.ts'], because: 'no object' },
            { a: 'b', b: 'c', state: 'shares', paths: ['src/z.ts'] },
          ],
          unmerged: [
            { output: 'd', state: 'conflict', because: 'conflicts with the base in q.ts' },
          ],
          evaluated: { outputs: 3, pairs: 3, merges: 1 },
        },
      }),
    );
    for (const line of [
      '1 landed, 1 refused',
      `- auth-oauth: refused; after data-layer-connection; 2 refused; "handoff/auth-oauth" ${sha('head').slice(0, 12)}; no contract`,
      `- data-layer-connection: landed; "handoff/data-layer-connection" ${sha('data').slice(0, 12)}`,
      '- Q1 deferred: "Refresh tokens?", "product decides"',
      '- Q2 open: "Which store?"',
      '- auth-oauth: "Who owns the clock?"',
      '- auth-oauth: "Rotate keys", "src/keys.ts", "docs/**"',
      '- C1 (1 open task): "Session expiry: 24 hours"',
      '- "a" × "b": conflict in "src/x.ts"; "a" may land first',
      '- "a" × "c": not-evaluated in "src/y.ts"',
      '- "d": "conflicts with the base in q.ts"',
      '1. "handoff/auth-oauth": waits for nobody',
    ])
      expect(text.split('\n')).toContain(line);
    expect(text).not.toMatch(/C2|C3|Q3|src\/z/);
  });

  test('in brief objectives and reasons are left out, and what critics propose is counted only', () => {
    const scope = Array.from({ length: 64 }, (_, at) => `src/modules/module-${at}/session.ts`);
    const proposed = Array.from({ length: 8 }, (_, at) => ({ objective: `Move ${at}`, scope }));
    const text = coordinatorView(
      facts(plan(), { tasks: [state('a', { proposed }), state('b')] }),
      'brief',
    );
    expect(text).toContain('- a: 8, in the review of its output\n');
    expect(text).not.toContain('module-1');
  });

  test('files of several tasks: so many, and how many more; the JSON has all', () => {
    const crossCutting = Array.from({ length: 21 }, (_, at) => ({
      path: `src/file-${at}.ts`,
      tasks: ['auth', 'billing'],
    }));
    const of = facts(plan(), { crossCutting });
    const lines = full(of).split('\n');
    expect(lines).toContain('- "src/file-0.ts": auth, billing');
    expect(lines).toContain('- "src/file-19.ts": auth, billing');
    expect(lines).toContain('- and 1 more: handoff-gate view --json');
    expect(full(facts(plan(), { crossCutting: crossCutting.slice(1) }))).not.toContain('more:');
    expect(JSON.parse(coordinatorJson(of))['cross-cutting']).toEqual(crossCutting);
  });

  test('tasks that wait for each other are named', () => {
    const of = plan({
      tasks: [
        { id: 'a', 'depends-on': ['b'] },
        { id: 'b', 'depends-on': ['a'] },
      ],
    });
    expect(full(facts(of))).toContain('- wait for each other: a, b');
  });

  test('an empty plan', () => {
    expect(full(facts(plan({ tasks: [] })))).toContain('## Tasks\nnone\n');
  });

  test('50 tasks with objectives, questions, conflicts and outputs: below 4,000 tokens', async () => {
    const ids = Array.from({ length: 50 }, (_, at) => `rework-session-module-${at + 1}`);
    const of = plan({
      constraints: Array.from({ length: 8 }, (_, at) => ({
        id: `C${at + 1}`,
        text: `Sessions of provider ${at + 1} expire after 24 hours of inactivity`,
      })),
      tasks: ids.map((id, at) => ({
        id,
        objective: `Move the session handling of module ${at + 1} to src/modules/module-${at + 1}/session.ts and keep its interface`,
        'depends-on': at < 10 ? [] : [ids[at - 10]],
      })),
      'open-questions': Array.from({ length: 5 }, (_, at) => ({
        id: `Q${at + 1}`,
        question: `Does provider ${at + 1} need refresh tokens?`,
        status: 'open',
      })),
    });
    const tasks = ids.map((id, at) =>
      state(id, {
        state: TASK_STATES[at % TASK_STATES.length] as TaskState['state'],
        waitsFor: at < 10 ? [] : [String(ids[at - 10])],
        ...(at < 25 && {
          output: { id: `handoff/${id}`, head: sha(id) },
          contract: `note:${sha(id)}`,
        }),
      }),
    );
    const pairs = Array.from({ length: 6 }, (_, at) => ({
      a: `handoff/${ids[at]}`,
      b: `handoff/${ids[at + 6]}`,
      state: 'conflict' as const,
      paths: [`src/modules/module-${at}/session.ts`],
      holder: `handoff/${ids[at]}`,
    }));
    const order = ids
      .slice(0, 25)
      .map((id) => ({ output: `handoff/${id}`, because: 'waits for nobody' }));
    const evaluated = { outputs: 25, pairs: 300, merges: 6 };
    const text = full(facts(of, { tasks, integration: { order, pairs, unmerged: [], evaluated } }));
    const tokens = await o200kTokens(text);
    expect(tokens).toBeLessThan(VIEW_TOKENS);
    expect(tokens).toBeGreaterThan(2_000);
    for (const id of ids) expect(text).toContain(`- ${id}: `);
  });

  test('no text of a plan starts a line or hides', () => {
    fc.assert(
      fc.property(valuesOf(Plan), (hostile) => {
        const text = full(facts(hostile));
        for (const line of text.trimEnd().split('\n'))
          expect(line).toMatch(/^(?:$|# Plan |## [A-Z]|- |"|What stands|Specs: |none|\d+[. ])/);
        expect(text).not.toMatch(/<!--|(?![\n ])[\p{C}\p{Default_Ignorable_Code_Point}]/u);
      }),
      { numRuns: 150 },
    );
  });

  test('the same as JSON, with every task and its objective', () => {
    fc.assert(
      fc.property(valuesOf(Plan), (any) => {
        const view = JSON.parse(coordinatorJson(facts(any)));
        expect(view.schema).toBe('handoff-view/v1');
        expect(view.tasks.map((one: { task: string }) => one.task)).toEqual(
          any.tasks.map(({ id }) => id),
        );
        expect(view.tasks.map((one: { objective?: string }) => one.objective)).toEqual(
          any.tasks.map(({ objective }) => objective),
        );
        expect('integration' in view).toBe(false);
      }),
      { numRuns: 50 },
    );
    const integration = {
      order: [],
      pairs: [],
      unmerged: [],
      evaluated: { outputs: 0, pairs: 0, merges: 0 },
    };
    expect(JSON.parse(coordinatorJson(facts(plan(), { integration }))).integration).toEqual(
      integration,
    );
  });
});
