import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { patternWithin } from '../../src/analysis/pattern-within.ts';
import { matchesPattern } from '../../src/analysis/scope-match.ts';

describe('patternWithin', () => {
  test.each([
    ['src/db/pool.ts', 'src/db/pool.ts'],
    ['src/db/pool.ts', 'src/db/*.ts'],
    ['src/db/pool.ts', 'src/**'],
    ['src/db/**', 'src/**'],
    ['src/db/*.ts', 'src/**/*.ts'],
    ['src/**/db/*.ts', 'src/**'],
    ['src/d?/*.ts', 'src/*/*.ts'],
    ['src/a?', 'src/??'],
    ['src/[id].ts', 'src/[id].ts'],
    ['src/ab*c', 'src/a*c'],
    ['src/\u{1f600}.ts', 'src/?.ts'],
  ])('%s is within %s', (inner, outer) => expect(patternWithin(inner, outer)).toBe(true));

  test.each([
    ['src/db/pool.ts', 'src/db/pool.test.ts'],
    ['src/**', 'src/db/**'],
    ['src/**', 'src/*'],
    ['src/*', 'src/?'],
    ['src/db/**', 'src/db/*'],
    ['**', 'src/**'],
    ['src', 'src/**'],
    ['src/*.ts', 'src/*.tsx'],
    ['src/\u{1f600}.ts', 'src/??.ts'],
    ['../src/a.ts', 'src/**'],
  ])('%s is not within %s', (inner, outer) => expect(patternWithin(inner, outer)).toBe(false));

  const segment = fc.string({
    unit: fc.constantFrom('a', 'b', '*', '?'),
    minLength: 1,
    maxLength: 3,
  });
  const pattern = fc
    .array(fc.oneof(segment, fc.constant('**')), { minLength: 1, maxLength: 4 })
    .map((segments) => segments.join('/'));
  const plain = fc
    .array(fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 5,
    })
    .map((segments) => segments.join('/'));

  test('is never wrongly true: what the inner one reaches, the outer one reaches', () => {
    fc.assert(
      fc.property(pattern, pattern, fc.array(plain, { maxLength: 30 }), (inner, outer, paths) => {
        fc.pre(patternWithin(inner, outer));
        for (const path of paths.filter((one) => matchesPattern(inner, one))) {
          expect([inner, outer, path, matchesPattern(outer, path)]).toEqual([
            inner,
            outer,
            path,
            true,
          ]);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('for a path it is matching', () => {
    fc.assert(
      fc.property(plain, pattern, (path, outer) => {
        expect(patternWithin(path, outer)).toBe(matchesPattern(outer, path));
      }),
    );
  });

  test('stays quick on patterns that make others slow (E07)', () => {
    const outer = `src/${'*a'.repeat(120)}`;
    const inner = `src/${'a'.repeat(250)}`;
    const start = performance.now();
    patternWithin(inner, outer);
    expect(performance.now() - start).toBeLessThan(50);
  });
});
