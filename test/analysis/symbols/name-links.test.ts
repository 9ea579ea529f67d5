import { describe, expect, test } from '@jest/globals';
import { nameLinks } from '../../../src/analysis/symbols/name-links.ts';
import type { RepoPath } from '../../../src/model/repo-path.ts';

function file(
  output: string,
  path: string,
  names: Partial<Record<'dropped' | 'members' | 'added', string>>,
) {
  const words = (text = '') => new Set(text.split(' ').filter((word) => word !== ''));
  const { dropped, members, added } = names;
  return {
    output,
    path: path as RepoPath,
    names: { dropped: words(dropped), members: words(members), added: words(added) },
  };
}

describe('files that drop a name, and files that add it', () => {
  test.each<[why: string, files: ReturnType<typeof file>[], droppers: string[], adders: string[]]>([
    [
      'of two outputs',
      [file('a', '1.ts', { dropped: 'f g' }), file('b', '2.ts', { added: 'f h' })],
      ['1.ts'],
      ['2.ts'],
    ],
    [
      'not of one',
      [file('a', '1.ts', { dropped: 'f' }), file('a', '2.ts', { added: 'f' })],
      [],
      [],
    ],
    [
      'not of two that do not meet',
      [file('a', '1.ts', { dropped: 'f' }), file('z', '2.ts', { added: 'f' })],
      [],
      [],
    ],
    [
      'not of two languages',
      [file('a', '1.ts', { dropped: 'f' }), file('b', '2.py', { added: 'f' })],
      [],
      [],
    ],
    [
      'of two dialects of one',
      [file('a', '1.ts', { dropped: 'f' }), file('b', '2.js', { added: 'f' })],
      ['1.ts'],
      ['2.js'],
    ],
    [
      'a member',
      [file('a', '1.ts', { members: 'f' }), file('b', '2.ts', { added: 'f' })],
      ['1.ts'],
      ['2.ts'],
    ],
    [
      'not a member that its output still says',
      [file('a', '1.ts', { members: 'said' }), file('b', '2.ts', { added: 'said' })],
      [],
      [],
    ],
    [
      'a name that one drops and another only as a member',
      [
        file('a', '1.ts', { members: 'said' }),
        file('c', '3.ts', { dropped: 'said' }),
        file('b', '2.ts', { added: 'said' }),
      ],
      ['3.ts'],
      ['2.ts'],
    ],
    [
      'all who drop it, for one may be the user too',
      [file('a', '1.ts', { dropped: 'f' }), file('b', '1.ts', { dropped: 'f', added: 'f' })],
      ['1.ts', '1.ts'],
      ['1.ts'],
    ],
  ])('%s', (_why, files, droppers, adders) => {
    const found = nameLinks(files, {
      meet: (changer, user) => ![changer, user].includes('z'),
      says: (_output, word) => word === 'said',
    });
    expect(found.droppers.map(({ path }) => path)).toEqual(droppers);
    expect(found.adders.map(({ path }) => path)).toEqual(adders);
  });
});
