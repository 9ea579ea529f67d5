import { expect, test } from '@jest/globals';
import { rememberedText } from '../../src/model/remembered-text.ts';

/** Counts how often each text was really read. */
function counting(characters?: number) {
  const texts: string[] = [];
  const read = rememberedText((text) => {
    texts.push(text);
    return { length: text.length };
  }, characters);
  return { read, texts };
}

test('one text is read once, and answered with the same object', () => {
  const { read, texts } = counting();
  expect(read('abc')).toBe(read('abc'));
  expect(read('abd')).toEqual({ length: 3 });
  expect(texts).toEqual(['abc', 'abd']);
});

test.each([
  ['exactly at the limit: both stay', 6, ['abc', 'def']],
  ['one character over it: the first is forgotten', 5, ['abc', 'def', 'abc', 'def']],
  ['a text that is larger than the limit is never kept', 2, ['abc', 'def', 'def', 'abc', 'def']],
])('%s', (_, characters, reads) => {
  const { read, texts } = counting(characters);
  for (const text of ['abc', 'def', 'def', 'abc', 'def']) read(text);
  expect(texts).toEqual(reads);
});

test('what was forgotten is read again, and the same is answered', () => {
  const { read, texts } = counting(3);
  expect([read('abc'), read('def'), read('abc')]).toEqual([
    { length: 3 },
    { length: 3 },
    { length: 3 },
  ]);
  expect(texts).toEqual(['abc', 'def', 'abc']);
});
