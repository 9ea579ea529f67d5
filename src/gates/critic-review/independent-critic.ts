import { shortList } from '../../model/short-list.ts';
import { criticReviewRule } from '../rule.ts';

export const independentCritic = criticReviewRule({
  id: 'critic-review/independent-critic',
  holds: 'The critic is not the one who produced the output.',
  needs: ['review', 'actors'],
  to: 'critic',
  mast: 'FM-1.2',
  integrity: true,
  seed: ['P10'],
  threats: ['G11'],
  saw: ({ actors }) => `the critic's own word, and the authors ${shortList(actors)}`,
  check({ review: { critic }, actors }) {
    const names = namesOf(critic);
    const same = actors.find((actor) => namesOf(actor).some((name) => names.includes(name)));
    const who = same ?? (names.includes('executor') ? 'the executor' : undefined);
    if (who === undefined) return [];
    return [
      {
        problem: `The review is signed by ${critic}, who produced the output (${who}).`,
        fix: 'Have another agent or person review the output, and sign with its own name.',
        at: { field: 'critic' },
        expected: `somebody else than ${shortList(actors)}`,
        found: critic,
        facts: { critic, actors: [...actors] },
      },
    ];
  },
});

/** A name as people compare it: its words, its address, and what stands before the @; no case, no invisible characters. */
function namesOf(text: string): readonly string[] {
  const plain = text
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase();
  const all = plain
    .split(/[<>]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return [...new Set(all.flatMap((name) => [name, name.replace(/(?<=.)@.*$/, '')]))];
}
