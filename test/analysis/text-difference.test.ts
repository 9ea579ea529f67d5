import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textDifference } from '../../src/analysis/text-difference.ts';

const EXPIRY = 'Session expiry: 24 hours';

const ROWS: readonly (readonly [
  why: string,
  texts: readonly [expected: string, found: string],
  shown: readonly [expected: string, found: string],
])[] = [
  ['the same text has no marks', [EXPIRY, EXPIRY], [EXPIRY, EXPIRY]],
  [
    'a word for a word',
    [EXPIRY, 'Session expiry: 24 days'],
    ['Session expiry: 24 [-hours-]', 'Session expiry: 24 {+days+}'],
  ],
  [
    'words left out',
    [EXPIRY, 'Session expiry'],
    ['Session expiry[-: 24 hours-]', 'Session expiry'],
  ],
  ['a character added', [EXPIRY, `${EXPIRY}!`], [EXPIRY, `${EXPIRY}{+!+}`]],
  [
    'words beside each other are one change',
    [EXPIRY, 'Sessions end within a day'],
    ['[-Session expiry: 24 hours-]', '{+Sessions end within a day+}'],
  ],
  [
    'a letter of another alphabet is spelled out on both sides',
    [EXPIRY, EXPIRY.replace('e', '\u0435')],
    ['[-S\\u{65}ssion-] expiry: 24 hours', '{+S\\u{435}ssion+} expiry: 24 hours'],
  ],
  [
    'also where the other alphabet is the right one',
    ['\u043c\u0430\u043c\u0430', '\u043c\u0430\u043ca'],
    ['[-\u043c\u0430\u043c\\u{430}-]', '{+\u043c\u0430\u043c\\u{61}+}'],
  ],
  [
    'a ligature beside plain letters is spelled out, though it is shorter',
    ['first file', 'first \ufb01le'],
    ['first [-file-]', 'first {+\\u{fb01}le+}'],
  ],
  [
    'words of one alphabet stay readable',
    ['\u5bc6\u7801\u957f\u5ea6', '\u5bc6\u7801\u5f3a\u5ea6'],
    ['[-\u5bc6\u7801\u957f\u5ea6-]', '{+\u5bc6\u7801\u5f3a\u5ea6+}'],
  ],
  ['digits for letters stay readable', ['day 10', 'day ab'], ['day [-10-]', 'day {+ab+}']],
  [
    'a no-break space is spelled out',
    [EXPIRY, EXPIRY.replace(': ', ':\u00a0')],
    ['Session expiry:[- -]24 hours', 'Session expiry:{+\\u{a0}+}24 hours'],
  ],
  [
    'a zero-width space is spelled out',
    [EXPIRY, `Session\u200b expiry: 24 hours`],
    [EXPIRY, 'Session{+\\u{200b}+} expiry: 24 hours'],
  ],
  ['a space at the end', [EXPIRY, `${EXPIRY} `], [EXPIRY, `${EXPIRY}{+ +}`]],
  ['nothing left', ['a', ''], ['[-a-]', '']],
];

describe('textDifference', () => {
  test.each(ROWS)('%s', (_, [expected, found], shown) => {
    const { expected: left, found: right } = textDifference(expected, found);
    expect([left, right]).toEqual(shown);
  });

  test('shows both texts whole: without marks and spelling they are what was given', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '1', 'ab ') });
    fc.assert(
      fc.property(plain, plain, (expected, found) => {
        const shown = textDifference(expected, found);
        expect(shown.expected.replace(/\[-|-\]/g, '')).toBe(expected);
        expect(shown.found.replace(/\{\+|\+\}/g, '')).toBe(found);
      }),
    );
  });

  test('two texts that differ never look the same', () => {
    const texts = fc.string({ unit: fc.constantFrom('e', '\u0435', ' ', '\u00a0', '\u200b', '1') });
    fc.assert(
      fc.property(texts, texts, (expected, found) => {
        const shown = textDifference(expected, found);
        expect(/\[-|\{\+/.test(shown.expected + shown.found)).toBe(expected !== found);
      }),
    );
  });
});
