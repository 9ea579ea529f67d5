import { describe, expect, test } from '@jest/globals';
import { nearestPath } from '../../src/analysis/nearest-path.ts';

const PATHS = [
  'src/auth/oauth.ts',
  'src/auth/index.ts',
  'src/db/index.ts',
  'src/db/connection.ts',
  'README.md',
];

describe('the path that was most likely meant', () => {
  test.each<[wanted: string, nearest: string | undefined, why: string]>([
    ['lib/oauth.ts', 'src/auth/oauth.ts', 'the file name in another folder'],
    ['src/auth/OAuth.ts', 'src/auth/oauth.ts', 'another case'],
    [
      'src/dbs/index.ts',
      'src/db/index.ts',
      'of two files of that name the one in the nearer folder',
    ],
    ['src/db/conection.ts', 'src/db/connection.ts', 'a letter less'],
    ['readme.txt', undefined, 'more than a third of the letters'],
    ['README.mb', 'README.md', 'a file at the root'],
    ['src/db/pool.ts', undefined, 'another file of the folder is not meant'],
    ['lib/pool.ts', undefined, 'an unknown folder'],
  ])('%s: %s (%s)', (wanted, nearest) => {
    expect(nearestPath(wanted, PATHS)).toBe(nearest);
  });
});
