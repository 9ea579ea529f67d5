import { describe, expect, test } from '@jest/globals';
import { minimatch } from 'minimatch';
import { compileDenyList, compileScope } from '../../src/analysis/scope-match.ts';

describe('a scope that reaches more than it says (D14, D15)', () => {
  test.each<[why: string, pattern: string, path: string]>([
    ['negation reaches everything else', '!src/auth/**', 'infra/main.tf'],
    ['a character class reaches another file', 'src/[id].tsx', 'src/i.tsx'],
    ['a range of letters reaches many', 'src/[a-z]*.ts', 'src/infra.ts'],
    ['a negated class reaches all but one', 'src/[!a]', 'src/b'],
    ['braces name several folders', '{src,infra}/main.tf', 'infra/main.tf'],
    ['an extended glob negates', 'src/!(auth)/a.ts', 'src/billing/a.ts'],
    ['an extended glob chooses', '@(src|infra)/main.tf', 'infra/main.tf'],
  ])('%s: %s and %s', (_why, pattern, path) => {
    expect(compileScope([pattern]).matches(path)).toBe(false);
    // Without the defence, which is the matcher with its ordinary settings, the path is in scope.
    expect(minimatch(path, pattern)).toBe(true);
  });

  test.each<[why: string, pattern: string, code: string]>([
    ['everything', '**', 'unbounded'],
    ['everything in a folder', '*/**', 'unbounded'],
    ['a file name anywhere', '**/*.ts', 'unbounded'],
    ['nothing but wildcards', '*/?*/*', 'unbounded'],
    ['negation', '!src/**', 'grammar'],
    ['a comment', '# src/**', 'grammar'],
    ['braces', 'src/{a,b}/**', 'grammar'],
    ['an extended glob', 'src/+(a)/**', 'grammar'],
    ['a globstar in a word', 'src/a**/b', 'grammar'],
  ])('%s is refused when the spec is judged: %s', (_why, pattern, code) => {
    expect(compileScope([pattern]).problems.map((problem) => problem.code)).toEqual([code]);
  });

  test.each<[why: string, pattern: string, path: string]>([
    ['a route of Next.js is itself', 'app/[id]/page.tsx', 'app/[id]/page.tsx'],
    ['a catch-all route is itself', 'app/[[...slug]]/page.tsx', 'app/[[...slug]]/page.tsx'],
    ['files in a route', 'app/(auth)/[id]/*.tsx', 'app/(auth)/[id]/page.tsx'],
    ['a template folder', '{{cookiecutter.slug}}/**', '{{cookiecutter.slug}}/setup.py'],
  ])('benign twin: %s', (_why, pattern, path) => {
    const scope = compileScope([pattern]);
    expect(scope.problems).toEqual([]);
    expect(scope.matches(path)).toBe(true);
  });
});

describe('a protected file that a deny-list overlooks (THREATS 1.2)', () => {
  const denied = compileDenyList(['.github/**', '**/package.json', 'src/**/.env*']);
  test.each<[why: string, path: string, pattern: string]>([
    ['a dot file under a star', 'src/.env', 'src/**/.env*'],
    ['a dot folder', 'packages/.hidden/package.json', '**/package.json'],
    ['another case', '.GITHUB/workflows/ci.yml', '.github/**'],
    ['a full-width letter, which macOS folds', '.\uff27ithub/workflows/ci.yml', '.github/**'],
  ])('%s: %s', (_why, path, pattern) => {
    expect(denied.firstMatch(path)).toBe(pattern);
  });

  test('without the defence these pass', () => {
    expect(minimatch('packages/.hidden/package.json', '**/package.json')).toBe(false);
    expect(minimatch('.GITHUB/workflows/ci.yml', '.github/**', { dot: true })).toBe(false);
  });

  test.each(['github/x', 'src/env.ts', 'package.json.md', 'src/package-json'])(
    'benign twin: %s',
    (path) => {
      expect(denied.matches(path)).toBe(false);
    },
  );
});
