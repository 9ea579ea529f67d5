import { expect, it } from '@jest/globals';
import { symbolCovers, TOP_LEVEL } from '../../src/analysis/file-functions.ts';

it.each([
  ['itself', 'Pool', 'Pool', true],
  ['what is inside it', 'Pool', 'Pool.connect.retry', true],
  ['not what it is inside of', 'Pool.connect', 'Pool', false],
  ['not a longer name', 'Pool', 'Pooled', false],
  ['not the top level', 'Pool', TOP_LEVEL, false],
  ['the top level when it is named', TOP_LEVEL, TOP_LEVEL, true],
  ['nothing by an empty name', '', 'Pool', false],
])('a symbol covers %s', (_, symbol, unit, covered) => {
  expect(symbolCovers(symbol, unit)).toBe(covered);
});
