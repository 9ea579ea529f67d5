import { expect, test } from '@jest/globals';
import { constraintText, pairLikeliest } from '../../src/analysis/constraint-text.ts';

test.each<[string, string, ReturnType<typeof constraintText>]>([
  ['as it is', 'Session expiry: 24 hours', { text: 'Session expiry: 24 hours' }],
  ['NFC', 'cafe\u0301', { text: 'caf\u00e9' }],
  ['white space at the end', 'a \t\r\n', { text: 'a' }],
  ['white space in front stays', ' a', { text: ' a' }],
  ['a no-break space at the end stays', 'a\u00a0', { text: 'a\u00a0' }],
  ['an annotation', 'a (verbatim from plan v12)', { text: 'a', planVersion: 12 }],
])('%s', (_, line, expected) => expect(constraintText(line)).toEqual(expected));

const EXPIRY = { id: 'C1', text: 'Session expiry: 24 hours' };

test.each<[string, readonly { id: string; text: string }[], readonly string[], object]>([
  ['nothing to pair', [], ['x'], {}],
  ['no text is like it', [EXPIRY], ['Cache everything'], {}],
  [
    'the one that is like it',
    [EXPIRY],
    ['Session expiry: 24 days'],
    { C1: 'Session expiry: 24 days' },
  ],
  [
    'the likeliest of two',
    [EXPIRY],
    ['Session expiry: 48 days', 'Session expiry: 24 hour'],
    { C1: 'Session expiry: 24 hour' },
  ],
  [
    'a text is taken once, by the likeliest; by id where two are alike',
    [
      { id: 'C3', text: 'Session expiry: 25 hours' },
      { id: 'C2', text: 'Session expiry: 26 hours' },
    ],
    ['Session expiry: 24 hours'],
    { C2: 'Session expiry: 24 hours' },
  ],
  [
    'each with its own, in whatever order they stand',
    [EXPIRY, { id: 'C2', text: 'Never log tokens' }],
    ['Never log token', 'Session expiry: 24 hour'],
    { C1: 'Session expiry: 24 hour', C2: 'Never log token' },
  ],
])('pairs: %s', (_, lost, texts, expected) => {
  expect(Object.fromEntries(pairLikeliest(lost, texts))).toEqual(expected);
});
