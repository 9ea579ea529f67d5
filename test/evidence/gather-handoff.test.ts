import { describe, expect, test } from '@jest/globals';
import { outputRules } from '../../src/gates/registry.ts';
import { LIMITS } from '../../src/model/limits.ts';
import { factsOutcome, rulesOf, withoutRule } from '../support/attack.ts';
import { fenced, gatheredFrom, json, jsonWith } from '../support/handed-over.ts';
import { gathered, outputFacts } from '../support/output-facts.ts';

const HONEST = fenced(json());
const large = json() + ' '.repeat(LIMITS.blockBytes);

/** What each fact is for a text: known, or missing with the rule that reports it. */
const CASES: readonly (readonly [
  why: string,
  text: string | undefined,
  reading: string,
  contract: string,
])[] = [
  ['one honest block', HONEST, 'known', 'known'],
  ['a file that is one JSON object', json(), 'known', 'known'],
  ['nothing at all', undefined, 'output/contract-present', 'output/contract-present'],
  ['words without a block', 'Done.', 'output/contract-present', 'output/contract-present'],
  ['two blocks', HONEST + HONEST, 'output/contract-present', 'output/contract-present'],
  ['a block over its bound', fenced(large), 'output/contract-present', 'output/contract-present'],
  [
    'a text over its bound',
    HONEST + 'a'.repeat(LIMITS.bodyCharacters),
    'output/contract-present',
    'output/contract-present',
  ],
  ['a block that breaks the schema', fenced('{}'), 'known', 'output/contract-schema'],
  ['a key twice', fenced(jsonWith('"task-id": "b",')), 'known', 'output/contract-schema'],
];

describe('what is gathered of the text that was handed over', () => {
  test.each(CASES)('%s', async (_, text, reading, contract) => {
    const facts = await gatheredFrom(text);
    const state = (fact: typeof facts.reading | typeof facts.contract) =>
      fact.state === 'missing' ? fact.reportedBy : fact.state;
    expect([state(facts.reading), state(facts.contract)]).toEqual([reading, contract]);
    expect(facts.claimedAttempt).toEqual({
      state: 'known',
      value: contract === 'known' ? 1 : undefined,
    });
  });

  test.each(CASES.filter(([, , , contract]) => contract !== 'known'))(
    'is red by one rule, and never green without it: %s',
    async (_, text, __, reporter) => {
      const facts = { ...gathered(outputFacts()), ...(await gatheredFrom(text)) };
      expect(rulesOf(factsOutcome(outputRules, facts))).toEqual([reporter]);
      expect(factsOutcome(withoutRule(outputRules, reporter), facts).state).toBe('unproven');
    },
  );

  test('the text around the block is prose; blocks are told by line and bytes', async () => {
    const { handoff, prose } = await gatheredFrom(`Adds PKCE.\n\n${HONEST}\n> quoted\n`);
    expect(handoff).toMatchObject({
      value: {
        characters: `Adds PKCE.\n\n${HONEST}\n> quoted\n`.length,
        unread: undefined,
        blocks: [{ line: 3, bytes: Buffer.byteLength(json()) + 1 }],
        hidden: [],
        invisible: [],
      },
    });
    expect(prose.state === 'known' && prose.value.split('\n').filter(Boolean)).toEqual([
      'Adds PKCE.',
      '> quoted',
    ]);
  });

  test('a hidden copy is told by its place, an invisible character by its name and line', async () => {
    const text = `${fenced(json({ discovered: ['a\u200bb'] }))}\n<!--\n${HONEST}-->\n`;
    const lines = text.split('\n');
    const { handoff } = await gatheredFrom(text);
    expect(handoff).toMatchObject({
      value: {
        hidden: [{ line: lines.indexOf('<!--') + 2, construct: 'html-comment' }],
        invisible: [{ name: 'U+200B', line: lines.findIndex((one) => one.includes('\u200b')) + 1 }],
      },
    });
  });

  test('an invisible character that a JSON escape hides from the text is found in the values (D18)', async () => {
    const escaped = json({ discovered: ['a\u202eb'] }).replace('\u202e', '\\u202e');
    const { handoff } = await gatheredFrom(fenced(escaped));
    expect(handoff).toMatchObject({ value: { invisible: [{ name: 'U+202E', line: 1 }] } });
  });
});
