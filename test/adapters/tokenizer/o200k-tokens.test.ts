import { expect, test } from '@jest/globals';
import { o200kTokens, tokensWithin } from '../../../src/adapters/tokenizer/o200k-tokens.ts';

test('known counts, special names as plain text', async () => {
  expect(await o200kTokens('')).toBe(0);
  expect(await o200kTokens('hello world')).toBe(2);
  expect(await o200kTokens('<|endoftext|>')).toBeGreaterThan(1);
});

test('the bound where it fits, else the exact count', async () => {
  const text = 'Unquestionably, idempotency matters. '.repeat(20);
  const exact = await o200kTokens(text);
  const bound = await tokensWithin(text, 100_000);
  expect(bound).toBeGreaterThan(exact);
  expect(await tokensWithin(text, bound)).toBe(bound);
  expect(await tokensWithin(text, bound - 1)).toBe(exact);
  expect(await tokensWithin(text, exact - 1)).toBe(exact);
});
