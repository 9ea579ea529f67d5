import { describe, expect, test } from '@jest/globals';
import { repo } from '../support/repo.ts';
import { survey } from '../support/survey.ts';

/**
 * Threat D13 between two outputs: each tree is fine alone, git merges both, and on macOS and Windows one file overwrites
 * the other. Git cannot see it, so it is certain without git.
 */
async function clashes(one: string, two: string): Promise<readonly string[]> {
  const made = repo({ 'src/a.ts': 'a\n' })
    .branch('one')
    .edit(one, 'one\n')
    .commit()
    .branch('two', 'main')
    .edit(two, 'two\n')
    .commit()
    .make();
  // Without the defence nobody would notice.
  const [base, first, second] = ['main', 'one', 'two'].map((name) => made.sha(name));
  made.git('merge-tree', '--write-tree', 'one', 'two');
  const { pairs } = await survey(made.dir, `${base}`, { one: `${first}`, two: `${second}` });
  return pairs.flatMap(({ clashes, merge }) =>
    clashes.map(({ first, second }) => `${merge.state}: ${first} ${second}`),
  );
}

describe('two outputs that add one name in two spellings', () => {
  test.each([
    ['a file', 'src/F1.ts', 'src/f1.ts'],
    ['a folder', 'Lib/x.ts', 'lib/x.ts'],
    ['composed and decomposed letters', 'caf\u00e9.ts', 'cafe\u0301.ts'],
    ['a file and a folder', 'Lib', 'lib/x.ts'],
  ])('%s', async (_, one, two) => {
    expect(await clashes(one, two)).toEqual([`names-only: ${one} ${two}`]);
  });

  test.each([
    ['another name', 'src/f1.ts', 'src/f2.ts'],
    ['the same folder in two spellings with other files', 'Lib/x.ts', 'lib/y.ts'],
  ])('benign: %s', async (_, one, two) => {
    expect(await clashes(one, two)).toEqual([]);
  });
});
