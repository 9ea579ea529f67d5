import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Canonical, canonicalJson } from '../../src/model/json.ts';

/** Every value that JSON can carry; -0 is 0 there. */
const values = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Canonical);

describe('canonicalJson', () => {
  const rows: readonly (readonly [why: string, value: Canonical, text: string])[] = [
    ['keys by code unit: capitals first', { b: 1, a: 2, B: 3 }, '{"B":3,"a":2,"b":1}'],
    ['keys inside keys', { z: { b: 1, a: 2 } }, '{"z":{"a":2,"b":1}}'],
    ['a member that is undefined is not there', { a: undefined, b: null }, '{"b":null}'],
    ['the order of a list is content', ['b', 'a'], '["b","a"]'],
    ['text that looks like a number stays text', ['1', 1], '["1",1]'],
    ['half of a surrogate pair is escaped, so that its bytes are defined', '\ud800', '"\\ud800"'],
    [
      'a key of the prototype is a key like any other',
      JSON.parse('{"__proto__":1}'),
      '{"__proto__":1}',
    ],
  ];
  test.each(rows)('%s', (_, value, text) => expect(canonicalJson(value)).toBe(text));

  test('says everything that the value says', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  test('does not depend on the order in which members were written', () => {
    const members = fc
      .dictionary(fc.string(), values)
      .map((value) => Object.entries(value))
      .chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      );
    fc.assert(
      fc.property(members, ([list, shuffled]) => {
        expect(canonicalJson(Object.fromEntries(shuffled))).toBe(
          canonicalJson(Object.fromEntries(list)),
        );
      }),
    );
  });
});
