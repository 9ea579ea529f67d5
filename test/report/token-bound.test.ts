import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { APART, MARKS, PREFIXES, tokenBound, WORDS } from '../../src/report/token-bound.ts';

const tokens = (text: string): number =>
  encode(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() }).length;
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

describe('what the bound stands on, against the whole vocabulary', () => {
  test('every pair of lower-case letters is a token, but for those that stand apart', () => {
    const apart = LETTERS.flatMap((a) => LETTERS.map((b) => a + b)).filter(
      (pair) => tokens(pair) > 1,
    );
    expect(apart.filter((pair) => !APART.has(pair))).toEqual([]);
    expect(LETTERS.filter((letter) => tokens(` ${letter}`) > 1)).toEqual([]);
  });

  test('every word is one token, alone and after a blank, and at most two after a prefix', () => {
    for (const word of WORDS) {
      expect([word, tokens(word), tokens(` ${word}`)]).toEqual([word, 1, 1]);
      for (const prefix of PREFIXES)
        expect([prefix + word, tokens(prefix + word) <= 2]).toEqual([prefix + word, true]);
    }
  });

  test('every mark of JSON and every number up to three digits is one token', () => {
    const numbers = Array.from({ length: 1_000 }, (_, number) => String(number));
    const padded = numbers.flatMap((number) => [number.padStart(2, '0'), number.padStart(3, '0')]);
    expect([...MARKS, ...numbers, ...padded].filter((text) => tokens(text) > 1)).toEqual([]);
  });
});

describe('the bound is never below the tokenizer', () => {
  const hostile = [
    ...['', ' ', '\n', '\r\n\r\n', '   x', '\t\tx', '\u00a0x', 'x\u2028y', "'s", "a'llx", "A'LLX"],
    ...['²²12345', '12²345', '١٢٣٤٥٦', '½¾⅓', 'qzxjvkwqzxjvkw', 'aqqqqb', 'QZXJVK', 'aBcDeFgH'],
    ...[
      '}{~^`}{~^`',
      '"},{"x"}]',
      '<|endoftext|>',
      '<|im_start|>',
      '日本語',
      'ﷺﷺﷺ',
      '👩‍💻👨‍👩‍👧',
      'e\u0301\u0302',
    ],
    ...[
      '\u200b\u202e\u{e0041}',
      'ａｂｃ',
      '𝒳𝓎𝓏',
      'Ǆǅǆ',
      'ªº',
      'ʰʱ',
      '\ud800',
      'a\udc00b',
      '\u0000\u0001',
    ],
    ...['a3f92bc0a3f92bc0a3f92bc0a3f92bc0a3f92bc0', 'hg_1a2b3c4d', 'output/scope-compliance'],
  ];

  test.each(hostile)('%j', (text) => {
    for (const times of [1, 2, 7, 50]) {
      const repeated = text.repeat(times);
      expect(tokenBound(repeated)).toBeGreaterThanOrEqual(tokens(repeated));
    }
  });

  test('any text', () => {
    const parts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.string({ unit: fc.constantFrom(...LETTERS), maxLength: 30 }),
      fc.string({ unit: fc.constantFrom(...'qzxjvkwgbf'), maxLength: 30 }),
      fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), maxLength: 64 }),
      fc.string({ unit: fc.constantFrom(...' \n\r\t/\'"aA1²é'), maxLength: 30 }),
      fc.string({ unit: fc.constantFrom(...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'), maxLength: 20 }),
      fc.constantFrom(...hostile, ...WORDS, ...MARKS, ...PREFIXES, 'ing', 'tion', 'sWord', "'d"),
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (texts) => {
        const text = texts.join('');
        expect(tokenBound(text)).toBeGreaterThanOrEqual(tokens(text));
      }),
      { numRuns: 20_000 },
    );
  });

  test('every text of three characters out of each kind', () => {
    const kinds = [...'aqzgkAQ1²0 \n\'"/.-é日_', '😀', '\u0301', 'ª'];
    const triples = kinds.flatMap((a) => kinds.flatMap((b) => kinds.map((c) => a + b + c)));
    expect(triples.filter((text) => tokenBound(text) < tokens(text))).toEqual([]);
  });
});

test('our own sentences are counted at most twice', () => {
  const sentence =
    'Revert src/db/pool.ts, or stop and ask the planner for a wider scope; do not widen it yourself.';
  expect(tokenBound(sentence)).toBeLessThanOrEqual(2 * tokens(sentence));
});
