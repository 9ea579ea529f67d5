import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commonPath, takeApart } from '../../src/analysis/common-path.ts';
import { matchesPattern } from '../../src/analysis/scope-match.ts';
import { whyNotRepoPath } from '../../src/model/repo-path.ts';
import { anyPath, anyPattern, automataMeet, minimatchReaches } from '../support/pattern-oracle.ts';

const witness = (a: string, b: string) => commonPath(takeApart(a), takeApart(b));

describe('a path that both patterns reach', () => {
  test.each<[a: string, b: string, witness: string | undefined, why: string]>([
    ['src/a.ts', 'src/a.ts', 'src/a.ts', 'the same path'],
    ['src/a.ts', 'src/b.ts', undefined, 'two paths'],
    ['src/a.ts', 'src/a.ts/b', undefined, 'a file and a path below it'],
    ['src/a.ts', 'src/**', 'src/a.ts', 'a file in a folder'],
    ['src', 'src/**', undefined, 'a folder is not what is in it'],
    ['src/auth/**', 'src/db/**', undefined, 'two folders'],
    ['src/auth/**', 'src/**/*.ts', 'src/auth/x.ts', 'a folder and an ending'],
    ['src/*.ts', 'src/*.test.ts', 'src/x.test.ts', 'an ending and a longer one'],
    ['src/*.ts', 'src/*.js', undefined, 'two endings'],
    ['src/*', 'src/a/b.ts', undefined, 'a star stays in its segment'],
    ['src/*/b.ts', 'src/a/*.ts', 'src/a/b.ts', 'a star on both sides'],
    ['src/a*', 'src/*b', 'src/ab', 'a beginning and an end'],
    ['src/a*a', 'src/a', undefined, 'what stands around a star does not share letters'],
    ['src/a*a', 'src/aa', 'src/aa', 'and meets side by side'],
    ['src/*b*', 'src/*a*', 'src/ab', 'each in the star of the other'],
    ['src/*a*b', 'src/aab', 'src/aab', 'the first a does not fit, the second does'],
    ['src/?.ts', 'src/ab.ts', undefined, 'one character and two'],
    ['src/?', 'src/?', 'src/x', 'any character'],
    ['src/?', 'src/*', 'src/x', 'any character, and any number of them'],
    ['src/?', 'src/😀', 'src/😀', 'a character outside the BMP is one'],
    ['src/??', 'src/😀', undefined, 'and not two'],
    ['**/a/**/c', '**/b/**', 'a/b/c', 'each in the globstar of the other'],
    ['a/**/b', 'a/b', 'a/b', 'a globstar may stand for nothing'],
    ['a/**/b', '**/a', undefined, 'the last segments differ'],
    ['a/**', 'a/b/**', 'a/b/x', 'a folder in a folder'],
    ['a/**/b/c', 'a/b/b/c', 'a/b/b/c', 'the first b does not fit, the second does'],
    ['a/[id].ts', 'a/i.ts', undefined, 'brackets are letters (D14)'],
    ['a/[id]/*', 'a/*/page.ts', 'a/[id]/page.ts', 'and meet as letters (D14)'],
    ['src/a.ts', 'SRC/a.ts', undefined, 'case counts here'],
  ])('%s and %s: %s (%s)', (a, b, expected) => {
    expect(witness(a, b)).toBe(expected);
    expect(witness(b, a) === undefined).toBe(expected === undefined);
    expect(automataMeet(a, b)).toBe(expected !== undefined);
  });

  test.each<[a: string, b: string, witness: string | undefined, why: string]>([
    ['a/.*', 'a/?.', undefined, 'only ".." would be both'],
    ['a/?', 'a/*.', undefined, 'only "." would be both'],
    ['a/*.*', 'a/?.', 'a/x.', 'the star takes more, so that it is a name'],
    ['a/?.', 'a/*.*', 'a/x.', 'the other way round'],
    ['a/.*', 'a/*.', 'a/.x.', 'two stars make room for a letter'],
    ['a/..?', 'a/*', 'a/..x', 'more than dots is a name'],
    ['a/../b', 'a/../b', undefined, 'a pattern that is not canonical reaches nothing'],
    ['a/../b', 'a/**', undefined, 'not even under a globstar'],
    ['a/**/../b/**', '**/b', undefined, 'nor between two'],
    ['a//b', 'a/**', undefined, 'an empty segment is no name'],
  ])('no path has an empty segment, "." or "..": %s and %s: %s (%s)', (a, b, expected) => {
    expect(witness(a, b)).toBe(expected);
    expect(witness(b, a)).toBe(expected);
  });

  /** 100,000 pairs take two minutes: HANDOFF_FUZZ=100000. */
  const numRuns = Number(process.env['HANDOFF_FUZZ'] ?? 1_500);

  test('agrees with intersected automata, and minimatch says that both reach the witness', () => {
    fc.assert(
      fc.property(anyPattern, anyPattern, (a, b) => {
        const path = witness(a, b);
        expect([a, b, path !== undefined]).toEqual([a, b, automataMeet(a, b)]);
        if (path === undefined) return;
        expect([path, whyNotRepoPath(path)]).toEqual([path, undefined]);
        for (const pattern of [a, b]) {
          expect([pattern, path, matchesPattern(pattern, path)]).toEqual([pattern, path, true]);
          expect([pattern, path, minimatchReaches(pattern, path)]).toEqual([pattern, path, true]);
        }
      }),
      { numRuns },
    );
  }, 600_000);

  test('a pattern and a path meet exactly when the pattern reaches the path', () => {
    fc.assert(
      fc.property(anyPattern, anyPath, (pattern, path) => {
        const reached = minimatchReaches(pattern, path) ? path : undefined;
        expect([pattern, path, witness(pattern, path)]).toEqual([pattern, path, reached]);
      }),
      { numRuns },
    );
  }, 600_000);

  test('agrees with trying every path, over all patterns of up to four characters', () => {
    const patterns = texts(['a', '*', '?', '/'], 4).filter(
      (text) => !/^\/|\/$|\/\/|\*\*[^/]|[^/]\*\*/.test(text),
    );
    // A witness needs no more characters than both patterns have together.
    const paths = texts(['a', 'x', '/'], 8).filter((text) => !/^\/|\/$|\/\//.test(text));
    const reached = patterns.map(
      (pattern) => new Set(paths.filter((path) => matchesPattern(pattern, path))),
    );
    const wrong = patterns.flatMap((a, first) =>
      patterns.flatMap((b, second) => {
        const [small, large] = [reached[first], reached[second]].sort(
          (one, other) => (one?.size ?? 0) - (other?.size ?? 0),
        );
        const meet = [...(small ?? [])].some((path) => large?.has(path));
        return meet === (witness(a, b) !== undefined) ? [] : [[a, b, meet]];
      }),
    );
    expect(wrong).toEqual([]);
  }, 120_000);

  test('stays quick on patterns that make others slow (E07)', () => {
    const start = performance.now();
    for (const [a, b] of [
      [`src/${'*a'.repeat(120)}`, `src/${'a'.repeat(250)}`],
      [`${'**/a/'.repeat(50)}b`, `${'a/'.repeat(120)}c`],
      [`src/${'*a'.repeat(120)}b`, `src/${'a*'.repeat(120)}c`],
      [`${'**/?a*/'.repeat(30)}b`, `${'*a/'.repeat(80)}c`],
    ] as const)
      witness(a, b);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

/** Every text of one to so many of these characters. */
function texts(alphabet: readonly string[], longest: number): readonly string[] {
  let level = [''];
  const all: string[] = [];
  for (let length = 1; length <= longest; length += 1) {
    level = level.flatMap((text) => alphabet.map((one) => text + one));
    all.push(...level);
  }
  return all;
}
