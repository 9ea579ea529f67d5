import { tokenBound } from '../../report/token-bound.ts';

/**
 * How many tokens of o200k_base a text has, exactly. The vocabulary is loaded at the first question (decision 0005). Names
 * of special tokens count as the text that they are.
 */
export async function o200kTokens(text: string): Promise<number> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  return countTokens(text, { allowedSpecial: new Set(), disallowedSpecial: new Set() });
}

/**
 * Tokens of a text that should fit: its upper bound when that fits, which costs nothing, else the exact count. So what is
 * over the budget is over it.
 */
export async function tokensWithin(text: string, budget: number): Promise<number> {
  const bound = tokenBound(text);
  return bound <= budget ? bound : o200kTokens(text);
}
