import { expect, test } from '@jest/globals';
import { packBudget } from '../../src/model/pack-budget.ts';
import { spec } from '../support/output-facts.ts';

test.each([
  ['the cap of the policy, however small the task', spec(), 2_000, 2_000],
  ['a spec may ask for less', spec({ budget: { tokens: 500 } }), 2_000, 500],
  ['a spec may not ask for more', spec({ budget: { tokens: 90_000 } }), 1_000, 1_000],
])('a pack is held to %s', (_, of, cap, tokens) => {
  expect(packBudget(of, cap).tokens).toBe(tokens);
});

test.each([
  ['the sum of its parts: 600 + 2 × 150 + 1 × 60 + 3 × 80', spec(), 1_200],
  [
    'every ref, of scope and of context',
    spec({
      scope: { files: ['a'], create: ['b'], symbols: { c: ['f'] }, read: ['d'] },
      context: ['e'],
      constraints: [],
    }),
    1_300,
  ],
])('the usual size counts %s', (_, of, usual) => {
  const budget = packBudget(of, 1_000);
  expect(budget.usual).toBe(usual);
  expect(budget.because).toContain('600 + 150 × 2 criteria');
});
