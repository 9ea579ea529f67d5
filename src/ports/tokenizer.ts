/** How much of a model's context a text takes (o200k_base). */
export interface Tokenizer {
  /** At least the tokens of the text, and no more than the budget where it fits; over the budget the exact count. */
  within(text: string, budget: number): Promise<number>;
}
