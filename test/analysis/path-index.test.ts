import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { foldPath } from '../../src/analysis/fold-path.ts';
import { indexPaths } from '../../src/analysis/path-index.ts';
import { matchesPattern } from '../../src/analysis/scope-match.ts';
import { path } from '../support/output-facts.ts';
import { anyPath, anyPattern } from '../support/pattern-oracle.ts';

const FILES = ['src/b.ts', 'README.md', 'src/a.ts', 'src/a/b.ts', 'srcs/a.ts', 'src/[id].ts'];

describe('the files that a pattern reaches', () => {
  test.each<[pattern: string, reached: readonly string[], why: string]>([
    ['src/a.ts', ['src/a.ts'], 'one file'],
    ['src/c.ts', [], 'no file'],
    ['src/**', ['src/[id].ts', 'src/a.ts', 'src/a/b.ts', 'src/b.ts'], 'a folder'],
    ['src/*.ts', ['src/[id].ts', 'src/a.ts', 'src/b.ts'], 'one level of it'],
    ['src/[id].ts', ['src/[id].ts'], 'brackets are letters (D14)'],
    ['*', ['README.md'], 'no beginning to look for'],
    ['zoo/**', [], 'behind the last file'],
    ['readme.md', [], 'case counts'],
  ])('%s reaches %s (%s)', (pattern, reached) => {
    expect(indexPaths(FILES.map(path)).reachedBy(pattern)).toEqual(reached);
  });

  test('under another name, and told by its own', () => {
    const index = indexPaths(FILES.map(path), foldPath);
    expect(index.reachedBy('readme.*')).toEqual(['README.md']);
  });

  test('is what matching every file finds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyPath), anyPattern, (paths, pattern) => {
        const reached = paths.filter((one) => matchesPattern(pattern, one)).sort();
        expect(indexPaths(paths.map(path)).reachedBy(pattern)).toEqual(reached);
      }),
    );
  });
});
