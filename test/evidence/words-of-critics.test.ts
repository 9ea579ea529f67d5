import { describe, expect, test } from '@jest/globals';
import { wordsOfCritics } from '../../src/evidence/words-of-critics.ts';
import { Policy } from '../../src/model/policy.ts';
import type { Person } from '../../src/model/principal.ts';
import { printReview } from '../../src/model/print-formats.ts';
import type { PendingOutput } from '../../src/ports/pending-outputs.ts';
import type { Said } from '../../src/ports/signed-in.ts';
import { review } from '../support/critic-review-facts.ts';
import { sha } from '../support/output-facts.ts';

const output: PendingOutput = {
  id: '#12',
  ref: 'refs/pull/12/head',
  head: sha('head'),
  task: undefined,
  since: 12,
};
const user = (id: number, login: string): Person => ({ kind: 'user', id, login, teams: [] });
const CRITIC = user(5, 'critic');
const SECOND = user(6, 'second');
const EXECUTOR = user(7, 'executor');
const policy = Policy.parse({ roles: { critics: [{ user: 5 }, { user: 6 }, { app: 7 }] } });
const REVIEW = printReview(review());
const OLD = printReview(review({ head: sha('an earlier head') }));
const by = (person: Person, text = REVIEW, editedBy?: Person): Said => ({
  source: `a comment on #12 by ${person.login}`,
  text,
  by: person,
  editedBy,
});

async function words(said: readonly Said[], author = EXECUTOR) {
  const signedIn = { author: async () => author, said: async () => said };
  const outputs = { list: async () => [output], texts: async () => new Map([['#12', REVIEW]]) };
  return wordsOfCritics({ outputs, signedIn }, { output, policy });
}

describe('whose words are a review', () => {
  test.each<[string, readonly Said[], number]>([
    ['nobody spoke: the body of the output is its author’s', [], 0],
    ['a critic', [by(CRITIC)], 1],
    ['two critics: which one counts is not for us to say', [by(CRITIC), by(SECOND)], 2],
    ['a critic, who said something about an earlier head before', [by(CRITIC, OLD), by(CRITIC)], 1],
    ['about an earlier head only', [by(CRITIC, OLD)], 0],
    ['somebody with the login of a critic (G11)', [by(user(99, 'critic'))], 0],
    ['an app whose number is that of a user (G11)', [by({ ...CRITIC, kind: 'app' })], 0],
    ['a user whose number is that of an app', [by(EXECUTOR)], 0],
    ['a deleted account', [by(user(0, 'ghost'))], 0],
  ])('%s', async (_, said, count) => {
    expect((await words(said)).current).toHaveLength(count);
  });

  test('who opened the output is not its critic, whatever the policy says (P10)', async () => {
    const found = await words([by(CRITIC)], CRITIC);
    expect(found).toMatchObject({ current: [], all: [], problems: [] });
    expect(found.source).toContain('not counted: critic');
  });

  test('words that somebody else changed are no words of the critic, and are missed (K10)', async () => {
    for (const text of [REVIEW, 'Nothing to see here']) {
      const found = await words([by(CRITIC, text, EXECUTOR)]);
      expect(found.current).toEqual([]);
      expect(found.problems).toMatchObject([
        { message: expect.stringContaining('changed by executor') },
      ]);
    }
  });

  test('a stranger who writes a review, or is changed, turns nothing (G10)', async () => {
    const found = await words([by(EXECUTOR), by(user(99, 'stranger'), REVIEW, EXECUTOR)]);
    expect(found).toMatchObject({ current: [], problems: [] });
    expect(found.source).toContain('not counted: executor, stranger');
  });

  test('a review that cannot be read is one of this head: it is told', async () => {
    const broken = '```json handoff-review\n{}\n```\n';
    expect((await words([by(CRITIC, broken)])).current).toHaveLength(1);
  });

  test('earlier words are not forgotten', async () => {
    expect((await words([by(CRITIC, OLD), by(CRITIC)])).all).toHaveLength(2);
  });
});

test('without a forge it is the text that came with the output, and one that is named', async () => {
  const outputs = { list: async () => [output], texts: async () => new Map([['#12', REVIEW]]) };
  const named = { source: 'review.md', text: OLD };
  const found = await wordsOfCritics({ outputs }, { output, policy, review: named });
  expect(found.source).toBe('the text of #12 and review.md');
  expect(found.current).toHaveLength(2);
});
