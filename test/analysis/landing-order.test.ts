import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Contender, landingOrder } from '../../src/analysis/landing-order.ts';

/** Alike in everything but the name, unless the test says otherwise. */
function contender(output: string, differs: Partial<Contender> = {}): Contender {
  return { output, dependsOn: [], authorisedAt: 100, size: 5, age: 7, ...differs };
}

describe('of two that conflict, who lands first', () => {
  const rows: readonly {
    readonly why: string;
    readonly contenders: readonly Contender[];
    readonly conflicts?: readonly (readonly [string, string])[];
    readonly decision: readonly [
      holder: string,
      blocked: string,
      by: string,
      on?: readonly string[],
    ];
  }[] = [
    {
      why: 'the one that the other depends on, though it was authorised later and is larger',
      contenders: [
        contender('a', { dependsOn: ['b'], authorisedAt: 1, size: 1, age: 1 }),
        contender('b', { authorisedAt: 9, size: 9, age: 9 }),
      ],
      decision: ['b', 'a', 'dependency', ['b']],
    },
    {
      why: 'the one that the other depends on by way of a third',
      contenders: [
        contender('a', { dependsOn: ['m'] }),
        contender('m', { dependsOn: ['b'] }),
        contender('b', { authorisedAt: 900 }),
      ],
      decision: ['b', 'a', 'dependency', ['m']],
    },
    {
      why: 'the one that does not wait: the other depends on one that lands even later',
      contenders: [
        contender('a', { dependsOn: ['late'], authorisedAt: 1 }),
        contender('b', { authorisedAt: 2 }),
        contender('late', { authorisedAt: 3 }),
      ],
      decision: ['b', 'a', 'dependency', ['late']],
    },
    {
      why: 'the earlier authorised, though it has more conflicts and is larger and younger',
      contenders: [
        contender('a', { authorisedAt: 99, size: 50, age: 90 }),
        contender('b'),
        contender('c', { authorisedAt: 200 }),
      ],
      conflicts: [
        ['a', 'b'],
        ['a', 'c'],
      ],
      decision: ['a', 'b', 'authorised'],
    },
    {
      why: 'the one whose authorisation is known',
      contenders: [contender('a', { authorisedAt: undefined, size: 1 }), contender('b')],
      decision: ['b', 'a', 'authorised'],
    },
    {
      why: 'the one with fewer conflicts',
      contenders: [contender('a'), contender('b', { size: 50 }), contender('c')],
      conflicts: [
        ['a', 'b'],
        ['a', 'c'],
      ],
      decision: ['b', 'a', 'conflicts'],
    },
    {
      why: 'the smaller',
      contenders: [contender('a', { size: 6, age: 1 }), contender('b', { size: 5, age: 9 })],
      decision: ['b', 'a', 'size'],
    },
    {
      why: 'the older',
      contenders: [contender('a', { age: 8 }), contender('b', { age: 7 })],
      decision: ['b', 'a', 'age'],
    },
    {
      why: 'the first by name, so that every machine says the same',
      contenders: [contender('b'), contender('a')],
      decision: ['a', 'b', 'name'],
    },
    {
      why: 'one that depends on something that is not pending waits for nobody',
      contenders: [contender('a', { dependsOn: ['landed'] }), contender('b', { age: 9 })],
      decision: ['a', 'b', 'age'],
    },
  ];
  for (const { why, contenders, conflicts = [['a', 'b'] as const], decision } of rows) {
    test(why, () => {
      const [holder, blocked, by, on] = decision;
      const expected = { holder, blocked, because: on === undefined ? { by } : { by, on } };
      for (const list of [contenders, [...contenders].reverse()]) {
        expect(landingOrder(list, conflicts).decisions).toContainEqual(expected);
      }
    });
  }
});

test('clears by itself: without the holder nobody is blocked any more', () => {
  const [a, b] = [contender('a'), contender('b', { authorisedAt: 200 })];
  expect(landingOrder([a, b], [['b', 'a']]).decisions).toEqual([
    { holder: 'a', blocked: 'b', because: { by: 'authorised' } },
  ]);
  expect(landingOrder([b], [])).toMatchObject({ order: ['b'], decisions: [], cyclic: [] });
});

describe('dependencies in a circle', () => {
  const circle = [
    contender('a', { dependsOn: ['b'], authorisedAt: 300 }),
    contender('b', { dependsOn: ['a'], authorisedAt: 200 }),
    contender('c', { dependsOn: ['a'] }),
    contender('d', { authorisedAt: 900 }),
  ];
  test('are named, and cannot stop the order', () => {
    const { order, cyclic } = landingOrder(circle, []);
    expect(order).toEqual(['d', 'b', 'a', 'c']);
    expect(cyclic).toEqual(['b', 'a']);
  });
  test('an output that waits for itself', () => {
    const { order, cyclic } = landingOrder([contender('a', { dependsOn: ['a'] })], []);
    expect([order, cyclic]).toEqual([['a'], ['a']]);
  });
});

test('law: every contender once, dependencies first, one decision a conflict, the same from any list', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const some = fc.subarray(names);
  const anyone = (output: string) =>
    fc.record({
      output: fc.constant(output),
      dependsOn: some.map((list) => list.filter((name) => name > output)),
      authorisedAt: fc.option(fc.nat(2), { nil: undefined }),
      size: fc.nat(2),
      age: fc.nat(2),
    });
  const conflicts = fc.uniqueArray(
    fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)).filter(([a, b]) => a < b),
    { selector: (pair) => pair.join() },
  );
  fc.assert(
    fc.property(fc.tuple(...names.map(anyone)), conflicts, (contenders, pairs) => {
      const landing = landingOrder(contenders, pairs);
      const place = (name: string) => landing.order.indexOf(name);
      expect([...landing.order].sort()).toEqual(names);
      expect(landing.cyclic).toEqual([]);
      for (const { output, dependsOn } of contenders)
        for (const name of dependsOn) expect(place(name)).toBeLessThan(place(output));
      expect(landing.decisions).toHaveLength(pairs.length);
      for (const { holder, blocked } of landing.decisions)
        expect(place(holder)).toBeLessThan(place(blocked));
      const turned = pairs.map(([a, b]) => [b, a] as const).reverse();
      const { order, decisions, cyclic } = landingOrder([...contenders].reverse(), turned);
      expect({ order, decisions, cyclic }).toEqual({
        order: landing.order,
        decisions: landing.decisions,
        cyclic: landing.cyclic,
      });
      for (const decision of decisions)
        expect(landing.between(decision.blocked, decision.holder)).toEqual(decision);
    }),
    { numRuns: 200 },
  );
});
