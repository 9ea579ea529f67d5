import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { didYouMean, oneOf, quote } from '../../src/model/wording.ts';

describe('quote', () => {
  test.each([
    ['text', 'a "b"', '"a \\"b\\""'],
    ['exactly the longest: 58 letters and two marks', 'x'.repeat(58), `"${'x'.repeat(58)}"`],
    ['one letter more is cut', 'x'.repeat(59), `"${'x'.repeat(58)}…`],
    ['a line break', 'a\nb', '"a\\nb"'],
    ['a bidirectional override (D18)', 'a\u202Eb', '"a\\u{202e}b"'],
    ['an invisible tag character (D18)', 'a\u{E0041}', '"a\\u{e0041}"'],
    ['no value', undefined, 'nothing'],
    ['a map', { a: 1 }, '{"a":1}'],
  ])('%s', (_, value, text) => {
    expect(quote(value)).toBe(text);
  });

  test('is short, one line, and never half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const quoted = quote(text);
        expect([...quoted].length).toBeLessThanOrEqual(60);
        expect(quoted).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});

describe('didYouMean', () => {
  test.each([
    ['one letter left out', 'comit', ['commit', 'comment'], ' (did you mean commit?)'],
    ['a third of the letters', 'constrants', ['constraints'], ' (did you mean constraints?)'],
    ['one letter of two', 'px', ['pr'], ' (did you mean pr?)'],
    ['nothing near', 'banana', ['commit', 'file'], ''],
    ['nothing allowed', 'x', [], ''],
    ['too long to compare: a name is never that long', 'x'.repeat(61), ['x'.repeat(61)], ''],
  ])('%s', (_, found, allowed, text) => {
    expect(didYouMean(found, allowed)).toBe(text);
  });
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a or b'],
  [['a', 'b', 'c'], 'a, b or c'],
])('oneOf(%j) is %j', (names, text) => {
  expect(oneOf(names)).toBe(text);
});
