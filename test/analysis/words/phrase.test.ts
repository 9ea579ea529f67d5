import { describe, expect, test } from '@jest/globals';
import { CONDITION_CLASSES } from '../../../src/analysis/words/condition-words.ts';
import {
  type Classes,
  findPhrases,
  type Phrase,
  readPhrase,
  type Shape,
} from '../../../src/analysis/words/phrase.ts';
import { SHAPES } from '../../../src/analysis/words/phrase-classes.ts';
import { readWords } from '../../../src/analysis/words/statement-words.ts';
import { MEASURES } from '../../../src/analysis/words/vague-words.ts';
import { WORD_LISTS } from '../../../src/analysis/words/vocabulary.ts';

const THING = [readPhrase('pull request'), readPhrase('branch')];
const CLASSES: Classes = new Map<string, readonly Phrase[] | Shape>([
  ...Object.entries(SHAPES),
  ['thing', THING],
]);

/** Whether the phrase stands in the text, and over which pieces. */
function spans(phrase: string, text: string): readonly string[] {
  const words = readWords(text);
  return findPhrases(words, [readPhrase(phrase)], CLASSES).map(({ from, to }) =>
    words
      .slice(from, to)
      .map((word) => word.text)
      .join(' '),
  );
}

describe('a phrase', () => {
  test.each<[phrase: string, text: string, found: readonly string[]]>([
    ['merged', 'It is Merged', ['Merged']],
    ['merged|landed', 'merged and landed', ['merged', 'landed']],
    ['improve*', 'improved, improves; approve', ['improved', 'improves']],
    ['*-friendly', 'user-friendly and friendly', ['user-friendly']],
    ['is the? best', 'is best, is the best', ['is best', 'is the best']],
    ['as … as', 'as few as', ['as few as']],
    ['as … as', 'as as', ['as as']],
    ['a … b', 'a 1 2 3 4 5 6 b', ['a 1 2 3 4 5 6 b']],
    ['a … b', 'a 1 2 3 4 5 6 7 b', []],
    ['x ... y', 'x or y', ['x or y']],
    ['x … y', 'x, y', []],
    ['x … y', 'x of any y', []],
    ['x … y', 'x is', []],
    ['^ no', 'no. No; and no', ['no', 'No']],
    ['works $', 'works, it works. It works', ['works', 'works']],
    ['x , y', 'x, y', ['x , y']],
    ['? ?', 'what???', ['? ?', '? ?']],
    ['the <thing>', 'the pull request, the branch', ['the pull request', 'the branch']],
    ['the <thing>? is', 'the is, the branch is', ['the is', 'the branch is']],
    [
      'in <path>',
      'in src/a.ts in `a/b.ts` in --a in a.b() in ./x in A/B',
      ['in src/a.ts', 'in `a/b.ts`', 'in ./x', 'in A/B'],
    ],
    ['<measured>', '5ms 5 ≤3 95%', ['5ms', '≤3', '95%']],
    ['<piece> <word> <name> <figure>', 'a b `c` 1', ['a b `c` 1']],
    ['<letter> <number> <key>', 'B #12 T-14', ['B #12 T-14']],
    ['<possessive> x', "Bob's x", ["Bob's x"]],
    ['merged', 'the flag `merged` and "merged"', []],
    ['the <unknown>', 'the branch', []],
    ['the <letter>', 'the', []],
  ])('%s in: %s', (phrase, text, found) => expect(spans(phrase, text)).toEqual(found));
});

test('our lists name no class that there is none', () => {
  const phrases = [
    ...Object.values(WORD_LISTS).flatMap(({ refuse, allow }) => [...refuse, ...allow]),
    ...Object.values(CONDITION_CLASSES).flat(),
    ...MEASURES,
  ];
  const known = new Set([
    ...Object.keys(SHAPES),
    ...Object.keys(CONDITION_CLASSES),
    'id',
    'foreign',
  ]);
  const named = phrases.flatMap((phrase) => phrase.match(/<[^>]+>/g) ?? []);
  expect(named.filter((name) => !known.has(name.slice(1, -1)))).toEqual([]);
  // A class stands for a whole piece: `<a>|<b>` and `x|<a>` would be words that nobody writes.
  expect(phrases.filter((phrase) => /\|<|>\||<[^>]*\|/.test(phrase))).toEqual([]);
});
