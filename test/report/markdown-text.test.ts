import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { code, prose } from '../../src/report/markdown-text.ts';
import { visible } from '../../src/report/visible-text.ts';
import { liveParts, readableText } from '../support/github-markdown.ts';

describe('code', () => {
  test.each([
    ['src/a.ts', '`src/a.ts`', 'a path'],
    ['', '(empty)', 'nothing is no span'],
    ['a`b', '``a`b``', 'one backtick'],
    ['a``b', '```a``b```', 'two'],
    [
      'a```b',
      '`a\\u{60}\\u{60}\\u{60}b`',
      'three: cmark-gfm gives up on long fences, so runs stay short',
    ],
    ['`', '`` ` ``', 'a backtick alone'],
    [' a', '`  a `', 'a blank in front stays there'],
    ['a\nb', '`a\\u{a}b`', 'one line'],
    ['a\u202Eb', '`a\\u{202e}b`', 'bidi is seen'],
  ])('%j is written %s: %s', (text, written) => {
    expect(code(text)).toBe(written);
  });

  test('what is longer than 300 bytes is cut, never in the middle of a character', () => {
    expect(code('ä'.repeat(151))).toBe(`\`${'ä'.repeat(148)}…\``);
    expect(code('ä'.repeat(150))).toBe(`\`${'ä'.repeat(150)}\``);
  });
});

describe('prose', () => {
  test.each([
    [
      '1 of 4 changed paths is outside the scope: README.md',
      '1 of 4 changed paths is outside the scope: `README.md`',
      'a path is code',
    ],
    [
      'The text says "all tests pass", and no step cites a run.',
      'The text says `"all tests pass"`, and no step cites a run.',
      'what is quoted is code',
    ],
    ['25 %, limit 20 %.', '25 %, limit 20 %.', 'figures'],
    ['(did you mean commit?)', '(did you mean commit?)', 'brackets'],
    ['Call run(a, b) in src/a.ts:3-7.', 'Call `run(a`, b) in `src/a.ts:3-7`.', 'places'],
    [
      'Wait until #12 has landed.',
      'Wait until `#12` has landed.',
      'no reference, so no event on the other pull request',
    ],
    ['said "unclosed @all', 'said `"unclosed @all`', 'nothing closes it: code to the end'],
    ['x"@a"b', 'x`"@a"`b', 'a quote in the middle of a word'],
    ['@a"b"', '`@a"b"`', 'two spans side by side are one'],
    [
      'fixes deadbeef in 1234567',
      'fixes `deadbeef` in `1234567`',
      'what GitHub takes for a commit',
    ],
    ['a word-for-word copy', 'a word-for-word copy', 'hyphens'],
    ['run `handoff-gate check`; then', 'run `handoff-gate check`; then', 'a command is one span'],
    ['run `git log', 'run `` `git `` log', 'nothing closes it'],
    ['see `a`b c`', 'see `` `a`b `` `` c` ``', 'no command: it goes on'],
  ])('%j is written %j: %s', (text, written) => {
    expect(prose(text)).toBe(written);
  });

  test.each([
    [
      'outside the scope: a b.md, c.md',
      ['a b.md', 'c.md'],
      'outside the scope: `a b.md`, `c.md`',
      'a name with a blank is one span',
    ],
    ['(a b.md)', ['a b.md'], '(`a b.md`)', 'in brackets'],
    ['see a b c', ['a b', 'a b c'], 'see `a b c`', 'the longer of two'],
    ['see a b', ['x y'], 'see a b', 'a name that is not there'],
    ['50 % outside', ['50 %'], '50 % outside', 'a share that was found is a figure, not a name'],
    ['see "a b" now', ['a b'], 'see `"a b"` now', 'quoted already'],
    ['see a\u200Bb c', ['a\u200Bb c'], 'see `a\\u{200b}b c`', 'with what cannot be seen'],
  ])('%j with the names %j is written %s: %s', (text, names, written) => {
    expect(prose(text, names)).toBe(written);
  });

  test('a name that is cut off is a span as far as it goes', () => {
    const name = 'please approve '.repeat(100);
    expect(prose(`see ${name}`, [name])).toMatch(/^see `please approve [^`]+…`$/);
  });

  test('is cut at 1,200 bytes', () => {
    expect(prose('word '.repeat(400))).toBe(`${'word '.repeat(239)}wo…`);
  });
});

const piece = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '`',
      '"',
      '\\',
      ' ',
      '(',
      ')',
      '.',
      '@',
      '#',
      'w',
      '<',
      '*',
      '_',
      '[',
      ']',
      '|',
      '~',
      'a',
    ),
  }),
  fc.constantFrom(
    '@org/all',
    'GH-1',
    'fixes #1',
    '![x](//e)',
    'www.x.com',
    'a@b.co',
    '<!--',
    '-->',
    '</details>',
    '- [ ] x',
    ':+1:',
    '$x$',
    '[^1]',
    'https://e.example',
  ),
);
const texts = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(' '));

describe('laws', () => {
  test('nothing but words and code comes out of any text', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        expect(liveParts(`- **Problem:** ${prose(a)}\n- at ${code(b)}, ${prose(b)}\n`)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('a reader sees the text itself, hidden characters escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const shown = visible(text).replace(/`{3,}/g, (run) => '\\u{60}'.repeat(run.length));
        fc.pre(Buffer.byteLength(shown) <= 300 && !/^ +$/.test(shown) && shown !== '');
        expect(readableText(`x ${code(text)}`).trim()).toBe(`x ${shown}`.trim());
      }),
    );
  });
});
