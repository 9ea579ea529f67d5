/**
 * A pure function of a text that is asked for the same text again and again, as `remembered` is one of an object: outputs that
 * are judged together stand on one plan, and look at each other's specs. What came first is forgotten first.
 * @param read its answers are shared, so nobody may change them
 * @param characters how many the texts may have in sum
 */
export function rememberedText<Answer>(
  read: (text: string) => Answer,
  characters = 4_000_000,
): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  let left = characters;
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = read(text);
    answers.set(text, answer);
    left -= text.length;
    for (const first of answers.keys()) {
      if (left >= 0) break;
      answers.delete(first);
      left += first.length;
    }
    return answer;
  };
}
