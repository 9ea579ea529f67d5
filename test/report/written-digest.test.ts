import { describe, expect, test } from '@jest/globals';
import { type CheckPage, gateCheck } from '../../src/report/check-page.ts';
import { requiredCheck } from '../../src/report/check-required.ts';
import {
  commentDigest,
  externalId,
  readExternalId,
  saysTheSame,
} from '../../src/report/written-digest.ts';
import { DRIFTED, DRIFTING, FREE, HONEST, surroundings } from '../support/check-samples.ts';

const page = gateCheck(DRIFTING, surroundings({ outputs: [DRIFTED] }));
const id = externalId([DRIFTING], page);

describe('the external id of a check', () => {
  test('is read back, with the key of its verdict', () => {
    expect(readExternalId(id)).toEqual({ key: DRIFTING.key, digest: id.slice(65) });
  });

  test('the same page twice has the same id', () => {
    const again = gateCheck(DRIFTING, surroundings({ outputs: [DRIFTED] }));
    expect(externalId([DRIFTING], again)).toBe(id);
  });

  const [mark] = page.annotations;
  test.each<[string, Partial<CheckPage>]>([
    ['title', { title: 'x' }],
    ['summary', { summary: 'x' }],
    ['text', { text: 'x' }],
    ['conclusion', { conclusion: 'success' }],
    ['head', { head: 'x' }],
    ['name', { name: 'handoff-gate' }],
    ['annotation', { annotations: mark === undefined ? [] : [{ ...mark, startLine: 4 }] }],
  ])('another %s is another id', (_, over) => {
    expect(externalId([DRIFTING], { ...page, ...over })).not.toBe(id);
  });

  test('somebody else has landed: another key and base, and the same thing to say', () => {
    const moved = {
      ...DRIFTING,
      key: 'f'.repeat(64),
      subject: { ...DRIFTING.subject, base: 'e'.repeat(40) },
    };
    const later = externalId([moved], gateCheck(moved, surroundings({ outputs: [DRIFTED] })));
    expect(later).not.toBe(id);
    expect(saysTheSame(id, later)).toBe(true);
    expect(saysTheSame(undefined, later)).toBe(false);
    expect(saysTheSame(id, externalId([DRIFTING], { ...page, title: 'x' }))).toBe(false);
  });

  const moves: readonly (readonly [string, string, string])[] = [
    [
      'somebody else opened a pull request',
      '- ✓ passed `integration/pairs-merge`: 2 other pending outputs. Holds when: Nothing conflicts.',
      '- ✓ passed `integration/pairs-merge`: 3 other pending outputs. Holds when: Nothing conflicts.',
    ],
    [
      'a sweep looks at what a push brought',
      'Trust level T1: honest. Because: on `pull_request` it runs. Engine: handoff-gate `0.1.0`.',
      'Trust level T2: better. Because: on `schedule` it runs. Engine: handoff-gate `0.1.0`.',
    ],
  ];
  test.each(moves)('%s: the same thing to say', (_, before, after) => {
    const [first, later] = [before, after].map((text) => externalId([DRIFTING], { ...page, text }));
    expect(saysTheSame(first, later ?? '')).toBe(true);
  });

  test.each([
    ['another state of a rule', '✓ passed', '✗ failed'],
    ['another rule', 'pairs-merge', 'base-merges'],
    ['another engine', '`0.1.0`', '`0.2.0`'],
    ['words of the same form elsewhere', '- ✓ passed', 'x ✓ passed'],
  ])('%s is another id', (_, from, to) => {
    const text = moves.map(([, before]) => before).join('\n');
    const [first, later] = [text, text.replace(from, to)].map((one) =>
      externalId([DRIFTING], { ...page, text: one }),
    );
    expect(saysTheSame(first, later ?? '')).toBe(false);
  });

  test('a fold has the key of all its verdicts, in any order', () => {
    const fold = requiredCheck([HONEST, FREE], 'each', surroundings());
    const key = (keys: readonly string[]) =>
      readExternalId(
        externalId(
          keys.map((one) => ({ ...HONEST, key: one })),
          fold,
        ),
      )?.key;
    expect(key(['a', 'b'])).toBe(key(['b', 'a', 'b']));
    expect(key(['a', 'b'])).not.toBe(key(['a']));
    expect(key([])).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(['', 'x', '1.2', `${'a'.repeat(64)}`, `${id}.x`, id.toUpperCase(), ` ${id}`])(
    '%j is none of ours',
    (text) => {
      expect(readExternalId(text)).toBeUndefined();
    },
  );
});

describe('the digest of a comment', () => {
  const body = '<!-- handoff-gate:task -->\n\nWords.\n';
  test.each([
    ['CRLF', body.replaceAll('\n', '\r\n')],
    ['trimmed', body.trim()],
  ])('%s is the same comment', (_, stored) => {
    expect(commentDigest(stored)).toBe(commentDigest(body));
  });

  test('an edit is another one', () => {
    expect(commentDigest(body.replace('Words', 'words'))).not.toBe(commentDigest(body));
  });
});
