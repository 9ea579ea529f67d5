import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { reachOver, type ScopeOverlap, scopeOverlap } from '../../src/analysis/scope-overlap.ts';
import { path } from '../support/output-facts.ts';
import { anyPath, anyPattern, minimatchReaches } from '../support/pattern-oracle.ts';

const FILES = ['src/auth/login.ts', 'src/auth/index.ts', 'src/db/pool.ts', 'README.md'];

function overlap(a: readonly string[], b: readonly string[], files = FILES): ScopeOverlap {
  const over = reachOver(files.map(path));
  return scopeOverlap(over(a), over(b));
}

describe('how two scopes meet', () => {
  test.each<[a: string[], b: string[], overlap: Partial<ScopeOverlap>, why: string]>([
    [['src/auth/**'], ['src/db/**'], { kind: 'none' }, 'two folders'],
    [[], ['src/db/**'], { kind: 'none' }, 'an empty scope'],
    [
      ['src/auth/**', 'src/db/pool.ts'],
      ['src/db/*.ts', 'src/auth/login.ts'],
      { kind: 'existing', paths: ['src/auth/login.ts', 'src/db/pool.ts'].map(path) },
      'two files that are there, each told once',
    ],
    [
      ['src/auth/**'],
      ['src/**/*.test.ts'],
      {
        kind: 'potential',
        witness: 'src/auth/x.test.ts',
        patterns: ['src/auth/**', 'src/**/*.test.ts'],
        certainty: 'open',
      },
      'room for the same new file',
    ],
    [
      ['src/auth/pkce.ts'],
      ['src/auth/pkce.ts'],
      { kind: 'potential', witness: 'src/auth/pkce.ts', certainty: 'named' },
      'both create one file',
    ],
    [
      ['lib/**', 'src/auth/**'],
      ['lib/*.ts', 'src/auth/pkce.ts'],
      { kind: 'potential', witness: 'src/auth/pkce.ts', certainty: 'named' },
      'a file that one of them names outranks one that nobody does',
    ],
    [
      ['src/auth/pkce.ts'],
      ['src/auth/**'],
      { kind: 'potential', patterns: ['src/auth/pkce.ts', 'src/auth/**'], certainty: 'named' },
      'named on the other side',
    ],
    [
      ['src/auth/**'],
      ['src/**'],
      { kind: 'existing', paths: ['src/auth/index.ts', 'src/auth/login.ts'].map(path) },
      'a file that is there outranks one that is not',
    ],
    [
      ['src/Auth/**'],
      ['src/auth/**'],
      { kind: 'existing', paths: ['src/auth/index.ts', 'src/auth/login.ts'].map(path) },
      'one folder where the file system ignores case (D13)',
    ],
    [
      ['src/auth/PKCE.ts'],
      ['src/auth/pkce.ts'],
      { kind: 'potential', witness: 'src/auth/pkce.ts', certainty: 'named' },
      'one new file where the file system ignores case (D13)',
    ],
    [
      ['docs/caf\u00e9.md'],
      ['docs/cafe\u0301.md'],
      {
        kind: 'potential',
        certainty: 'named',
        patterns: ['docs/caf\u00e9.md', 'docs/cafe\u0301.md'],
      },
      'one new file where the file system folds Unicode forms (D12)',
    ],
    [['src/AUTH/login.ts'], ['src/db/**'], { kind: 'none' }, 'another case of another folder'],
    [
      ['src/a\u00df.ts'],
      ['src/a?.ts'],
      { kind: 'potential', witness: 'src/a\u00df.ts' },
      'one character that folds to two is still one character',
    ],
  ])('%s and %s: %o (%s)', (a, b, expected) => {
    expect(overlap(a, b)).toMatchObject(expected);
    const { kind } = overlap(b, a);
    expect(kind).toBe(expected.kind);
  });

  const scope = fc.array(anyPattern, { maxLength: 4 });

  test('a witness is reached by both, and an existing file is one of the tree', () => {
    fc.assert(
      fc.property(scope, scope, fc.uniqueArray(anyPath, { maxLength: 20 }), (a, b, files) => {
        const reaches = (patterns: readonly string[], one: string) =>
          patterns.some((pattern) => minimatchReaches(pattern, one));
        const found = overlap(a, b, files);
        const both = files.filter((one) => reaches(a, one) && reaches(b, one)).sort();
        if (found.kind === 'existing') expect([...found.paths].sort()).toEqual(both);
        else expect(both).toEqual([]);
        if (found.kind === 'potential')
          expect([reaches(a, found.witness), reaches(b, found.witness)]).toEqual([true, true]);
      }),
      { numRuns: 500 },
    );
  });

  test('is the same from both sides', () => {
    fc.assert(
      fc.property(scope, scope, fc.uniqueArray(anyPath, { maxLength: 10 }), (a, b, files) => {
        const [one, other] = [overlap(a, b, files), overlap(b, a, files)];
        expect(one.kind).toBe(other.kind);
        if (one.kind === 'potential' && other.kind === 'potential')
          expect(one.certainty).toBe(other.certainty);
      }),
      { numRuns: 500 },
    );
  });
});
