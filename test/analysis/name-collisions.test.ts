import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nameCollisions } from '../../src/analysis/name-collisions.ts';
import { path } from '../support/output-facts.ts';

const paths = (texts: readonly string[]) => texts.map((text) => path(text));
/** Added paths over a base, and what each meets. */
const meets = (
  base: readonly string[],
  added: readonly string[],
  removed: readonly string[] = [],
) =>
  nameCollisions(
    paths(added),
    paths([...base.filter((text) => !removed.includes(text)), ...added]),
    paths(base),
  ).map(({ path: text, other }) => [text, other]);

describe('name-collisions', () => {
  test.each<[string, string[], string[], string[][]]>([
    ['case (D13)', ['F1.ts'], ['f1.ts'], [['f1.ts', 'F1.ts']]],
    ['NFC and NFD (D12)', ['caf\u00e9.ts'], ['cafe\u0301.ts'], [['cafe\u0301.ts', 'caf\u00e9.ts']]],
    ['full-width letters (D12)', ['ab.ts'], ['\uff41b.ts'], [['\uff41b.ts', 'ab.ts']]],
    [
      'a folder in another case',
      ['src/auth/a.ts'],
      ['src/Auth/b.ts'],
      [['src/Auth/b.ts', 'src/auth']],
    ],
    ['a file where a folder is', ['src/auth/a.ts'], ['src/Auth'], [['src/Auth', 'src/auth']]],
    ['a folder where a file is', ['src/auth'], ['src/AUTH/a.ts'], [['src/AUTH/a.ts', 'src/auth']]],
    [
      'two new files',
      [],
      ['a.ts', 'A.ts'],
      [
        ['a.ts', 'A.ts'],
        ['A.ts', 'a.ts'],
      ],
    ],
    ['ß and ss', ['gross.ts'], ['gro\u00df.ts'], [['gro\u00df.ts', 'gross.ts']]],
  ])('%s', (_, base, added, expected) => {
    expect(meets(base, added)).toEqual(expected);
  });

  test.each<[string, string[], string[], string[]]>([
    ['another name', ['src/a.ts'], ['src/b.ts'], []],
    ['the same name in another folder', ['src/a.ts'], ['lib/A.ts'], []],
    ['a file that only changed its case', ['Readme.md'], ['README.md'], ['Readme.md']],
    ['a folder that moved to another case as a whole', ['Src/a.ts'], ['src/a.ts'], ['Src/a.ts']],
    [
      'a new file in one of two folders that the base could not keep apart',
      ['src/a.ts', 'Src/b.ts'],
      ['src/c.ts'],
      [],
    ],
    ['nothing added', ['a.ts', 'A.ts'], [], []],
  ])('no collision: %s', (_, base, added, removed) => {
    expect(meets(base, added, removed)).toEqual([]);
  });

  test('names that fold apart never collide, names that fold together always do', () => {
    const name = fc.stringMatching(/^[a-cA-C]{1,3}(?:\/[a-cA-C]{1,3})?$/);
    fc.assert(
      fc.property(name, name, (before, added) => {
        fc.pre(before !== added);
        const segments = (text: string) => text.split('/');
        const meet = segments(added).some((_, index) => {
          const place = segments(added)
            .slice(0, index + 1)
            .join('/');
          const other = segments(before)
            .slice(0, index + 1)
            .join('/');
          return place !== other && place.toLowerCase() === other.toLowerCase();
        });
        expect(meets([before], [added]).length > 0).toBe(meet);
      }),
    );
  });
});
