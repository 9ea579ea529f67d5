import { expect, test } from '@jest/globals';
import { remembered } from '../../src/model/remembered.ts';

test('each object is worked out once, also when the answer is undefined', () => {
  const asked: string[] = [];
  const lengthOf = remembered(({ text }: { readonly text: string }) => {
    asked.push(text);
    return text === '' ? undefined : text.length;
  });
  const [one, none] = [{ text: 'one' }, { text: '' }];
  expect([lengthOf(one), lengthOf(none), lengthOf(one), lengthOf(none)]).toEqual([
    3,
    undefined,
    3,
    undefined,
  ]);
  expect(asked).toEqual(['one', '']);
});

test('two objects that look alike are two', () => {
  const fresh = remembered((_: object) => Symbol());
  expect(fresh({})).not.toBe(fresh({}));
});
