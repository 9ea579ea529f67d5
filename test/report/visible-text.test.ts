import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { visible, visibleJson } from '../../src/report/visible-text.ts';

describe('visible: text of others cannot drive a terminal or lie about itself (F03, D18)', () => {
  test.each([
    ['a colour', '\x1b[31mred', '\\u{1b}[31mred'],
    ['a window title that rings', '\x1b]0;pwned\x07', '\\u{1b}]0;pwned\\u{7}'],
    ['the one-byte CSI of C1', '\x9b2J', '\\u{9b}2J'],
    ['a carriage return that rewrites the line', 'failed\rpassed', 'failed\\u{d}passed'],
    ['a line break that forges a line', 'a\n✓ passed', 'a\\u{a}✓ passed'],
    ['backspaces', 'ab\b\bcd', 'ab\\u{8}\\u{8}cd'],
    ['a right-to-left override', 'gpj.\u202eexe', 'gpj.\\u{202e}exe'],
    ['an isolate', '\u2066x\u2069', '\\u{2066}x\\u{2069}'],
    ['a zero-width space', 'src/\u200bauth', 'src/\\u{200b}auth'],
    ['tag characters that spell a hidden word', 'ok\u{e0068}\u{e0069}', 'ok\\u{e0068}\\u{e0069}'],
    ['a Hangul filler', 'a\u3164b', 'a\\u{3164}b'],
    ['a no-break space', 'a\u00a0b', 'a\\u{a0}b'],
    ['half of a surrogate pair', 'a\ud800b', 'a\\u{d800}b'],
    ['a command of the runner', '::set-output name=x::y', '\\u{3a}:set-output name=x::y'],
    ['a command of the runner behind spaces', '  ::error::x', '  \\u{3a}:error::x'],
    ['a command of the runner behind a tab', '\t::error::x', '\\u{9}::error::x'],
    ['an old command of the runner', 'see ##[add-mask]x', 'see ##\\u{5b}add-mask]x'],
  ])('%s', (_, hostile, shown) => {
    expect(visible(hostile)).toBe(shown);
  });

  test.each([
    ['a path', 'src/auth/oauth.ts'],
    ['C++ names', 'std::vector<int>'],
    ['German, Greek, Arabic, Chinese, Devanagari', 'Größe Ωmega مرحبا 你好 नमस्ते'],
    ['a plain emoji', '🚀'],
    ['a heading', '## [link]'],
  ])('benign: %s stays as it is', (_, text) => {
    expect(visible(text)).toBe(text);
  });

  test('law: the result holds nothing unseen and never starts a command', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = visible(text);
        expect(shown).not.toMatch(/(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u);
        expect(shown).not.toMatch(/^\s*::/);
        expect(shown).not.toContain('##[');
      }),
    );
  });
});

test('law: visibleJson is the same JSON in characters that show', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const json = JSON.stringify(value, null, 2);
      const shown = visibleJson(json);
      expect(JSON.parse(shown)).toEqual(JSON.parse(json));
      expect(shown).not.toMatch(/(?![ \n])[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u);
      expect(shown).not.toContain('##[');
    }),
  );
});
