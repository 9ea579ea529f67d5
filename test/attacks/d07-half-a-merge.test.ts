import { rmSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { looseObject, type MadeRepo, repo } from '../support/repo.ts';
import { survey, told } from '../support/survey.ts';

/**
 * Threat D07 in merges: what git cannot read whole looks like less change than there is. Git before 2.45 even takes a
 * tree that is not here for an empty one and calls the merge clean. Not looked at is never clean.
 */
const make = () =>
  repo({ 'src/a.ts': 'a\n'.repeat(30), 'src/b.ts': 'b\n' })
    .branch('whole')
    .edit('src/b.ts', 'whole\n')
    .commit()
    .branch('half', 'main')
    .edit('src/a.ts', `half\n${'a\n'.repeat(30)}`)
    .commit()
    .on('main')
    .edit('src/a.ts', `${'a\n'.repeat(30)}main\n`)
    .commit('Tip')
    .make();

const lose = (made: MadeRepo, object: string): void =>
  rmSync(looseObject(made, made.git('rev-parse', object)));

describe('an output of which something is not here', () => {
  test.each([
    ['its tree', 'half^{tree}'],
    ['a folder', 'half:src'],
    ['a file', 'half:src/a.ts'],
    ['its commit', 'half'],
  ])('%s: not evaluated, and the other output is', async (_, object) => {
    const made = make();
    const heads = { half: made.sha('half'), whole: made.sha('whole') };
    expect(told(await survey(made.dir, made.sha('main'), heads))).toEqual([]);
    lose(made, object);
    expect(told(await survey(made.dir, made.sha('main'), heads))).toEqual(['half not-evaluated']);
  });

  test('a file of the base that two outputs change: each merges without it, the two together do not', async () => {
    const lines = (change: string): string => `${change}\n${'x\n'.repeat(30)}`;
    const made = repo({ 'a.txt': lines('base') })
      .branch('one')
      .edit('a.txt', lines('one'))
      .commit()
      .branch('two', 'main')
      .edit('a.txt', `${lines('base')}two\n`)
      .commit()
      .make();
    const heads = { one: made.sha('one'), two: made.sha('two') };
    expect(told(await survey(made.dir, made.sha('main'), heads))).toEqual([]);
    lose(made, 'main:a.txt');
    expect(told(await survey(made.dir, made.sha('main'), heads))).toEqual([
      'one two not-evaluated',
    ]);
  });

  test('the tree of the base on which all stand: nothing is evaluated', async () => {
    const made = make();
    const heads = { half: made.sha('half'), whole: made.sha('whole') };
    lose(made, `${made.sha('Initial')}^{tree}`);
    expect(told(await survey(made.dir, made.sha('main'), heads))).toEqual([
      'half not-evaluated',
      'whole not-evaluated',
    ]);
  });

  test('a clone too shallow to hold the merge base', async () => {
    const made = make();
    const clone = made.clone('--depth=1', '--no-single-branch');
    const heads = { half: made.sha('half'), whole: made.sha('whole') };
    expect(told(await survey(clone, made.sha('main'), heads))).toEqual([
      'half not-evaluated',
      'whole not-evaluated',
    ]);
  });
});

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

test('without the defence a lost tree merges clean, and takes every file with it', () => {
  const made = repo({ 'src/a.ts': 'a\n' }).branch('half').edit('src/b.ts', 'b\n').commit().make();
  lose(made, 'half^{tree}');
  const believed = ((): string => {
    try {
      return made.git('merge-tree', '--write-tree', 'main', 'half');
    } catch (error) {
      return `could not look: ${(error as { readonly status: number }).status}`;
    }
  })();
  // Git from 2.45 on says the second.
  expect([EMPTY_TREE, 'could not look: 128']).toContain(believed);
});

test('benign: a file that no merge has to open', async () => {
  const made = make();
  const heads = { half: made.sha('half'), whole: made.sha('whole') };
  lose(made, 'whole:src/b.ts');
  expect(told(await survey(made.dir, made.sha('main'), heads))).toEqual([]);
});
