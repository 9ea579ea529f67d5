import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readWords } from '../../../src/analysis/words/statement-words.ts';

const kinds = (text: string) => readWords(text).map((word) => `${word.kind} ${word.text}`);

describe('readWords', () => {
  test.each<[string, readonly string[]]>([
    ['Errors name it.', ['word Errors', 'word name', 'word it', 'mark .']],
    ['(fast), clean', ['mark (', 'word fast', 'mark )', 'mark ,', 'word clean']],
    ['user-friendly don’t', ['word user-friendly', 'word don’t']],
    ['`a b` "c d" “e f” \'g h\'', ['name `a b`', 'quote "c d"', 'quote “e f”', "quote 'g h'"]],
    ["it's the users' choice", ["word it's", 'word the', 'word users', "mark '", 'word choice']],
    ['src/a.ts, README.md.', ['name src/a.ts', 'mark ,', 'name README.md', 'mark .']],
    [
      '--json getUser login() v2 p95',
      ['name --json', 'name getUser', 'name login()', 'name v2', 'name p95'],
    ],
    ['GitHub OAuth', ['word GitHub', 'word OAuth']],
    [
      '5 1,000 3.5 200ms 95% ≤3 5x',
      [
        'figure 5',
        'figure 1,000',
        'figure 3.5',
        'figure 200ms',
        'figure 95%',
        'figure ≤3',
        'figure 5x',
      ],
    ],
    ['95 % of', ['figure 95', 'mark %', 'word of']],
    ['a and/or b', ['word a', 'word and', 'mark /', 'word or', 'word b']],
    ['N/A', ['word N', 'mark /', 'word A']],
    ['_No response_', ['mark _', 'word No', 'word response', 'mark _']],
    ['#12 — done', ['name #12', 'mark —', 'word done']],
    ['`open', ['mark `', 'word open']],
    ['...', ['mark .', 'mark .', 'mark .']],
    ['größer Überblick 測試', ['word größer', 'word Überblick', 'word 測試']],
    ['', []],
  ])('%s', (text, expected) => expect(kinds(text)).toEqual(expected));

  test('every piece stands where it says, in order, and none is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const words = readWords(text);
        for (const { text: piece, at } of words)
          expect(text.slice(at, at + piece.length)).toBe(piece);
        expect(
          words
            .map((word) => word.text)
            .join('')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''));
      }),
    );
  });
});
