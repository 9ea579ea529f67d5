import { describe, expect, test } from '@jest/globals';
import { modulePaths } from '../../../src/analysis/symbols/module-paths.ts';

describe('where a module may lie', () => {
  test.each([
    ['src/b.ts', './a', 'src/a.ts'],
    ['src/b.ts', './a.js', 'src/a.ts'],
    ['src/b.ts', './a.ts', 'src/a.ts'],
    ['src/b.ts', './a.b', 'src/a.b.ts'],
    ['src/b.ts', '../lib', 'lib/index.js'],
    ['src/b.ts', '..', 'index.ts'],
    ['b.ts', '.', 'index.mjs'],
    ['src/b.ts', '@shop/cart', 'packages/cart/src/index.ts'],
    ['src/b.ts', 'cart', 'libs/cart/index.js'],
    ['src/b.ts', '@shop/cart/total', 'packages/cart/src/total.ts'],
    ['src/b.ts', 'cart/list', 'apps/cart/list/index.tsx'],
    ['src/x/b.py', '.a', 'src/x/a.py'],
    ['src/x/b.py', '..a.c', 'src/a/c.py'],
    ['src/x/b.py', '.', 'src/x/__init__.py'],
    ['b.py', '.', '__init__.py'],
    ['x/b.py', 'p.q', 'p/q/__init__.py'],
    ['x/b.py', 'p.q', 'src/p/q.py'],
    ['lib/x/b.py', 'p.q', 'lib/p/q.py'],
  ])('%s takes %s: %s', (from, module, path) => {
    expect(modulePaths(from, module)).toContain(path);
  });
  test.each([
    ['src/b.ts', 'node:fs'],
    ['src/b.ts', '@/a'],
    ['src/b.ts', '../../a'],
    ['src/b.py', '....a'],
  ])('%s takes %s: nowhere here', (from, module) => {
    expect(modulePaths(from, module)).toEqual([]);
  });
});
