import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { planGraph } from '../../src/analysis/plan-graph.ts';
import type { TaskId } from '../../src/model/task-id.ts';
import { task } from '../support/output-facts.ts';

/** `'b: a c'` is a task b that waits for a and c. */
function graph(...lines: readonly string[]) {
  return planGraph(
    lines.map((line) => {
      const [id = '', rest = ''] = line.split(':');
      return { id: task(id), 'depends-on': rest.split(' ').filter(Boolean) as TaskId[] };
    }),
  );
}

describe('layers', () => {
  test.each([
    ['no task', [], []],
    ['one', ['a'], [['a']]],
    ['all at once', ['a', 'b'], [['a', 'b']]],
    ['one after the other, told backwards', ['c: b', 'b: a', 'a'], [['a'], ['b'], ['c']]],
    ['by the longest way', ['a', 'b: a', 'c: a b', 'd'], [['a', 'd'], ['b'], ['c']]],
    ['an unknown id holds nobody up', ['a: gone'], [['a']]],
    ['nothing of a cycle, nor behind it', ['a', 'b: c', 'c: b', 'd: c'], [['a']]],
  ])('%s', (_, lines, layers) => {
    expect(graph(...lines).layers).toEqual(layers);
  });
});

describe('cycles', () => {
  test.each([
    ['none', ['a', 'b: a', 'c: a b'], []],
    ['a task that waits for itself', ['b: b', 'a'], [['b']]],
    ['two, wherever it is entered', ['c: b', 'b: c'], [['b', 'c']]],
    ['three, in the order of waiting', ['a: c', 'c: b', 'b: a'], [['a', 'c', 'b']]],
    ['what is behind a cycle is no part of it', ['a: c', 'b: c', 'c: b'], [['b', 'c']]],
    [
      'two knots',
      ['a: b', 'b: a', 'x: y', 'y: x'],
      [
        ['a', 'b'],
        ['x', 'y'],
      ],
    ],
    ['one knot of two cycles: one of them', ['a: b c', 'b: a', 'c: a'], [['a', 'b']]],
    ['a way out of the cycle is not taken', ['a: z b', 'b: z a', 'z'], [['a', 'b']]],
  ])('%s', (_, lines, cycles) => {
    expect(graph(...lines).cycles).toEqual(cycles);
  });
});

test('ids that are no task, each where it stands', () => {
  expect(graph('a: b gone', 'b: lost').unknown).toEqual([
    { task: 'a', dependsOn: 'gone' },
    { task: 'b', dependsOn: 'lost' },
  ]);
});

describe('ordered', () => {
  test.each([
    ['a', 'b', true, 'directly'],
    ['a', 'c', true, 'through another'],
    ['c', 'a', true, 'whichever is asked first'],
    ['c', 'd', false, 'both wait for the same'],
    ['a', 'e', false, 'nothing to do with each other'],
    ['e', 'gone', false, 'no task'],
    ['x', 'y', true, 'in a cycle each waits for the other'],
  ])('%s and %s: %s, %s', (a, b, expected) => {
    const { ordered } = graph('a', 'b: a', 'c: b', 'd: b', 'e', 'x: y', 'y: x');
    expect(ordered(a, b)).toBe(expected);
  });
});

/** Any graph of up to eight tasks. */
const graphs = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 });
const named = (edges: readonly (readonly number[])[]) =>
  edges.map((others, id) => ({
    id: task(`t${id}`),
    'depends-on': others.map((other) => task(`t${other}`)),
  }));

test('law: every task is in one layer, behind all that it waits for, exactly when there is no cycle', () => {
  fc.assert(
    fc.property(graphs, (edges) => {
      const tasks = named(edges);
      const { layers, cycles } = planGraph(tasks);
      const layerOf = new Map(layers.flatMap((ids, at) => ids.map((id) => [id, at] as const)));
      expect(layerOf.size === tasks.length).toBe(cycles.length === 0);
      for (const { id, 'depends-on': others } of tasks)
        for (const other of others)
          if (layerOf.has(id)) expect(layerOf.get(other)).toBeLessThan(layerOf.get(id) ?? 0);
    }),
  );
});

test('law: what is called a cycle is one', () => {
  fc.assert(
    fc.property(graphs, (edges) => {
      const tasks = named(edges);
      for (const cycle of planGraph(tasks).cycles)
        cycle.forEach((id, at) => {
          const next = cycle[(at + 1) % cycle.length];
          expect(tasks.find((one) => one.id === id)?.['depends-on']).toContain(next);
        });
    }),
  );
});

test('500 tasks in one row, and 500 in one ring, take no time to speak of', () => {
  const row = Array.from({ length: 500 }, (_, at) => ({
    id: task(`t${at}`),
    'depends-on': at === 0 ? [] : [task(`t${at - 1}`)],
  }));
  const ring = row.map(({ id }, at) => ({ id, 'depends-on': [task(`t${(at + 499) % 500}`)] }));
  const start = performance.now();
  expect(planGraph(row).layers).toHaveLength(500);
  expect(planGraph(ring).cycles.map(({ length }) => length)).toEqual([500]);
  expect(performance.now() - start).toBeLessThan(3_000);
});
