import { expect, test } from '@jest/globals';
import { packBudget } from '../../src/model/pack-budget.ts';
import { spec } from '../support/output-facts.ts';

test.each([
  ['the sum of its parts: 600 + 2 × 150 + 1 × 60 + 3 × 80', spec(), 2_000, 1_200],
  ['exactly at the cap', spec(), 1_200, 1_200],
  ['over the cap: the cap', spec(), 1_199, 1_199],
  ['a spec may ask for less', spec({ budget: { tokens: 500 } }), 2_000, 500],
  ['a spec may not ask for more', spec({ budget: { tokens: 90_000 } }), 1_000, 1_000],
  [
    'every ref counts, of scope and of context',
    spec({
      scope: { files: ['a'], create: ['b'], symbols: { c: ['f'] }, read: ['d'] },
      context: ['e'],
      constraints: [],
    }),
    2_000,
    1_300,
  ],
])('%s', (_, of, cap, tokens) => {
  const budget = packBudget(of, cap);
  expect(budget.tokens).toBe(tokens);
  expect(budget.because).toContain('600 + 150 × 2 criteria');
});
