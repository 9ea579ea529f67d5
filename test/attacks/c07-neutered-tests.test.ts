import { describe, expect, it } from '@jest/globals';
import { compareTests } from '../../src/analysis/compare-tests.ts';
import type { TestComparison } from '../../src/analysis/test-weakening.ts';
import { sourceChange } from '../support/source-change.ts';
import { syntax } from '../support/syntax.ts';
import { type Edit, NEUTERINGS } from './c07-neutered-tests.corpus.ts';

const compared = (edits: readonly Edit[]): Promise<TestComparison> =>
  compareTests(
    syntax,
    edits.map((edit) => sourceChange(...edit)),
  );

/** The check that agents get past: as many tests, and as many assertions, by their words, as before. */
function countFalls(edits: readonly Edit[]): boolean {
  const words = /\bx?(?:it|test|specify|describe)\b.*['"]|\bdef test|\bfunc Test|@Test|#\[test\]/g;
  const count = (side: 1 | 2): number =>
    edits
      .filter(([path]) => /test|spec|\.rs$/i.test(path))
      .reduce((sum, edit) => sum + (edit[side]?.match(words)?.length ?? 0), 0);
  return count(2) < count(1);
}

it('has at least the 40 patterns of the threat list', () => {
  expect(NEUTERINGS.length).toBeGreaterThanOrEqual(40);
});

describe('tests made to say less (threat C07)', () => {
  it.each(NEUTERINGS)('$attack.0.0: $how → $kind', async ({ attack, kind }) => {
    const { weakenings, unjudged } = await compared(attack);
    expect(weakenings.map((weakening) => weakening.kind)).toContain(kind);
    expect(unjudged).toEqual([]);
  });

  it.each(NEUTERINGS)(
    '$attack.0.0: $how: one weakening of that kind, no other',
    async ({ attack, kind }) => {
      const { weakenings } = await compared(attack);
      expect([...new Set(weakenings.map((weakening) => weakening.kind))]).toEqual([kind]);
    },
  );
});

describe('the benign twin', () => {
  it.each(NEUTERINGS)('$attack.0.0: $twin.why is no weakening', async ({ twin }) => {
    expect(await compared(twin.edits)).toEqual({ weakenings: [], unjudged: [] });
  });
});

describe('without the defence', () => {
  it.each(NEUTERINGS.filter(({ kind }) => kind !== 'test-removed'))(
    '$attack.0.0: $how: a count of tests sees nothing',
    ({ attack }) => {
      expect(countFalls(attack)).toBe(false);
    },
  );
});
