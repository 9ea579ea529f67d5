import { describe, expect, test } from '@jest/globals';
import { crossCutting } from '../../src/analysis/cross-cutting.ts';
import { path, plan } from '../support/output-facts.ts';

const FILES = ['src/index.ts', 'src/auth/a.ts', 'src/auth/b.ts', 'src/db/c.ts'].map(path);
const found = (scopes: Readonly<Record<string, readonly string[]>>) => {
  const tasks = Object.entries(scopes).map(([id, scope]) => ({ id, scope }));
  return crossCutting(plan({ tasks }).tasks, FILES).map(
    ({ path: name, tasks: ids }) => `${name}: ${ids.join(', ')}`,
  );
};

describe('what cuts across tasks', () => {
  test.each<readonly [string, Readonly<Record<string, readonly string[]>>, readonly string[]]>([
    ['scopes that keep apart', { a: ['src/auth/**'], b: ['src/db/**'] }, []],
    ['a task without a scope', { a: [], b: ['src/**'] }, []],
    ['one task alone', { a: ['src/**'] }, []],
    ['a file that both name', { a: ['src/index.ts'], b: ['src/index.ts'] }, ['src/index.ts: a, b']],
    [
      'files that a glob of the other reaches',
      { a: ['src/auth/**'], b: ['src/auth/*.ts'] },
      ['src/auth/a.ts: a, b', 'src/auth/b.ts: a, b'],
    ],
    [
      'the file of most tasks first',
      {
        a: ['src/auth/a.ts', 'src/index.ts'],
        b: ['src/auth/a.ts', 'src/index.ts'],
        c: ['src/index.ts'],
      },
      ['src/index.ts: a, b, c', 'src/auth/a.ts: a, b'],
    ],
    [
      'as many tasks: by path, whatever the order of the plan',
      { a: ['src/db/c.ts', 'src/auth/a.ts'], b: ['src/db/c.ts'], c: ['src/auth/a.ts'] },
      ['src/auth/a.ts: a, c', 'src/db/c.ts: a, b'],
    ],
    [
      'a new file that one names and the other leaves room for',
      { a: ['lib/new.ts'], b: ['lib/**'] },
      ['lib/new.ts: a, b'],
    ],
    ['room that both leave for a file that nobody names', { a: ['lib/**'], b: ['lib/*.ts'] }, []],
  ])('%s', (_, scopes, expected) => {
    expect(found(scopes)).toEqual(expected);
  });
});
