import { expect, test } from '@jest/globals';
import { counted, shortList } from '../../src/model/short-list.ts';

test.each([
  ['nothing', [], ''],
  ['one', ['a'], 'a'],
  ['exactly at the bound', ['a', 'b', 'c'], 'a, b, c'],
  ['one over the bound', ['a', 'b', 'c', 'd'], 'a, b, c and 1 more'],
  ['a name twice counts once', ['a', 'b', 'a', 'c'], 'a, b, c'],
])('shortList: %s', (_, names, text) => expect(shortList(names, 3)).toBe(text));

test('five names fit on a line', () => {
  expect(shortList(['1', '2', '3', '4', '5', '6'])).toBe('1, 2, 3, 4, 5 and 1 more');
});

test.each([
  [0, '0 blocks'],
  [1, '1 block'],
  [2, '2 blocks'],
])('counted: %d', (count, text) => expect(counted(count, 'block')).toBe(text));
