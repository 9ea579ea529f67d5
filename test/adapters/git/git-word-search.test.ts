import { afterAll, describe, expect, test } from '@jest/globals';
import { gitWordSearch } from '../../../src/adapters/git/git-word-search.ts';
import { openRepository, type Repository } from '../../../src/adapters/git/open-repository.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { repo } from '../../support/repo.ts';

const opened: Repository[] = [];
afterAll(() => Promise.all(opened.map((repository) => repository.close())));

const made = repo({
  'a.ts': 'total(1); subtotal; total.zero;\n',
  'src/b.TS': 'const total_ = 1; x.total\n',
  'c.py': 'total = "-e"\n',
  'README.md': 'total\n',
  'odd:\nname.ts': 'zero\n',
  'binary.ts': 'a\0b total\n',
  '.gitattributes': '*.ts binary -diff\n',
}).make();

async function filesWith(words: readonly string[], extensions: readonly string[]) {
  const repository = await openRepository(made.dir);
  opened.push(repository);
  const found = await gitWordSearch(repository).filesWith(
    made.sha('main') as Sha,
    words,
    extensions,
  );
  return Object.fromEntries([...found].map(([word, files]) => [word, [...files].sort()]));
}

describe('words of a tree', () => {
  test.each<[why: string, words: string[], extensions: string[], found: Record<string, string[]>]>([
    [
      'whole words, in files of these extensions, whatever attributes say of them',
      ['total', 'zero'],
      ['ts'],
      { total: ['a.ts', 'binary.ts', 'src/b.TS'], zero: ['a.ts', 'odd:\nname.ts'] },
    ],
    ['several extensions', ['total'], ['md', 'py'], { total: ['README.md', 'c.py'] }],
    ['a word that nobody says is absent', ['nobody'], ['ts', 'py'], {}],
    ['no word, no question', [], ['ts'], {}],
  ])('%s', async (_why, words, extensions, found) => {
    expect(await filesWith(words, extensions)).toEqual(found);
  });
});
