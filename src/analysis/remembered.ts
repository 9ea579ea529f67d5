/**
 * A function of a text that remembers what it answered: a hundred outputs that are judged together look at the same specs a
 * hundred times, and reading one costs as much as judging a rule. The texts that were asked for first are forgotten first.
 * @param read a pure function; its answers are shared, so nobody may change them
 * @param characters how many the texts may have in sum
 */
export function remembered<Answer>(
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
