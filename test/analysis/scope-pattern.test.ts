import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { patternProblems } from '../../src/analysis/scope-pattern.ts';
import { LIMITS } from '../../src/model/limits.ts';
import { parseRepoPath } from '../../src/model/repo-path.ts';

const codes = (pattern: string): readonly string[] =>
  patternProblems(pattern).map(({ code }) => code);

describe('refused', () => {
  test.each<[pattern: string, codes: readonly string[], why: string]>([
    ['', ['not-canonical', 'unbounded'], 'nothing'],
    ['./src/a.ts', ['not-canonical'], 'D11: a dot segment'],
    ['src/../infra/main.tf', ['not-canonical'], 'D11: climbs out'],
    ['../other/a.ts', ['not-canonical'], 'D11: out of the repository'],
    ['src//a.ts', ['not-canonical'], 'D11: an empty segment'],
    ['src/', ['not-canonical'], 'D11: a trailing slash'],
    ['/etc/passwd', ['not-canonical'], 'D11: absolute'],
    ['C:/a.ts', ['not-canonical'], 'D11: a drive'],
    ['src\\a.ts', ['not-canonical'], 'D11: a backslash'],
    ['src/a\0.ts', ['not-canonical', 'deceptive'], 'D11: NUL'],
    ['!src/auth/**', ['grammar'], 'D15: elsewhere it reaches everything else'],
    ['#src/a.ts', ['grammar'], 'D15: elsewhere a comment'],
    ['src/{a,b}.ts', ['grammar'], 'D15: braces'],
    ['src/{1..9}.ts', ['grammar'], 'D15: a range'],
    [`${'{a,b}'.repeat(18)}`, ['grammar'], 'E07: 262,144 paths elsewhere'],
    ['src/@(a|b).ts', ['grammar'], 'D15: extended glob'],
    ['src/!(a)', ['grammar'], 'D15: negated extended glob'],
    ['src/*(*(*(a)))', ['grammar'], 'E07: nested extended glob, CVE-2026-27904'],
    ['src/a**b', ['grammar'], 'D15: a globstar inside a segment'],
    ['src/***', ['grammar'], 'D15: three stars'],
    ['**', ['unbounded'], 'D15: everything'],
    ['*/**', ['unbounded'], 'D15: everything but the root'],
    ['**/*', ['unbounded'], 'D15: everything'],
    ['*', ['unbounded'], 'D15: every file of the root'],
    ['?*/*', ['unbounded'], 'D15: every file of every folder'],
    ['**/auth.ts', ['unbounded'], 'D15: a name anywhere'],
    ['src/**/a/**/b/**/c/**', ['too-wild'], 'E07: four globstars'],
    [`src/${'*a'.repeat(9)}`, ['too-wild'], 'E07: nine stars'],
    [`src/${'x'.repeat(LIMITS.patternBytes)}`, ['too-long'], 'E07: long'],
    ['src/cafe\u0301.ts', ['deceptive'], 'D12: not NFC'],
    ['src/\u0430uth.ts', ['deceptive'], 'D12: a Cyrillic а in a Latin word'],
    ['src/\u03bfauth.ts', ['deceptive'], 'D12: a Greek ο in a Latin word'],
    ['src/a\u202ets.b', ['deceptive'], 'D12: right-to-left override'],
    ['src/\u200bauth.ts', ['deceptive'], 'D12: zero-width space'],
    ['src/\u{e0061}a.ts', ['deceptive'], 'D18: a tag character'],
    ['\uff0e\uff0e\uff0finfra/main.tf', ['deceptive'], 'D12: full-width ../'],
    ['src/\uff41.ts', ['deceptive'], 'D12: a full-width a'],
    ['src/\ufb01le.ts', ['deceptive'], 'D12: a ligature'],
    ['src/a\u00a0b.ts', ['deceptive'], 'a no-break space'],
    ['src/a.ts ', ['deceptive'], 'a space at the end'],
    ['src/a.ts\nsrc/b.ts', ['deceptive'], 'two lines'],
    ['src/a\tb.ts', ['deceptive'], 'a tab'],
  ])('%j: %j (%s)', (pattern, expected) => {
    expect(codes(pattern)).toEqual(expected);
  });
});

describe('the benign twins', () => {
  test.each<[pattern: string, why: string]>([
    ['src/a.ts', 'a path'],
    ['package.json', 'a file of the root'],
    ['src/**', 'a folder'],
    ['src/*.ts', 'files of a folder'],
    ['*.md', 'some files of the root'],
    ['src/?.ts', 'one character'],
    ['src/auth*/**/*.spec.ts', 'stars in their places'],
    ['src/**/a/**/b/**', 'exactly three globstars'],
    [`src/${'*a'.repeat(8)}`, 'exactly eight stars'],
    [`src/${'x'.repeat(LIMITS.patternBytes - 4)}`, 'exactly the length'],
    ['src/[id].tsx', 'D14: a route'],
    ['app/(auth)/@modal/page.tsx', 'D14: a route group and a parallel route'],
    ['app/[...slug]/page.tsx', 'D14: a catch-all route'],
    ['{{cookiecutter.slug}}/setup.py', 'a template folder'],
    ['docs/a b.md', 'a space inside'],
    ['docs/#1-title.md', 'a hash inside'],
    ['src/!important.css', 'an exclamation mark inside'],
    ['.github/workflows/ci.yml', 'a dot folder'],
    ['src/caf\u00e9.ts', 'D12: NFC'],
    ['docs/документ.md', 'D12: a Russian word and a Latin one'],
    ['docs/日本語README.md', 'D12: Japanese and Latin stand side by side'],
    ['docs/α-release.md', 'D12: a Greek letter that is a word'],
    ['src/c++/a.c', 'two pluses'],
  ])('%j (%s)', (pattern) => {
    expect(codes(pattern)).toEqual([]);
  });
});

test('what is named in a problem is short', () => {
  const [problem] = patternProblems('x'.repeat(100_000));
  expect(problem?.pattern).toHaveLength(61);
});

describe('canonical paths (D11)', () => {
  const part = fc.constantFrom(
    'a',
    'b',
    '.',
    '..',
    '',
    '/',
    '\\',
    '\0',
    ' ',
    '...',
    'C:',
    '~',
    '%2e%2e',
    '*',
  );
  const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join('/'));

  test('what is accepted never leaves the repository, and reading it again changes nothing', () => {
    fc.assert(
      fc.property(text, (candidate) => {
        const path = parseRepoPath(candidate);
        if (path === undefined) return;
        const { pathname } = new URL(
          path.split('/').map(encodeURIComponent).join('/'),
          'file:///repo/',
        );
        expect(pathname.startsWith('/repo/')).toBe(true);
        expect(parseRepoPath(path)).toBe(path);
        expect(path).toBe(candidate);
      }),
      { numRuns: 3000 },
    );
  });

  test('a pattern without problems that holds no wildcard is a canonical path', () => {
    fc.assert(
      fc.property(text, (candidate) => {
        if (codes(candidate).length > 0 || /[*?]/.test(candidate)) return;
        expect(parseRepoPath(candidate)).toBe(candidate);
      }),
      { numRuns: 3000 },
    );
  });
});
