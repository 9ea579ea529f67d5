import { distance } from 'fastest-levenshtein';

/**
 * How alike two texts are, 0 to 1: by letters (a word spelled otherwise) or by words (words moved, left out or added),
 * whichever says more. A paraphrase is over 0.6 (seed G1c).
 */
export function likeness(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  return longer === 0 ? 1 : Math.max(1 - distance(a, b) / longer, sharedWords(a, b));
}

/** The letters of the words that both have, as a share of the shorter text's letters. */
function sharedWords(a: string, b: string): number {
  const [rest, other] = [wordsOf(a), wordsOf(b)];
  const shorter = Math.min(lettersOf(rest), lettersOf(other));
  const shared = other.filter((word) => {
    const at = rest.indexOf(word);
    if (at !== -1) rest.splice(at, 1);
    return at !== -1;
  });
  return shorter === 0 ? 0 : lettersOf(shared) / shorter;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
}

function lettersOf(words: readonly string[]): number {
  return words.join('').length;
}
