import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { minimatch } from 'minimatch';
import { compileDenyList, compileScope, matchesPattern } from '../../src/analysis/scope-match.ts';
import { LIMITS } from '../../src/model/limits.ts';

/** minimatch, told to know nothing but `*`, `?` and `**`: the oracle, not the tool. */
const oracle = (pattern: string, path: string): boolean =>
  minimatch(path, pattern, {
    dot: true,
    nobrace: true,
    noext: true,
    nonegate: true,
    nocomment: true,
  });

describe('what a pattern reaches', () => {
  test.each<[pattern: string, path: string, reaches: boolean, why: string]>([
    ['src/a.ts', 'src/a.ts', true, 'a path is itself'],
    ['src/a.ts', 'src/a.tsx', false, 'a path is not a prefix'],
    ['src/a', 'src/a/b.ts', false, 'a folder is not what is in it'],
    ['src/*.ts', 'src/a.ts', true, 'any name'],
    ['src/*.ts', 'src/b/a.ts', false, 'a star stays in its segment'],
    ['src/*.ts', 'src/.ts', true, 'a star may stand for nothing'],
    ['src/*', 'src/.env', true, 'dot files are files (THREATS 1.2)'],
    ['src/**', 'src/.git/x', true, 'dot folders are folders'],
    ['src/**', 'src', false, 'what is in src, not src'],
    ['src/**', 'src/a', true, 'one level'],
    ['src/**', 'src/a/b/c', true, 'any level'],
    ['src/**', 'srcs/a', false, 'a segment is whole'],
    ['src/**/a.ts', 'src/a.ts', true, 'no level between'],
    ['src/**/a.ts', 'src/x/y/a.ts', true, 'levels between'],
    ['src/**/b/**', 'src/a/b', false, 'the last globstar needs something'],
    ['src/**/b/**', 'src/b/b', true, 'the first b is the folder, the second is in it'],
    ['src/**/b/*.ts', 'src/b/x/b/a.ts', true, 'the first b does not fit, a later one does'],
    ['src/?.ts', 'src/a.ts', true, 'one character'],
    ['src/?.ts', 'src/ab.ts', false, 'not two'],
    ['src/?.ts', 'src/.ts', false, 'not none'],
    ['src/?.ts', 'src/😀.ts', true, 'a character outside the BMP is one'],
    ['src/??.ts', 'src/😀.ts', false, 'and not two'],
    ['a*b*c', 'aXbYbZc', true, 'the last b counts'],
    ['a*b*c', 'aXbYcZ', false, 'the end counts'],
    ['*', 'a', true, 'the root has files'],
    ['*', 'a/b', false, 'and folders, which stay closed'],
    ['SRC/a.ts', 'src/a.ts', false, 'case counts in an allow-list'],
  ])('%s and %s: %s (%s)', (pattern, path, reaches) => {
    expect(matchesPattern(pattern, path)).toBe(reaches);
    expect(compileScope([pattern]).matches(path)).toBe(reaches);
    expect(oracle(pattern, path)).toBe(reaches);
  });
});

describe('names that are notation elsewhere are names here (D14, D15)', () => {
  test.each<[pattern: string, path: string, why: string]>([
    ['src/[id].tsx', 'src/[id].tsx', 'a route of Next.js'],
    ['src/[id]/*.tsx', 'src/[id]/page.tsx', 'a folder of one, with a star behind it'],
    ['src/[...slug].tsx', 'src/[...slug].tsx', 'a catch-all route'],
    ['app/(auth)/*', 'app/(auth)/page.tsx', 'a route group'],
    ['{{cookiecutter.slug}}/**', '{{cookiecutter.slug}}/setup.py', 'a template folder'],
    ['a/!b', 'a/!b', 'an exclamation mark in a name'],
    ['a/#b*', 'a/#b#', 'a hash in a name'],
  ])('%s reaches %s (%s)', (pattern, path) => {
    expect(matchesPattern(pattern, path)).toBe(true);
  });

  test.each<[pattern: string, path: string, why: string]>([
    ['src/[id].tsx', 'src/i.tsx', 'a character class elsewhere'],
    ['!src/auth/**', 'infra/main.tf', 'everything but src/auth elsewhere'],
    ['src/{a,b}.ts', 'src/a.ts', 'braces elsewhere'],
    ['src/@(a|b).ts', 'src/a.ts', 'an extended glob elsewhere'],
    ['src/!(a).ts', 'src/b.ts', 'a negated extended glob elsewhere'],
    ['src/+(a).ts', 'src/aaa.ts', 'a repeated extended glob elsewhere'],
  ])('%s does not reach %s (%s)', (pattern, path) => {
    expect(matchesPattern(pattern, path)).toBe(false);
    expect(minimatch(path, pattern, { dot: true })).toBe(true);
  });
});

describe('a scope', () => {
  test('tells the first of its patterns that reaches a path', () => {
    const scope = compileScope(['src/a.ts', 'src/*.ts', 'src/**']);
    expect(['src/a.ts', 'src/b.ts', 'src/c/d.ts', 'lib/a.ts'].map(scope.firstMatch)).toEqual([
      'src/a.ts',
      'src/*.ts',
      'src/**',
      undefined,
    ]);
  });

  test('exactly the most patterns, and one more', () => {
    const patterns = Array.from({ length: LIMITS.patterns }, (_, at) => `src/${at}.ts`);
    expect(compileScope(patterns).problems).toEqual([]);
    expect(compileScope([...patterns, 'src/x.ts']).problems).toMatchObject([
      { pattern: 'src/x.ts', code: 'too-many' },
    ]);
  });

  test('gathers the problems of its patterns', () => {
    expect(
      compileScope(['src/a.ts', '!src/b.ts', '**']).problems.map(({ pattern, code }) => [
        pattern,
        code,
      ]),
    ).toEqual([
      ['!src/b.ts', 'grammar'],
      ['**', 'unbounded'],
    ]);
  });

  test('nothing reaches nothing', () => {
    expect(compileScope([]).matches('src/a.ts')).toBe(false);
  });
});

describe('a deny-list folds what a file system folds (THREATS 1.2)', () => {
  const denied = compileDenyList([
    '.github/**',
    '**/package.json',
    'CODEOWNERS',
    '**/stra\u00dfe.md',
  ]);
  test.each<[path: string, pattern: string | undefined]>([
    ['.github/workflows/ci.yml', '.github/**'],
    ['.GitHub/workflows/ci.yml', '.github/**'],
    ['packages/a/Package.JSON', '**/package.json'],
    ['package.json', '**/package.json'],
    ['codeowners', 'CODEOWNERS'],
    ['docs/STRASSE.md', '**/stra\u00dfe.md'],
    ['.\uff47ithub/x', '.github/**'],
    ['.githubs/x', undefined],
    ['package.json5', undefined],
  ])('%s → %s', (path, pattern) => {
    expect(denied.firstMatch(path)).toBe(pattern);
    expect(denied.matches(path)).toBe(pattern !== undefined);
  });

  test('without folding another spelling gets through', () => {
    expect(compileScope(['.github/**']).matches('.GitHub/workflows/ci.yml')).toBe(false);
  });
});

const segment = fc
  .string({ unit: fc.constantFrom('a', 'b', '.', '-', 'é'), minLength: 1, maxLength: 4 })
  .filter((text) => !/^\.{1,2}$/.test(text));
const wild = fc
  .string({ unit: fc.constantFrom('a', 'b', '.', '*', '?', '😀'), minLength: 1, maxLength: 5 })
  .filter((text) => !text.includes('**') && !/^\.{1,2}$/.test(text));
const pattern = fc
  .array(fc.oneof(segment, wild, fc.constant('**')), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join('/'));
const path = fc
  .array(fc.oneof(segment, fc.constantFrom('😀', 'a😀')), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join('/'));

describe('laws', () => {
  test('the matcher and minimatch agree on the grammar', () => {
    fc.assert(
      fc.property(pattern, path, (one, other) => {
        expect(matchesPattern(one, other)).toBe(oracle(one, other));
      }),
      { numRuns: 4000 },
    );
  });

  test('whatever a pattern is made of, matching ends and a literal reaches itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (one, other) => {
        expect(typeof matchesPattern(one, other)).toBe('boolean');
        expect(matchesPattern(one, one)).toBe(true);
      }),
    );
  });

  test('one more pattern never takes a path away', () => {
    fc.assert(
      fc.property(fc.array(pattern), pattern, path, (patterns, more, other) => {
        if (compileScope(patterns).matches(other))
          expect(compileScope([...patterns, more]).matches(other)).toBe(true);
      }),
    );
  });
});
