import { describe, expect, test } from '@jest/globals';
import { importSpecifiers, importsAreRead } from '../../src/analysis/import-specifiers.ts';

describe('what a module says that it imports', () => {
  test.each<[path: string, text: string, specifiers: string[], why: string]>([
    ['a.ts', "import { a } from './a.ts';", ['./a.ts'], 'a name'],
    ['a.tsx', 'import type A, {\n  b,\n} from "../b";', ['../b'], 'over several lines, a type too'],
    ['a.js', "import './polyfill.js'", ['./polyfill.js'], 'for its effect'],
    ['a.mjs', "export * from './x';export { y } from './y'", ['./x', './y'], 'handed on'],
    ['a.cjs', "const a = require('./a'), b = require( './b' )", ['./a', './b'], 'required'],
    ['a.ts', "const a = await import(\n  './a.ts'\n);", ['./a.ts'], 'when it is needed'],
    ['a.ts', "import a from './a'; import { b } from './a';", ['./a'], 'twice is once'],
    ['a.ts', "const important = './a'; from(list, './b'); x.from('./c')", ['./c'], 'other words'],
    ['a.ts', "import fs from 'node:fs'", ['node:fs'], 'what nobody finds in the tree'],
    ['a.ts', 'import a from `./a`', [], 'no string'],
    ['a.py', 'import os, app.db as db', ['os', 'app.db'], 'modules'],
    [
      'a.py',
      'from app.db import pool, Query as Q',
      ['app.db', 'app.db.pool', 'app.db.Query'],
      'names of a module, or modules',
    ],
    [
      'a.py',
      '    from . import a\nfrom ..b import c # d',
      ['.', '.a', '..b', '..b.c'],
      'beside it, and above',
    ],
    [
      'a.pyi',
      'from app import (\n    db,  # the database\n    # old,\n    api,\n)',
      ['app', 'app.db', 'app.api'],
      'in brackets, with comments',
    ],
    ['a.py', 'from app import *', ['app'], 'everything'],
    ['a.py', 'print("from app import db")\nimportant = 1', [], 'other words'],
    ['a.go', 'import "fmt"', [], 'a language that is not read'],
    ['README', "import './a'", [], 'no language'],
  ])('%s: %o says %o (%s)', (path, text, specifiers) => {
    expect(importSpecifiers(path, text)).toEqual(specifiers);
  });

  test('knows by its name whether a file is read', () => {
    const read = ['a.ts', 'b.tsx', 'c.py', 'd.go', 'e.md', 'Makefile'].filter(importsAreRead);
    expect(read).toEqual(['a.ts', 'b.tsx', 'c.py']);
  });

  test('stays quick on texts that make patterns slow (E07)', () => {
    const start = performance.now();
    for (const piece of ['import ', 'from ', 'require(', 'from a import (', 'import a.', ' from\t'])
      for (const path of ['a.ts', 'a.py'])
        importSpecifiers(path, piece.repeat(250_000 / piece.length));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
