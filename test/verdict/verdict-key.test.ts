import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type VerdictInputs, verdictKey } from '../../src/verdict/verdict-key.ts';

const INPUTS: VerdictInputs = {
  engine: '0.1.0',
  subject: 'handoff/auth-oauth',
  head: 'a'.repeat(40),
  baseRef: 'refs/heads/main',
  baseTip: 'b'.repeat(40),
  mergeBases: ['c'.repeat(40)],
  contract: '1'.repeat(64),
  spec: '2'.repeat(64),
  plan: '3'.repeat(64),
  policy: '4'.repeat(64),
  waivers: ['hg_00000001'],
  evidence: ['5'.repeat(64)],
  otherHeads: ['d'.repeat(40), 'e'.repeat(40)],
};

/** Another value of each input. Written by hand: a new input does not compile until it is here. */
const OTHER: { readonly [Name in keyof Required<VerdictInputs>]: VerdictInputs[Name] } = {
  engine: '0.1.1',
  subject: 'handoff/auth-oauth/2',
  head: 'f'.repeat(40),
  baseRef: 'refs/heads/release',
  baseTip: 'f'.repeat(40),
  mergeBases: ['c'.repeat(40), 'f'.repeat(40)],
  contract: undefined,
  spec: undefined,
  plan: undefined,
  policy: undefined,
  waivers: [],
  evidence: ['5'.repeat(64), '6'.repeat(64)],
  otherHeads: ['d'.repeat(40)],
};

describe('verdictKey', () => {
  test('is 64 hex digits', () => expect(verdictKey(INPUTS)).toMatch(/^[0-9a-f]{64}$/));

  test.each(Object.keys(OTHER) as (keyof VerdictInputs)[])('another %s is another key', (name) => {
    expect(verdictKey({ ...INPUTS, [name]: OTHER[name] })).not.toBe(verdictKey(INPUTS));
  });

  test('no two inputs can be exchanged for each other', () => {
    const keys = Object.keys(OTHER).map((name) =>
      verdictKey({ ...INPUTS, [name]: OTHER[name as keyof VerdictInputs] }),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('order and repetition of other heads, merge bases, evidence and waivers do not matter', () => {
    const lists = fc
      .uniqueArray(fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 1 }))
      .chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      );
    fc.assert(
      fc.property(lists, ([list, shuffled]) => {
        for (const name of ['otherHeads', 'mergeBases', 'evidence', 'waivers'] as const) {
          expect(verdictKey({ ...INPUTS, [name]: [...shuffled, ...list.slice(0, 1)] })).toBe(
            verdictKey({ ...INPUTS, [name]: list }),
          );
        }
      }),
    );
  });

  test('the order in which the members were written does not matter', () => {
    const reversed = Object.fromEntries(
      Object.entries(INPUTS).reverse(),
    ) as unknown as VerdictInputs;
    expect(verdictKey(reversed)).toBe(verdictKey(INPUTS));
  });
});
