/** One list of words and why it is there; the page docs/explanation/words.md is written out of these. */
export interface WordList {
  /** What goes wrong when a spec has such words, and what is asked for instead. */
  readonly why: string;
  /** Phrases that send a spec back. */
  readonly refuse: readonly string[];
  /** Phrases that mean something else with the same words: nothing inside one is refused. */
  readonly allow: readonly string[];
  readonly examples: { readonly refused: readonly string[]; readonly passes: readonly string[] };
}
