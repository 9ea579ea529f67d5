import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { vocabulary, WORD_LISTS } from '../../../src/analysis/words/vocabulary.ts';
import { PolicyWords, type WordListName } from '../../../src/model/policy-words.ts';

const NONE = PolicyWords.parse({});
const refused = vocabulary(NONE, ['data-layer-connection', 'docs']);
const lists = Object.keys(WORD_LISTS) as WordListName[];

describe('what each list says of itself holds', () => {
  test.each(
    lists.flatMap((list) => WORD_LISTS[list].examples.refused.map((text) => [list, text] as const)),
  )('%s refuses: %s', (list, text) =>
    expect(refused(list, text.replaceAll('`', ''))).not.toEqual([]),
  );
  test.each(
    lists.flatMap((list) => WORD_LISTS[list].examples.passes.map((text) => [list, text] as const)),
  )('%s passes: %s', (list, text) => expect(refused(list, text)).toEqual([]));
  test.each(lists)('%s has its reason', (list) => {
    expect(WORD_LISTS[list].why).toMatch(/\.$|\)\.$/);
  });
});

describe('a list over a statement', () => {
  test.each<[why: string, list: WordListName, text: string, words: readonly string[]]>([
    [
      'words as they stand, in order',
      'vague',
      'Nice, Robust and nice again',
      ['Nice', 'Robust', 'nice'],
    ],
    ['the longest of overlapping phrases', 'vague', 'It works as expected.', ['works as expected']],
    ['nothing inside code', 'vague', 'The flag `robust` is set', []],
    ['nothing inside a quote', 'vague', 'Prints "nice and robust"', []],
    ['nothing inside a path', 'unmeasured', 'src/fast.ts is unchanged', []],
    ['nothing inside an allowed phrase', 'vague', 'A robust estimate of the mean', []],
    ['a measure before the word', 'unmeasured', 'In under 50 ms, so it is fast', []],
    ['a measure behind the word', 'unmeasured', 'It is fast: 50ms', []],
    ['a measure in another sentence', 'unmeasured', 'It is fast. The limit is 5 s.', ['fast']],
    ['a figure without a unit is no measure', 'unmeasured', 'The 3 pages load fast', ['fast']],
    ['a measure cures no opinion', 'vague', 'It is robust in 5 s', ['robust']],
    ['a measure cures a direction', 'aims', 'Improve p95 of x to 50 ms', []],
    ['a plain number sign', 'conditions', 'As soon as #12 lands', ['As soon as #12 lands']],
    ['a longer one is a colour', 'conditions', 'When the background is #112233', []],
    ['a norm is no ticket', 'conditions', 'When the file is not UTF-8', []],
    [
      'a key behind "ticket" is one',
      'conditions',
      'After ticket SHOP-231',
      ['After ticket SHOP-231'],
    ],
    [
      'the curly apostrophe is the straight one',
      'conditions',
      'When Bob’s branch is merged',
      ['When Bob’s branch is merged'],
    ],
    [
      'another task by its id',
      'conditions',
      'Uses data-layer-connection',
      ['data-layer-connection'],
    ],
    ['in code it may be a package', 'conditions', 'Imports `data-layer-connection`', []],
    ['an id that is an ordinary word', 'conditions', 'The docs are listed', []],
    ['the same behind "task", in code', 'conditions', 'After task `docs`', ['After task `docs`']],
    ['its branch', 'conditions', 'Passes on `handoff/docs`', ['`handoff/docs`']],
    ['a branch of no task', 'conditions', 'Passes on handoff/other', []],
    ['an empty statement', 'vague', '', []],
  ])('%s', (_, list, text, words) => expect(refused(list, text)).toEqual(words));

  test('a list is the same at every call, and for every statement', () => {
    expect(refused('vague', 'nice')).toEqual(['nice']);
    expect(refused('vague', 'nice')).toEqual(['nice']);
  });

  test('whatever is refused stands in the statement', () => {
    const words = fc.constantFrom(
      ...'once after the a task B is merged fast robust `x` "y" 5 ms , . ; and or either #3 docs'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 25 }), fc.constantFrom(...lists), (parts, list) => {
        const text = parts.join(' ');
        for (const found of refused(list, text)) expect(text).toContain(found);
      }),
    );
  });

  test('the longest statement that a spec can hold costs little', () => {
    const text = 'once the when the after task of the is '.repeat(26).slice(0, 1_000);
    // Time of this process: a busy machine is no reason to fail.
    const start = process.cpuUsage();
    for (const list of lists) refused(list, text);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(250);
  });
});

describe('what a policy adds', () => {
  const own = vocabulary(
    PolicyWords.parse({
      vague: {
        refuse: ['snapp*', '*-ish', 'wow … effect', 'really|truly magic?'],
        allow: ['nice value'],
      },
    }),
  );
  test.each<[string, readonly string[]]>([
    ['a snappy page', ['snappy']],
    ['a green-ish page', ['green-ish']],
    ['the wow and aha effect', ['wow and aha effect']],
    ['wow, an effect', []],
    ['truly magic', ['truly magic']],
    ['truly', ['truly']],
    ['the nice value of the process', []],
    ['a nice page', ['nice']],
  ])('%s', (text, words) => expect(own('vague', text)).toEqual(words));

  test.each([
    ['an unknown list', { nice: {} }],
    ['a class', { vague: { refuse: ['<name> wow'] } }],
    ['an anchor', { vague: { refuse: ['^ wow'] } }],
    ['two blanks', { vague: { refuse: ['wow  effect'] } }],
    ['a mark', { vague: { allow: ['wow!'] } }],
    ['nothing', { vague: { refuse: [''] } }],
    ['101 characters', { vague: { refuse: ['x'.repeat(101)] } }],
    ['65 phrases', { vague: { refuse: Array.from({ length: 65 }, (_, at) => `w${at}`) } }],
  ])('is refused: %s', (_, words) => expect(PolicyWords.safeParse(words).success).toBe(false));
});
