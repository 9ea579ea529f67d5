import { z } from 'zod';

/**
 * Words with blanks between them; `a|b` one of them, `improve*` a word that begins so, `*-friendly` one that ends so, `the?`
 * may be missing, `…` up to six words. No classes and no anchors: what a policy can say is what it can see in a text.
 */
const WORD = String.raw`\*?[\p{L}\p{N}'’-]+\*?`;
const PART = `(?:…|\\.\\.\\.|${WORD}(?:\\|${WORD})*\\??)`;
const PHRASE = new RegExp(`^${PART}(?: ${PART})*$`, 'u');

const phrases = z
  .array(
    z
      .string()
      .max(100)
      .regex(PHRASE, 'must be words with one blank between them, like "once … signed off"'),
  )
  .max(64)
  .default([]);

const list = (what: string) =>
  z
    .strictObject({
      refuse: phrases.describe('Phrases to refuse besides the built-in ones'),
      allow: phrases.describe('Phrases that pass: nothing inside one is refused'),
    })
    .prefault({})
    .describe(what);

/** Changes to the word lists of Gate 1; the page "words" says what is in each of them and why. */
export const PolicyWords = z.strictObject({
  placeholders: list('A field that nobody filled in'),
  vague: list('Opinions that no run decides'),
  unmeasured: list('Words that need a figure in their sentence'),
  aims: list('A direction instead of an outcome, in objectives'),
  choices: list('A decision that is left open, in objectives'),
  conditions: list('Waiting for other work, in criteria'),
});
export type PolicyWords = z.infer<typeof PolicyWords>;
export type WordListName = keyof PolicyWords;
