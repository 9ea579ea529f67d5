import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readSpecText } from '../../src/analysis/spec-text.ts';
import { specPresent } from '../../src/gates/task-entry/spec-present.ts';
import type { Evidence } from '../../src/model/evidence.ts';
import { LIMITS } from '../../src/model/limits.ts';
import { specDigest } from '../../src/model/task-spec.ts';
import { gatheredFromSpec, specBlock, specJson, specJsonWith } from '../support/handed-spec.ts';
import { spec } from '../support/output-facts.ts';
import { judged } from '../support/rule-table.ts';
import { taskEntryFacts } from '../support/task-entry-facts.ts';

const HONEST = specBlock(specJson());
const FORM = `### Task ID

auth-oauth

### Plan version

2

### Objective

Implement OAuth 2.0 flow in src/auth/oauth.ts

### Scope

src/auth/oauth.ts

### New files

_No response_

### Acceptance criteria

12 unit tests in auth.spec.ts pass
`;
/** What the form says, as a block. */
const SAME_AS_FORM = specBlock(
  specJson({
    constraints: [],
    scope: { files: ['src/auth/oauth.ts'] },
    'acceptance-criteria': '12 unit tests in auth.spec.ts pass',
  }),
);
const PRESENT = 'task-entry/spec-present';
const COMPLETE = 'task-entry/spec-complete';

/** What each fact is for a text: known, or missing with the rule that reports it. */
const CASES: readonly (readonly [why: string, text: string, reading: string, spec: string])[] = [
  ['one honest block', HONEST, 'known', 'known'],
  ['an issue form', FORM, 'known', 'known'],
  ['a form with a block that says the same behind it', FORM + SAME_AS_FORM, 'known', 'known'],
  ['a block beside headings of people', `### Scope\n\nLogin.\n\n${HONEST}`, 'known', 'known'],
  ['nothing', '', PRESENT, PRESENT],
  ['words', 'Please fix the login.', PRESENT, PRESENT],
  [
    'headings of people, no form',
    '### Scope\n\nLogin\n\n### Context\n\nIt is slow.\n',
    PRESENT,
    PRESENT,
  ],
  ['two blocks', HONEST + HONEST, PRESENT, PRESENT],
  ['a hidden copy', `${HONEST}\n<!--\n${HONEST}-->\n`, PRESENT, PRESENT],
  ['a block and a form that differ', FORM + HONEST, PRESENT, PRESENT],
  ['a text over its bound', HONEST + 'a'.repeat(LIMITS.bodyCharacters), PRESENT, PRESENT],
  [
    'a block over its bound',
    specBlock(specJson() + ' '.repeat(LIMITS.blockBytes)),
    PRESENT,
    PRESENT,
  ],
  ['a block that breaks the schema', specBlock('{}'), 'known', COMPLETE],
  ['a key twice', specBlock(specJsonWith('"task-id": "other",')), 'known', COMPLETE],
  [
    'a form with a compulsory answer left out',
    FORM.replace(/12 unit.*/, '_No response_'),
    'known',
    COMPLETE,
  ],
  ['a form that answers a heading twice', `${FORM}\n### Scope\n\n**\n`, 'known', COMPLETE],
  ['a placeholder', specBlock(specJson({ objective: 'TODO' })), 'known', COMPLETE],
];

const stateOf = (fact: Evidence<unknown>): string =>
  fact.state === 'missing' ? fact.reportedBy : fact.state;

describe('what Gate 1 gathers of a text', () => {
  test.each(CASES)('%s', async (_, text, reading, found) => {
    const facts = await gatheredFromSpec(text);
    expect([facts.text, facts.reading, facts.spec, facts.digest].map(stateOf)).toEqual([
      'known',
      reading,
      found,
      found,
    ]);
  });

  test.each(CASES)('the rules of the text say the same: %s', async (_, text, reading, found) => {
    const { text: seen, reading: read } = await gatheredFromSpec(text);
    if (seen.state !== 'known') throw new Error('a text is always known');
    const present = judged(specPresent, { facts: taskEntryFacts({ text: seen.value }) });
    expect(present.state).toBe(reading === 'known' ? 'passed' : 'failed');
    if (read.state === 'known') expect(read.value.problems.length > 0).toBe(found !== 'known');
  });

  test('every later gate reads the same spec out of the text', async () => {
    for (const text of [HONEST, FORM]) {
      const { spec: entry, digest } = await gatheredFromSpec(text);
      const later = readSpecText(text);
      expect(later).toEqual({ ok: true, value: entry.state === 'known' && entry.value });
      expect(digest).toEqual({ state: 'known', value: later.ok && specDigest(later.value) });
    }
  });

  test('the digest is that of the canonical spec: how it is written does not matter', async () => {
    const shuffled = JSON.stringify(Object.fromEntries(Object.entries(spec()).reverse()));
    const [one, other] = [
      await gatheredFromSpec(HONEST),
      await gatheredFromSpec(specBlock(shuffled)),
    ];
    expect(one.digest).toEqual(other.digest);
    expect(one.digest).toEqual({ state: 'known', value: specDigest(spec()) });
  });

  test('any text at all is read without a throw, and cut texts are never a whole spec twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.nat(HONEST.length), async (noise, cut) => {
        const { text } = await gatheredFromSpec(`${noise}\n\n${HONEST.slice(0, cut)}\n`);
        expect(text.state).toBe('known');
      }),
    );
  });
});

describe('the text itself', () => {
  const seen = async (text: string) => {
    const { text: fact } = await gatheredFromSpec(text);
    if (fact.state !== 'known') throw new Error('a text is always known');
    return fact.value;
  };

  test('is told by its source, its length, and the place and size of each block', async () => {
    const text = `# Task\n\n${HONEST}`;
    expect(await seen(text)).toEqual({
      source: '.handoff/tasks/auth-oauth.md',
      characters: text.length,
      unread: undefined,
      blocks: [{ line: 3, bytes: Buffer.byteLength(specJson()) + 1 }],
      form: 'none',
      hidden: [],
      invisible: [],
      copies: [],
    });
  });

  test('a hidden copy has its line and its construct', async () => {
    const text = `${HONEST}\n${HONEST.replace(/^/gm, '> ')}`;
    expect((await seen(text)).hidden).toEqual([
      { line: HONEST.split('\n').length + 1, construct: 'quote' },
    ]);
  });

  test('nothing is told of a text that was not read', async () => {
    expect(await seen(HONEST.repeat(200))).toMatchObject({
      unread: expect.stringContaining('longer'),
      blocks: [],
      hidden: [],
      copies: [],
    });
  });

  test.each<[string, string, readonly { line: number; name: string }[]]>([
    ['in a block', specBlock(`{\n"objective": "a\u200bb"}`), [{ line: 3, name: 'U+200B' }]],
    ['in an answer', FORM.replace('OAuth', 'O\u202eAuth'), [{ line: 10, name: 'U+202E' }]],
    [
      'behind an escape',
      `\n${specBlock(specJson({ objective: 'x' }).replace('"x"', '"a\\u200bb"'))}`,
      [{ line: 2, name: 'U+200B' }],
    ],
    ['outside of block and answers', `A\u200bB\n\n${HONEST}`, []],
  ])('a character that nobody sees: %s', async (_, text, expected) => {
    expect((await seen(text)).invisible).toEqual(expected);
  });

  test.each<[string, string, readonly { line: number; lines: number }[]]>([
    ['20 lines of code are few', `\`\`\`ts\n${'a();\n'.repeat(20)}\`\`\`\n`, []],
    [
      '21 lines are a copy',
      `Words.\n\n\`\`\`ts\n${'a();\n'.repeat(21)}\`\`\`\n`,
      [{ line: 3, lines: 21 }],
    ],
    [
      'indented code counts as well',
      `Words.\n\n${'    a();\n'.repeat(30)}`,
      [{ line: 3, lines: 30 }],
    ],
    ['our own blocks do not', specBlock(JSON.stringify(spec(), null, 1)), []],
    ['words do not', 'a line\n\n'.repeat(60), []],
  ])('copied code: %s', async (_, text, expected) => {
    expect((await seen(text)).copies).toEqual(expected);
  });
});

test('the policy adds placeholders, and lets some pass', async () => {
  const text = specBlock(specJson({ objective: 'Write src/auth/oauth.ts, details to follow' }));
  expect(stateOf((await gatheredFromSpec(text)).spec)).toBe('known');
  const words = { placeholders: { refuse: ['to follow'] } };
  expect(stateOf((await gatheredFromSpec(text, words)).spec)).toBe(COMPLETE);
  const todo = specBlock(specJson({ objective: 'Show ?? for a hint in src/auth/oauth.ts' }));
  expect(stateOf((await gatheredFromSpec(todo)).spec)).toBe(COMPLETE);
});
