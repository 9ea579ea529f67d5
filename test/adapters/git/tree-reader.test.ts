import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openRepository, type Repository } from '../../../src/adapters/git/open-repository.ts';
import { treeItems } from '../../../src/adapters/git/tree-items.ts';
import { LIMITS } from '../../../src/model/limits.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { looseObject, type MadeRepo, repo } from '../../support/repo.ts';

const opened: Repository[] = [];
afterAll(() => Promise.all(opened.map((repository) => repository.close())));
async function open(made: MadeRepo): Promise<Repository> {
  const repository = await openRepository(made.dir);
  opened.push(repository);
  return repository;
}

/** What git itself lists: "<mode> <id> <path>". */
function gitLists(made: MadeRepo, tree: string): readonly string[] {
  const format = '--format=%(objectmode) %(objectname) %(path)';
  const args = ['ls-tree', '-r', '-z', '--full-tree', format, tree];
  return made
    .git('-c', 'core.quotePath=false', ...args)
    .split('\0')
    .slice(0, -1);
}

async function weList({ trees }: Repository, tree: Sha): Promise<readonly string[]> {
  const files = await trees.files(await trees.root(tree));
  return files.map(({ mode, blob, path }) => `${mode} ${blob} ${path}`);
}

/** A tree as it lies in the store, whatever git would write itself. */
function forge(made: MadeRepo, items: readonly (readonly [head: string, id: string])[]): Sha {
  const body = items.flatMap(([head, id]) => [Buffer.from(`${head}\0`), Buffer.from(id, 'hex')]);
  const tree = Buffer.concat(body);
  const object = Buffer.concat([Buffer.from(`tree ${tree.length}\0`), tree]);
  const id = createHash('sha1').update(object).digest('hex');
  mkdirSync(dirname(looseObject(made, id)), { recursive: true });
  writeFileSync(looseObject(made, id), deflateSync(object));
  return id as Sha;
}

describe('the files of a tree are those that git lists', () => {
  test('modes, links, submodules, names in order of their bytes, folders beside files of like names', async () => {
    const made = repo({ 'a.b': '1', 'a/b': '1', a0: '1', 'é/ü': '1', ' ': '1', 'x/y/z/deep': '1' })
      .mode('a0', '100755')
      .symlink('link', 'a/b')
      .submodule('vendor/lib', 'f'.repeat(40))
      .commit()
      .make();
    const listed = await weList(await open(made), made.sha('main') as Sha);
    expect(listed).toHaveLength(8);
    expect(listed).toEqual(gitLists(made, 'main'));
  });

  test('any files, on two commits that share folders, asked at once', async () => {
    const name = fc.constantFrom('a', 'b', 'a.', 'B', 'é', 'a-');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(path, { maxLength: 12 }),
        fc.array(path, { minLength: 1, maxLength: 4 }),
        async (first, second) => {
          let story = repo({});
          // A file named as a folder takes its place.
          for (const file of first) story = story.edit(file, 'one');
          story = story.commit('One');
          for (const file of second) story = story.edit(file, 'two');
          const made = story.commit('Two').make();
          const repository = await openRepository(made.dir);
          const [one, two] = await Promise.all(
            ['One', 'Two'].map((commit) => weList(repository, made.sha(commit) as Sha)),
          );
          await repository.close();
          expect([one, two]).toEqual(['One', 'Two'].map((at) => gitLists(made, made.sha(at))));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('forged: unusual modes, names twice and out of order, an empty folder', async () => {
    const made = repo({ a: '1', 'd/x': '2' }).make();
    const [blob, folder] = ['main:a', 'main:d'].map((at) => made.git('rev-parse', at)) as [
      string,
      string,
    ];
    const empty = forge(made, []);
    const tree = forge(made, [
      ['100664 z', blob],
      ['100777 y', blob],
      ['0100644 same', blob],
      ['100644 same', blob],
      ['040000 dir', folder],
      ['40000 empty', empty],
      ['120777 link', blob],
      ['170000 odd', blob],
    ]);
    const repository = await open(made);
    const files = await repository.trees.files(tree);
    const listed = files.map(({ mode, blob: id, path }) => `${mode} ${id} ${path}`);
    expect(listed).toHaveLength(7);
    expect(listed).toEqual(gitLists(made, tree));
  });
});

describe('a tree that git would not read', () => {
  const id = Buffer.alloc(20, 1);
  test.each<[string, Buffer]>([
    ['cut in its id', Buffer.concat([Buffer.from('100644 a\0'), id.subarray(1)])],
    ['cut in its name', Buffer.from('100644 a')],
    ['without a mode', Buffer.concat([Buffer.from(' a\0'), id])],
    ['with a mode of letters', Buffer.concat([Buffer.from('10x644 a\0'), id])],
    ['with an empty name', Buffer.concat([Buffer.from('100644 \0'), id])],
  ])('%s', (_what, tree) => {
    expect(() => treeItems(tree, 20)).toThrow('A tree is broken');
  });

  test('benign: one of SHA-256', () => {
    const long = Buffer.alloc(32, 1);
    expect(treeItems(Buffer.concat([Buffer.from('40000 a\0'), long]), 32)).toEqual([
      { mode: '040000', name: 'a', id: '01'.repeat(32) },
    ]);
  });

  test('a file where a folder is said to be', async () => {
    const made = repo({ a: '1' }).make();
    const tree = forge(made, [['40000 d', made.git('rev-parse', 'main:a')]]);
    expect(() => made.git('ls-tree', '-r', tree)).toThrow();
    const { trees } = await open(made);
    await expect(trees.files(tree)).rejects.toMatchObject({ kind: 'access' });
  });
});

describe('a tree that is larger than it looks (threat E10)', () => {
  /** Each level holds the one below `wide` times. */
  function nested(made: MadeRepo, levels: number, wide: number): Sha {
    let tree = forge(made, [['100644 f', made.git('rev-parse', 'main:a')]]);
    const names = Array.from({ length: wide }, (_, at) => String.fromCharCode(97 + at));
    for (let level = 0; level < levels; level += 1)
      tree = forge(
        made,
        names.map((name) => [`40000 ${name}`, tree]),
      );
    return tree;
  }

  test('nested: exactly the deepest that a path can be, and one more', async () => {
    const made = repo({ a: '1' }).make();
    const { trees } = await open(made);
    const [file, ...more] = await trees.files(nested(made, LIMITS.pathBytes / 2 - 1, 1));
    expect([file?.path.length, more]).toEqual([LIMITS.pathBytes - 1, []]);
    await expect(trees.files(nested(made, LIMITS.pathBytes / 2 + 1, 1))).rejects.toMatchObject({
      kind: 'access',
      message: 'A tree is nested deeper than 2048 levels',
    });
  });

  test('ten folders, each ten times ten times: refused, not listed to the end', async () => {
    const made = repo({ a: '1' }).make();
    const { trees } = await open(made);
    expect(await trees.files(nested(made, 3, 10))).toHaveLength(1_000);
    await expect(trees.files(nested(made, 30, 10))).rejects.toMatchObject({
      kind: 'access',
      message: expect.stringContaining('The listing of a tree is over'),
    });
  });
});
