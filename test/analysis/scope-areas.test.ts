import { describe, expect, test } from '@jest/globals';
import { areasOf } from '../../src/analysis/scope-areas.ts';
import { path } from '../support/output-facts.ts';

describe('the areas of a scope', () => {
  test.each<[files: string[], areas: string[], why: string]>([
    [['src/auth/a.ts', 'src/auth/deep/b.ts'], ['auth'], 'one folder'],
    [['src/auth/a.ts', 'src/db/a.ts'], ['auth', 'db'], 'two folders'],
    [['packages/api/src/a.ts', 'packages/web/src/a.ts'], ['api', 'web'], 'two packages'],
    [['src/a.ts', 'b.ts'], ['(root)'], 'no folder but a container'],
    [['Src/auth/a.ts'], ['auth'], 'a container in another case'],
    [
      ['src/auth/a.ts', 'src/db/a.test.ts', 'tests/api/b.ts', 'docs/auth.md', 'config/auth.json'],
      ['auth'],
      'tests, prose and settings go with the code',
    ],
    [[], [], 'nothing'],
  ])('%s: %s (%s)', (files, areas) => {
    const [first, ...more] = files;
    const created = first === undefined ? [] : [first];
    expect(areasOf({ existing: more.map(path), created, globs: [] })).toEqual(areas);
  });
});
