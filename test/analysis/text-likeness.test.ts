import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { likeness } from '../../src/analysis/text-likeness.ts';

const EXPIRY = 'Session expiry: 24 hours';

describe('likeness', () => {
  test.each([
    ['one figure', 'Session expiry: 25 hours'],
    ['another unit', 'Session expiry: 24 days'],
    ['words moved', '24 hours: session expiry'],
    ['words left out', 'Session expiry'],
    ['every letter of another alphabet', EXPIRY.replace(/[eo]/g, '\u0435')],
    ['a sentence around it', 'As agreed, session expiry is set to 24 hours for every client'],
  ])('is over 0.6 for a paraphrase: %s', (_, text) => {
    expect(likeness(EXPIRY, text)).toBeGreaterThan(0.6);
  });

  test.each([
    ['Cache expiry: 5 minutes'],
    ['Retry with exponential back-off'],
    ['No third-party OAuth libraries'],
  ])('is at most 0.6 for another constraint: %s', (text) => {
    expect(likeness(EXPIRY, text)).toBeLessThanOrEqual(0.6);
  });

  test.each([
    ['two empty texts', '', '', 1],
    ['nothing and something', '', 'a', 0],
    ['no words at all', '--', '-', 0.5],
    ['a word twice is shared once', 'aa', 'aa aa', 1],
  ])('%s', (_, a, b, expected) => expect(likeness(a, b)).toBe(expected));

  test('is 1 for the same text, and does not depend on which text comes first', () => {
    const words = fc
      .array(fc.constantFrom('a', 'bb', 'ccc', ' ', '.'))
      .map((list) => list.join(''));
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(likeness(a, a)).toBe(1);
        expect(likeness(a, b)).toBe(likeness(b, a));
      }),
    );
  });
});
