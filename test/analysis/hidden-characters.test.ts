import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hiddenCharacters } from '../../src/analysis/hidden-characters.ts';

const names = (text: string): readonly string[] =>
  hiddenCharacters(text).map(({ kind, name, line, column }) => `${kind} ${name} ${line}:${column}`);

describe('what nobody sees is listed (D12, D18)', () => {
  test.each<[string, string, readonly string[]]>([
    ['right-to-left override', 'if (a) {\u202E } // x', ['direction U+202E 1:9']],
    ['isolates', 'a\nb\u2066c\u2069', ['direction U+2066 2:2', 'direction U+2069 2:4']],
    [
      'marks of direction',
      '\u200E\u200F\u061C',
      ['direction U+200E 1:1', 'direction U+200F 1:2', 'direction U+061C 1:3'],
    ],
    ['ASCII in tag characters', 'ok\u{E0048}\u{E0069}', ['tag U+E0048 1:3', 'tag U+E0069 1:5']],
    ['zero-width space', 'src/\u200Bauth', ['invisible U+200B 1:5']],
    ['zero-width joiner in Latin', 'ad\u200Dmin', ['invisible U+200D 1:3']],
    ['zero-width joiner in Han', '日\u200D本', ['invisible U+200D 1:2']],
    ['word joiner', 'a\u2060b', ['invisible U+2060 1:2']],
    ['byte order mark inside', 'a\uFEFFb', ['invisible U+FEFF 1:2']],
    ['soft hyphen', 'to\u00ADken', ['invisible U+00AD 1:3']],
    ['Hangul filler, a letter that shows nothing', 'const \u3164 = 1', ['invisible U+3164 1:7']],
    ['half-width Hangul filler', '\uFFA0', ['invisible U+FFA0 1:1']],
    ['variation selector after a letter: bits in plain sight', 'a\uFE0F', ['invisible U+FE0F 1:2']],
    ['a second variation selector after an emoji', '⚠\uFE0F\uFE0E', ['invisible U+FE0E 1:3']],
    ['supplementary variation selector', 'x\u{E0100}', ['invisible U+E0100 1:2']],
    ['line separator', 'a\u2028b', ['invisible U+2028 1:2']],
    ['annotation anchor', 'a\uFFF9b', ['invisible U+FFF9 1:2']],
    ['combining grapheme joiner', 'a\u034Fb', ['invisible U+034F 1:2']],
    ['variation selector after a digit that is no keycap', '1\uFE0F2', ['invisible U+FE0F 1:2']],
  ])('%s', (_why, text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  test('a hundred are enough', () => {
    expect(hiddenCharacters('\u200B'.repeat(20_000))).toHaveLength(100);
  });
});

describe('the benign twins: spelling, not hiding', () => {
  test.each([
    ['emoji with its variation selector', '⚠️ ✔️ ❤️'],
    ['a family', '👨‍👩‍👧‍👦'],
    ['skin tone and profession', '👩🏽‍🚀'],
    ['flags', '🏳️‍🌈 🇩🇪'],
    ['keycaps', '1️⃣ #️⃣'],
    ['Persian non-joiner', 'می‌خواهم'],
    ['Devanagari joiner', 'क्‍ष'],
    ['accents, composed and not', 'caf\u00e9 cafe\u0301'],
    ['Hebrew and Arabic without marks', 'שלום مرحبا'],
    ['tab, no-break space, line ends', 'a\tb\u00a0c\r\nd'],
  ])('%s', (_why, text) => {
    expect(hiddenCharacters(text)).toEqual([]);
  });

  test('printable ASCII is never hidden', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(hiddenCharacters(text)).toEqual([]);
      }),
    );
  });
});

test('a search for control characters, which most editors offer, finds none of the tag characters', () => {
  expect(/[\x00-\x1f\x7f-\x9f]/.test('\u{E0048}\u{E0069}')).toBe(false);
});
