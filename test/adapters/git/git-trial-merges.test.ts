import { rmSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { gitTrialMerges } from '../../../src/adapters/git/git-trial-merges.ts';
import { openRepository, type Repository } from '../../../src/adapters/git/open-repository.ts';
import type { NormalisedChange } from '../../../src/model/change.ts';
import type { Sha } from '../../../src/model/sha.ts';
import type { TrialMerge, TrialMerges } from '../../../src/ports/trial-merges.ts';
import { looseObject, type MadeRepo, repo } from '../../support/repo.ts';

const open: Repository[] = [];
afterEach(async () => {
  for (const repository of open.splice(0)) await repository.close();
});

async function mergesIn(directory: string): Promise<TrialMerges> {
  const repository = await openRepository(directory);
  open.push(repository);
  return gitTrialMerges(repository);
}

const text = (...changed: readonly string[]): string =>
  Array.from(
    { length: 40 },
    (_, at) => `${changed.find((one) => one.startsWith(`${at + 1} `)) ?? at + 1}\n`,
  ).join('');

/** Branches on one base, and what their merges onto it and with each other say. */
async function judge(made: MadeRepo, base: string, ...names: readonly string[]) {
  const merges = await mergesIn(made.dir);
  const tip = made.sha(base) as Sha;
  const heads = names.map((name) => made.sha(name) as Sha);
  const onto = await merges.onto(tip, heads);
  const answers = heads.map((head) => onto.get(head) as TrialMerge);
  const trees = answers.flatMap((merge) => (merge.state === 'clean' ? [merge.tree] : []));
  return { merges, tip, answers, trees };
}

async function changeOf(made: MadeRepo, base: string, name: string): Promise<NormalisedChange> {
  // Its twin changes the same paths: lines are read only where somebody else changes the path too.
  const { merges, tip, trees } = await judge(made, base, name, 'twin');
  const normalised = await merges.normalised(tip, trees);
  const change = normalised.get(trees[0] as Sha);
  if (change?.state !== 'read') throw new Error(change?.because);
  return change.change;
}

describe('heads merged onto the base tip', () => {
  test('the tree and the conflicts are those of plain git merge-tree', async () => {
    const made = repo({ a: text(), b: text() })
      .branch('clean')
      .edit('a', text('5 clean'))
      .commit()
      .branch('conflict', 'main')
      .edit('a', text('30 branch'))
      .commit()
      .on('main')
      .edit('a', text('30 main'))
      .commit('Tip')
      .make();
    const { answers } = await judge(made, 'Tip', 'clean', 'conflict');
    expect(answers).toEqual([
      { state: 'clean', tree: made.git('merge-tree', '--write-tree', 'main', 'clean') },
      {
        state: 'conflict',
        conflicts: [
          { type: 'contents', paths: ['a'], message: 'CONFLICT (content): Merge conflict in a' },
        ],
      },
    ]);
  });

  test('a history with two merge bases is merged as git merges it', async () => {
    const made = repo({ a: text(), b: text() })
      .branch('x')
      .edit('a', text('5 x'))
      .commit('X')
      .on('main')
      .edit('b', text('30 main'))
      .commit('M')
      .merge('x', 'MX')
      .branch('crossed', 'X')
      .merge('M', 'XM')
      .edit('a', text('5 x', '20 crossed'))
      .commit('Crossed')
      .make();
    expect(made.git('merge-base', '--all', 'main', 'crossed').split('\n')).toHaveLength(2);
    const { answers } = await judge(made, 'MX', 'crossed');
    const tree = made.git('merge-tree', '--write-tree', 'main', 'crossed');
    expect(answers).toEqual([{ state: 'clean', tree }]);
  });

  test('nothing is written to the repository', async () => {
    const made = repo({ a: text() })
      .branch('x')
      .edit('a', text('5 x'))
      .commit()
      .branch('y', 'main')
      .edit('a', text('20 y'))
      .commit()
      .on('main')
      .edit('a', text('38 main'))
      .commit('Tip')
      .make();
    const before = made.git('count-objects', '-v');
    const { merges, tip, trees } = await judge(made, 'Tip', 'x', 'y');
    await merges.normalised(tip, trees);
    const pairs = await merges.pairs(tip, [[trees[0] as Sha, trees[1] as Sha]]);
    expect(pairs).toMatchObject([{ state: 'clean' }]);
    expect(made.git('count-objects', '-v')).toBe(before);
  });
});

describe('what cannot be looked at is not evaluated, and spoils nothing else', () => {
  const healthy = () =>
    repo({ a: text(), b: text() })
      .branch('good')
      .edit('a', text('5 good'))
      .commit()
      .branch('bad', 'main')
      .edit('b', text('5 bad'))
      .commit('Bad')
      .branch('also-good', 'main')
      .edit('a', text('30 also'))
      .commit()
      .orphan('unrelated')
      .edit('z', 'z')
      .commit('Root')
      .on('main')
      .edit('b', text('30 main'))
      .commit('Tip');
  const rows: readonly {
    readonly why: string;
    readonly bad: (made: MadeRepo) => string;
    readonly because: RegExp;
  }[] = [
    {
      why: 'unrelated histories',
      bad: (made) => made.sha('unrelated'),
      because: /unrelated histories/,
    },
    { why: 'a head that is not here', bad: () => 'f'.repeat(40), because: /f{40}/ },
    {
      why: 'a head that is no commit',
      bad: (made) => made.git('rev-parse', 'bad^{tree}'),
      because: /git merge-tree/,
    },
    {
      why: 'a blob that is not here (a partial clone)',
      bad: (made) => {
        rmSync(looseObject(made, made.git('rev-parse', 'bad:b')));
        return made.sha('bad');
      },
      because: /git merge-tree/,
    },
    {
      why: 'a tree that is not here',
      bad: (made) => {
        rmSync(looseObject(made, made.git('rev-parse', 'bad^{tree}')));
        return made.sha('bad');
      },
      because: /git merge-tree/,
    },
  ];
  for (const { why, bad, because } of rows) {
    test(`${why}: one among several, first, in the middle and last`, async () => {
      const made = healthy().make();
      const head = bad(made) as Sha;
      const [good, also, tip] = ['good', 'also-good', 'Tip'].map((name) => made.sha(name) as Sha);
      const merges = await mergesIn(made.dir);
      for (const heads of [[head, good, also], [good, head, also], [good, also, head], [head]]) {
        const onto = await merges.onto(tip as Sha, heads as Sha[]);
        expect(onto.get(head)).toEqual({
          state: 'not-evaluated',
          because: expect.stringMatching(because),
        });
        const others = heads.filter((one) => one !== head);
        expect(others.map((one) => onto.get(one as Sha)?.state)).toEqual(others.map(() => 'clean'));
      }
    });
  }

  test('a clone too shallow for the merge base', async () => {
    const made = healthy().make();
    const clone = made.clone('--depth=1', '--no-single-branch');
    const merges = await mergesIn(clone);
    const [good, tip] = ['good', 'Tip'].map((name) => made.sha(name) as Sha);
    const onto = await merges.onto(tip as Sha, [good as Sha]);
    expect(onto.get(good as Sha)?.state).toBe('not-evaluated');
  });

  test('a pair of which one tree is not here', async () => {
    const made = healthy().make();
    const { merges, tip, trees } = await judge(made, 'Tip', 'good', 'also-good');
    const [good, also] = trees as [Sha, Sha];
    const gone = 'e'.repeat(40) as Sha;
    expect(
      await merges.pairs(tip, [
        [good, gone],
        [good, also],
        [gone, also],
      ]),
    ).toMatchObject([{ state: 'not-evaluated' }, { state: 'clean' }, { state: 'not-evaluated' }]);
  });

  test('a tree with a name that is no text', async () => {
    const made = repo({ a: text() })
      .branch('bad')
      .edit(Buffer.from([0x66, 0xff]), 'x')
      .commit()
      .branch('good', 'main')
      .edit('a', text('5 good'))
      .commit()
      .make();
    const { merges, tip, trees } = await judge(made, 'Initial', 'bad', 'good');
    const normalised = await merges.normalised(tip, trees);
    expect([...normalised.values()]).toMatchObject([
      { state: 'not-evaluated', because: expect.stringContaining('is not UTF-8') },
      { state: 'read' },
    ]);
  });
});

describe('a change in the coordinates of the base tip', () => {
  /** `twin` touches every path of `branch`, so that lines are read. */
  const told = (base: Readonly<Record<string, string>>) => repo(base).branch('branch');

  test('lines are those of the base tip, not of the merge base', async () => {
    const made = told({ a: text() })
      .edit('a', text('20 branch'))
      .commit()
      .branch('twin', 'main')
      .edit('a', text('25 twin'))
      .commit()
      .on('main')
      .edit('a', `new\nnew\nnew\n${text()}`)
      .commit('Tip')
      .make();
    const { hunks } = await changeOf(made, 'Tip', 'branch');
    expect(hunks).toEqual([
      {
        path: 'a',
        hunks: [
          { oldStart: 23, oldLines: 1, newStart: 23, newLines: 1, added: expect.any(String) },
        ],
      },
    ]);
  });

  test('additions, removals, a new last line and version lines', async () => {
    const lines = text().split('\n');
    const made = told({ a: text(), 'package.json': '{\n  "version": "1.0.0",\n  "x": 1\n}\n' })
      .edit(
        'a',
        [...lines.slice(0, 10), 'new', ...lines.slice(10, 20), ...lines.slice(22, 40)].join('\n'),
      )
      .edit('package.json', '{\n  "version": "1.1.0",\n  "x": 1\n}\n')
      .commit()
      .branch('twin', 'main')
      .edit('a', text('1 twin'))
      .edit('package.json', '{\n  "version": "2.0.0",\n  "x": 2\n}\n')
      .commit()
      .make();
    const { hunks } = await changeOf(made, 'Initial', 'branch');
    const brief = hunks.map(({ path, hunks }) => [
      path,
      ...(hunks === 'binary'
        ? [hunks]
        : hunks.map(
            ({ oldStart, oldLines, newStart, newLines, versionOnly }) =>
              `-${oldStart},${oldLines} +${newStart},${newLines}${versionOnly ? ' version' : ''}`,
          )),
    ]);
    expect(brief).toEqual([
      ['a', '-10,0 +11,1', '-21,2 +21,0', '-40,1 +39,1'],
      ['package.json', '-2,1 +2,1 version'],
    ]);
  });

  test('an edit is another one when only the last line break differs', async () => {
    const made = told({ a: text() })
      .edit('a', text('40 new'))
      .commit()
      .branch('twin', 'main')
      .edit('a', text('40 new').slice(0, -1))
      .commit()
      .make();
    const { merges, tip, trees } = await judge(made, 'Initial', 'branch', 'twin');
    const changes = [...(await merges.normalised(tip, trees)).values()];
    const added = changes.map((one) => (one.state === 'read' ? one.change.hunks[0]?.hunks : []));
    expect(added[0]).not.toEqual(added[1]);
  });

  test('kinds of paths, directories that are gone, bytes; attributes hide no lines', async () => {
    const made = told({
      '.gitattributes': '* -diff -merge\n',
      edited: text(),
      mode: 'x',
      'old/x': text(),
      'old/in/y': 'y',
      'stays/z': 'z',
      'stays/w': 'w',
      bytes: 'text',
      file: 'file',
    })
      .edit('edited', text('5 new'))
      .mode('mode', '100755')
      .rename('old/x', 'new/x')
      .remove('old/in/y')
      .remove('stays/z')
      .edit('bytes', '\0')
      .symlink('file', 'edited')
      .commit()
      .branch('twin', 'main')
      .edit('edited', text('9 new'))
      .edit('bytes', 'other')
      .commit()
      .make();
    const { paths, hunks, removedDirectories } = await changeOf(made, 'Initial', 'branch');
    expect(paths.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'modified bytes',
      'modified edited',
      'type-changed file',
      'mode-changed mode',
      'added new/x',
      'deleted old/in/y',
      'deleted old/x',
      'deleted stays/z',
    ]);
    expect(removedDirectories).toEqual(['old', 'old/in']);
    expect(hunks).toEqual([
      { path: 'bytes', hunks: 'binary' },
      { path: 'edited', hunks: [expect.objectContaining({ oldStart: 5, oldLines: 1 })] },
    ]);
  });

  test('a directory that becomes a file is gone, too', async () => {
    const made = told({ 'old/x': text() })
      .remove('old/x')
      .edit('old', 'a file now')
      .commit()
      .branch('twin', 'main')
      .edit('b', 'b')
      .commit()
      .make();
    const { paths, removedDirectories } = await changeOf(made, 'Initial', 'branch');
    expect(paths.map(({ path, kind }) => `${kind} ${path}`).sort()).toEqual([
      'added old',
      'deleted old/x',
    ]);
    expect(removedDirectories).toEqual(['old']);
  });

  test('a head that brings nothing new', async () => {
    const made = told({ a: text() })
      .commit('Empty')
      .branch('twin', 'main')
      .edit('a', 'b')
      .commit()
      .make();
    expect(await changeOf(made, 'Initial', 'branch')).toEqual({
      paths: [],
      hunks: [],
      removedDirectories: [],
    });
  });
});

describe("pairs, in git's own words", () => {
  type Branches = (told: ReturnType<typeof repo>) => ReturnType<typeof repo>;
  const rows: readonly {
    readonly why: string;
    readonly told: Branches;
    readonly types: readonly string[];
  }[] = [
    {
      why: 'one line, two texts',
      told: (it) =>
        it
          .branch('a')
          .edit('f', text('5 a'))
          .commit()
          .branch('b', 'main')
          .edit('f', text('5 b'))
          .commit(),
      types: ['contents f'],
    },
    {
      why: 'an edit and a removal',
      told: (it) =>
        it.branch('a').edit('f', text('5 a')).commit().branch('b', 'main').remove('f').commit(),
      types: ['modify/delete f'],
    },
    {
      why: 'one file renamed twice',
      told: (it) =>
        it.branch('a').rename('f', 'fa').commit().branch('b', 'main').rename('f', 'fb').commit(),
      types: ['rename/rename f fa fb'],
    },
    {
      why: 'a renamed directory and a new file in it',
      told: (it) =>
        it
          .branch('a')
          .rename('d/x', 'e/x')
          .rename('d/y', 'e/y')
          .commit()
          .branch('b', 'main')
          .edit('d/new', 'n')
          .commit(),
      types: ['directory rename suggested e/new d/new'],
    },
    {
      why: 'a directory that was split in two, and a new file in it',
      told: (it) =>
        it
          .branch('a')
          .rename('d/x', 'e/x')
          .rename('d/y', 'g/y')
          .commit()
          .branch('b', 'main')
          .edit('d/new', 'n')
          .commit(),
      types: ['directory rename unclear split d'],
    },
    {
      why: 'a file where the other has a directory: the names of the sides are no ids',
      told: (it) =>
        it.branch('a').edit('lib', 'l').commit().branch('b', 'main').edit('lib/x', 'x').commit(),
      types: ['file/directory lib~first lib'],
    },
    {
      why: 'a submodule moved to two commits: git adds advice for people where the next merge begins',
      told: (it) =>
        it
          .branch('a')
          .submodule('m', '1'.repeat(40))
          .commit()
          .branch('b', 'main')
          .submodule('m', '2'.repeat(40))
          .commit(),
      types: ['submodule not initialized m', 'contents m'],
    },
  ];
  for (const { why, told, types } of rows) {
    test(why, async () => {
      const made = told(repo({ f: text(), 'd/x': text('1 x'), 'd/y': text('2 y') }))
        .branch('c', 'main')
        .edit('own', 'own')
        .commit()
        .make();
      const { merges, tip, trees } = await judge(made, 'Initial', 'a', 'b', 'c');
      const [a, b, c] = trees as [Sha, Sha, Sha];
      const answers = await merges.pairs(tip, [
        [a, b],
        [a, c],
        [b, c],
      ]);
      const [first] = answers;
      if (first?.state !== 'conflict') throw new Error(`it is ${first?.state}`);
      expect(first.conflicts.map(({ type, paths }) => [type, ...paths].join(' '))).toEqual(types);
      for (const { message } of first.conflicts) expect(message).not.toMatch(/[0-9a-f]{40}/);
      expect(answers.slice(1)).toMatchObject([{ state: 'clean' }, { state: 'clean' }]);
    });
  }
});
