import { describe, expect, test } from '@jest/globals';
import { braceExpand } from 'minimatch';
import { compileScope, matchesPattern } from '../../src/analysis/scope-match.ts';
import { LIMITS } from '../../src/model/limits.ts';

const PATH = `src/${'a'.repeat(4_000)}`;

/** A bound that only an exponential matcher breaks. */
function quick<T>(act: () => T): T {
  const start = performance.now();
  const result = act();
  expect(performance.now() - start).toBeLessThan(250);
  return result;
}

describe('a pattern that costs (E07)', () => {
  test.each([
    ['braces, 262,144 of them', '{a,b}'.repeat(18)],
    ['a range of braces', '{1..1000000}'],
    ['nested extended globs (CVE-2026-27904)', '*(*(*(*(a))))b'],
    ['repeated extended globs', '+(a|a|a|a)'.repeat(12)],
    ['many stars (CVE-2026-26996)', `src/${'*a'.repeat(100)}b`],
    ['many globstars (CVE-2026-27903)', `${'**/a/'.repeat(40)}b`],
    ['more patterns than allowed bytes', `src/${'?'.repeat(10_000)}`],
  ])('%s: refused, and cheap all the same', (_why, pattern) => {
    expect(compileScope([pattern]).problems).not.toEqual([]);
    expect(quick(() => matchesPattern(pattern, PATH))).toBe(false);
    expect(quick(() => matchesPattern(pattern, 'a/'.repeat(2_000)))).toBe(false);
  });

  test('without the defence eighteen braces are a quarter of a million patterns', () => {
    expect(braceExpand('{a,b}'.repeat(14))).toHaveLength(16_384);
  });

  test('the worst pattern that is allowed, against 3,000 files', () => {
    const scope = compileScope([
      `src/**/${'*a'.repeat(LIMITS.patternStars)}b/**/${'?'.repeat(100)}`,
    ]);
    expect(scope.problems).toEqual([]);
    const files = Array.from(
      { length: 3_000 },
      (_, at) => `src/${'a'.repeat(60)}/${'ab'.repeat(40)}/${at}.ts`,
    );
    const start = performance.now();
    expect(files.filter(scope.matches)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  test('benign twin: ordinary patterns have no problem and find their files', () => {
    const scope = compileScope(['src/auth/**/*.ts', 'src/**/index.ts', 'docs/*.md']);
    expect(scope.problems).toEqual([]);
    expect(
      ['src/auth/a/b.ts', 'src/x/index.ts', 'docs/a.md', 'docs/a/b.md'].map(scope.matches),
    ).toEqual([true, true, true, false]);
  });
});
