import { describe, expect, test } from '@jest/globals';
import type { FileHunks } from '../../src/model/change.ts';
import type { RepoPath } from '../../src/model/repo-path.ts';
import type { Sha } from '../../src/model/sha.ts';
import type { History } from '../../src/ports/history.ts';
import type { Bytes, Teller } from '../support/story.ts';

/** A history made of a story, and the ids that it gave the commits. */
export interface Subject {
  readonly history: History;
  sha(name: string): Sha;
}

type Told = Teller<Subject | Promise<Subject>>;

/** What every implementation of History must do: the real one on git, and the fake that rules' flows are tested with. */
export function historyContract(
  what: string,
  story: (files: Readonly<Record<string, Bytes>>) => Told,
): void {
  const between = async (told: Told, from = 'Initial', to = 'main') => {
    const { history, sha } = await told.make();
    return { history, from: sha(from), to: sha(to) };
  };
  const changes = async (told: Told, from?: string, to?: string) => {
    const at = await between(told, from, to);
    return at.history.changes(at.from, at.to);
  };
  const brief = async (told: Told, from?: string, to?: string) =>
    (await changes(told, from, to)).map(({ kind, path }) => `${kind} ${path}`);
  const hunks = async (told: Told) => {
    const at = await between(told);
    return at.history.hunks(at.from, at.to);
  };
  const ranges = (files: readonly FileHunks[]) =>
    files.map(({ path, hunks }) =>
      hunks === 'binary'
        ? `${path} binary`
        : [
            path,
            ...hunks.map(
              (hunk) => `-${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines}`,
            ),
          ].join(' '),
    );

  describe(`${what}: resolve`, () => {
    const told = () =>
      story({ a: '1' })
        .tag('v1')
        .annotatedTag('v2')
        .ref('refs/pull/7/head')
        .branch('handoff/a')
        .edit('a', '2')
        .commit('Two')
        .ref('refs/remotes/origin/far')
        .make();

    test.each([
      ['main', 'Initial', 'a branch'],
      ['handoff/a', 'Two', 'a branch with a slash'],
      ['refs/heads/handoff/a', 'Two', 'a full name'],
      ['refs/pull/7/head', 'Initial', 'a ref of a forge'],
      ['v1', 'Initial', 'a tag'],
      ['v2', 'Initial', 'a tag object leads to its commit'],
      ['origin/far', 'Two', 'a branch of a remote'],
      ['HEAD', 'Initial', 'what is checked out'],
    ])('%s is %s: %s', async (name, commit) => {
      const { history, sha } = await told();
      expect(await history.resolve([name])).toEqual(new Map([[name, sha(commit)]]));
    });

    test('a full id, and many names at once', async () => {
      const { history, sha } = await told();
      const found = await history.resolve(['main', sha('Two'), 'main', 'none']);
      expect(found).toEqual(
        new Map([
          ['main', sha('Initial')],
          [sha('Two'), sha('Two')],
          ['none', undefined],
        ]),
      );
    });

    test.each([
      ['none', 'no such branch'],
      ['f'.repeat(40), 'no such commit'],
      ['', 'empty'],
      ['HEAD~1', 'an expression'],
      ['main^{tree}', 'an expression'],
      ['main..handoff/a', 'a range'],
      ['@{-1}', 'an expression'],
      ['@', 'an expression'],
      [':/Two', 'a search'],
      ['main:a', 'a file'],
      ['--all', 'an option'],
      ['-c', 'an option'],
      ['handoff/*', 'a pattern'],
      ['main\nhandoff/a', 'two lines'],
      ['main ', 'a blank'],
      ['refs/heads/', 'a folder of refs'],
      ['refs/heads', 'a folder of refs'],
      ['handoff', 'a folder of branches'],
      ['+refs/heads/main:refs/heads/x', 'a refspec'],
    ])('%j is nothing: %s', async (name) => {
      const { history } = await told();
      expect(await history.resolve([name])).toEqual(new Map([[name, undefined]]));
    });

    test('a prefix of an id is nothing, even when a branch is called so', async () => {
      const { history, sha } = await story({ a: '1' }).branch('deadbeef').make();
      const short = sha('main').slice(0, 8);
      expect(await history.resolve([short, 'refs/heads/deadbeef'])).toEqual(
        new Map([
          [short, undefined],
          ['refs/heads/deadbeef', sha('main')],
        ]),
      );
    });

    test('a short name that means two commits is refused, one commit is fine', async () => {
      const { history, sha } = await story({ a: '1' })
        .tag('same')
        .tag('both')
        .branch('same')
        .branch('both')
        .edit('a', '2')
        .commit()
        .make();
      expect(await history.resolve(['same'])).toEqual(new Map([['same', sha('Initial')]]));
      await expect(history.resolve(['both'])).rejects.toMatchObject({ kind: 'usage' });
    });

    test('a branch called like a full name does not stand in for a missing one', async () => {
      const { history } = await story({}).branch('refs/heads/x').make();
      expect(await history.resolve(['refs/heads/x'])).toEqual(
        new Map([['refs/heads/x', undefined]]),
      );
    });
  });

  describe(`${what}: merge bases`, () => {
    test('one', async () => {
      const { history, sha } = await story({ a: '1', b: '1' })
        .branch('x')
        .edit('a', '2')
        .commit()
        .on('main')
        .edit('b', '2')
        .commit()
        .make();
      expect(await history.mergeBases(sha('x'), sha('main'))).toEqual([sha('Initial')]);
      expect(await history.mergeBases(sha('x'), sha('x'))).toEqual([sha('x')]);
      expect(await history.mergeBases(sha('Initial'), sha('x'))).toEqual([sha('Initial')]);
    });

    test('two in a criss-cross history (threat D09)', async () => {
      const { history, sha } = await crissCross(story).make();
      const bases = await history.mergeBases(sha('x'), sha('y'));
      expect([...bases].sort()).toEqual([sha('X1'), sha('Y1')].sort());
    });

    test('none between unrelated histories', async () => {
      const { history, sha } = await story({ a: '1' })
        .orphan('other')
        .edit('z', '1')
        .commit('Root')
        .make();
      expect(await history.mergeBases(sha('main'), sha('other'))).toEqual([]);
    });
  });

  describe(`${what}: changes`, () => {
    test('nothing', async () => {
      expect(await changes(story({ a: '1' }).commit())).toEqual([]);
    });

    test('each kind, sorted by bytes, with modes and blobs', async () => {
      const told = story({ 'b.ts': '1', 'c.sh': '1', d: 'x', e: '1', f: '1', 'g.ts': '1' })
        .edit('a.ts', '1')
        .edit('b.ts', '2')
        .mode('c.sh', '100755')
        .symlink('d', 'x')
        .remove('e')
        .submodule('f', '1'.repeat(40))
        .mode('g.ts', '100755')
        .edit('g.ts', '2')
        .commit();
      const found = await changes(told);
      expect(
        found.map(({ kind, path, oldMode, newMode }) => [kind, path, oldMode, newMode]),
      ).toEqual([
        ['added', 'a.ts', '000000', '100644'],
        ['modified', 'b.ts', '100644', '100644'],
        ['mode-changed', 'c.sh', '100644', '100755'],
        ['type-changed', 'd', '100644', '120000'],
        ['deleted', 'e', '100644', '000000'],
        ['type-changed', 'f', '100644', '160000'],
        ['modified', 'g.ts', '100644', '100755'],
      ]);
      expect(found[0]).toMatchObject({ oldBlob: undefined, newBlob: found[1]?.oldBlob });
      expect(found[4]).toMatchObject({ oldBlob: found[1]?.oldBlob, newBlob: undefined });
      expect(found[5]?.newBlob).toBe('1'.repeat(40));
    });

    test('a submodule that moves is modified', async () => {
      const told = story({})
        .submodule('lib', '1'.repeat(40))
        .commit('One')
        .submodule('lib', '2'.repeat(40))
        .commit();
      expect(await brief(told, 'One')).toEqual(['modified lib']);
    });

    test.each([0, 30, 49, 50, 51, 80, 99, 100])(
      'a rename of %d %% likeness is a deletion and an addition (threats D01, D02)',
      async (percent) => {
        const lines = Array.from({ length: 100 }, (_, line) => `line ${line}\n`);
        const after = lines.map((line, index) => (index < percent ? line : `other ${line}`));
        const told = story({ 'lib/auth.ts': lines.join('') })
          .rename('lib/auth.ts', 'src/auth.ts', after.join(''))
          .commit();
        expect(await brief(told)).toEqual(['deleted lib/auth.ts', 'added src/auth.ts']);
      },
    );

    test('the order is that of bytes, folders included', async () => {
      const told = story({})
        .edit('a.b', '1')
        .edit('a/b', '1')
        .edit('a-b', '1')
        .edit('é', '1')
        .edit('z', '1')
        .edit('😀', '1')
        .edit('￿', '1')
        .edit('B', '1')
        .commit();
      expect((await changes(told)).map(({ path }) => path)).toEqual([
        'B',
        'a-b',
        'a.b',
        'a/b',
        'z',
        'é',
        '￿',
        '😀',
      ]);
    });

    test('two spellings of one letter, and two cases, are two paths (threats D12, D13)', async () => {
      const told = story({})
        .edit('café', '1')
        .edit('cafe\u0301', '1')
        .edit('F1', '1')
        .edit('f1', '1')
        .commit();
      expect((await changes(told)).map(({ path }) => path)).toEqual([
        'F1',
        'cafe\u0301',
        'café',
        'f1',
      ]);
    });

    test('the pointer to a large file is its content (threat D06)', async () => {
      const pointer = (digit: string) =>
        `version https://git-lfs.github.com/spec/v1\noid sha256:${digit.repeat(64)}\nsize 12\n`;
      const told = story({ '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n' })
        .edit('a.bin', pointer('1'))
        .commit('One')
        .edit('a.bin', pointer('2'))
        .commit();
      expect(await brief(told, 'One')).toEqual(['modified a.bin']);
      const at = await between(told, 'One');
      expect(ranges(await at.history.hunks(at.from, at.to))).toEqual(['a.bin -2,1 +2,1']);
    });

    test('names that other formats would quote (threat D10)', async () => {
      const names = ['\t', '\n', ' ', '"', ';echo', '[id].tsx', '\x1b[31m', '::error::x'];
      const told = names.reduce((so, name) => so.edit(`d/${name}`, '1'), story({})).commit();
      expect((await changes(told)).map(({ path }) => path.slice(2))).toEqual([...names].sort());
    });

    test('an evil merge shows, and the main branch that it merged does not (threat D08)', async () => {
      const told = story({ 'src/a': '1', 'lib/auth': '1', README: '1' })
        .branch('topic')
        .edit('src/a', '2')
        .commit()
        .on('main')
        .edit('README', '2')
        .commit()
        .on('topic')
        .edit('lib/auth', 'evil')
        .merge('main');
      expect(await brief(told, 'main', 'topic')).toEqual(['modified lib/auth', 'modified src/a']);
    });

    test('a merge that keeps nothing of main undoes main (threat D08)', async () => {
      const told = story({ 'src/a': '1', README: '1' })
        .branch('topic')
        .edit('src/a', '2')
        .commit()
        .on('main')
        .edit('README', '2')
        .commit()
        .on('topic')
        .mergeOurs('main');
      expect(await brief(told, 'main', 'topic')).toEqual(['modified README', 'modified src/a']);
    });
  });

  describe(`${what}: hunks`, () => {
    const ten = Array.from({ length: 10 }, (_, line) => `${line + 1}\n`);
    const edited = (change: (lines: string[]) => void) => {
      const lines = [...ten];
      change(lines);
      return story({ f: ten.join('') })
        .edit('f', lines.join(''))
        .commit();
    };

    test.each<[string, (lines: string[]) => void, string]>([
      ['a changed line', (l) => l.splice(4, 1, 'x\n'), 'f -5,1 +5,1'],
      ['an inserted line', (l) => l.splice(4, 0, 'x\n'), 'f -4,0 +5,1'],
      ['an insertion at the start', (l) => l.unshift('x\n', 'y\n'), 'f -0,0 +1,2'],
      ['a removed line', (l) => l.splice(4, 1), 'f -5,1 +4,0'],
      ['the first line removed', (l) => l.shift(), 'f -1,1 +0,0'],
      [
        'two ranges with one line between',
        (l) => {
          l[3] = 'x\n';
          l[5] = 'y\n';
        },
        'f -4,1 +4,1 -6,1 +6,1',
      ],
      [
        'touching lines are one range',
        (l) => {
          l[3] = 'x\n';
          l[4] = 'y\n';
        },
        'f -4,2 +4,2',
      ],
      ['everything removed', (l) => l.splice(0), 'f -1,10 +0,0'],
      [
        'the end of the last line removed',
        (l) => {
          l[9] = '10';
        },
        'f -10,1 +10,1',
      ],
    ])('%s', async (_why, change, expected) => {
      expect(ranges(await hunks(edited(change)))).toEqual([expected]);
    });

    test('added and deleted files, empty ones too', async () => {
      const told = story({ gone: '1\n2\n', none: '' })
        .remove('gone')
        .remove('none')
        .edit('come', '1\n2\n3')
        .edit('empty', '')
        .commit();
      expect(ranges(await hunks(told))).toEqual([
        'come -0,0 +1,3',
        'empty',
        'gone -1,2 +0,0',
        'none',
      ]);
    });

    test('a changed mode has no lines; with an edit it has those', async () => {
      const told = story({ a: '1\n', b: '1\n' })
        .mode('a', '100755')
        .mode('b', '100755')
        .edit('b', '2\n')
        .commit();
      expect(ranges(await hunks(told))).toEqual(['a', 'b -1,1 +1,1']);
    });

    test('links and submodules have no lines; a file that becomes or was one loses or gains all', async () => {
      const told = story({ a: '1\n2\n', m: '1\n' })
        .symlink('b', 'x')
        .symlink('c', 'x')
        .commit('Before')
        .symlink('a', 'x')
        .remove('b')
        .edit('b', '1\n2\n3\n')
        .symlink('c', 'y')
        .submodule('m', '1'.repeat(40))
        .submodule('n', '1'.repeat(40))
        .commit();
      const at = await between(told, 'Before');
      expect(ranges(await at.history.hunks(at.from, at.to))).toEqual([
        'a -1,2 +0,0',
        'b -0,0 +1,3',
        'm -1,1 +0,0',
      ]);
    });

    test('a NUL byte on either side makes it binary, also when only the attributes say text (threat D04)', async () => {
      const told = story({ a: 'x\0', b: '1\n', c: '\0', d: 'x\0' })
        .edit('a', 'y\n')
        .edit('b', 'x\0')
        .remove('c')
        .mode('d', '100755')
        .edit('.gitattributes', '* text diff\n')
        .commit();
      expect(ranges(await hunks(told))).toEqual([
        '.gitattributes -0,0 +1,1',
        'a binary',
        'b binary',
        'c binary',
        'd',
      ]);
    });

    test('attributes of the branch cannot hide lines (threat D04)', async () => {
      const told = story({ a: '1\n', 'src/b': '1\n', '.gitattributes': '* -diff\n' })
        .edit('a', '2\n')
        .edit('src/b', '2\n')
        .edit('src/.gitattributes', 'b binary\n')
        .commit();
      expect(ranges(await hunks(told))).toEqual([
        'a -1,1 +1,1',
        'src/.gitattributes -0,0 +1,1',
        'src/b -1,1 +1,1',
      ]);
    });

    test('lines that look like a patch are lines', async () => {
      const text =
        '@@ -1 +1 @@\ndiff --git a/a b/a\n--- a/x\n+++ b/x\n\\ No newline at end of file\nBinary files a/a and b/a differ\n';
      const told = story({ a: 'one\n', b: text }).edit('a', text).edit('b', '').commit();
      expect(ranges(await hunks(told))).toEqual(['a -1,1 +1,6', 'b -1,6 +0,0']);
    });

    test('equal digests mean equal added lines', async () => {
      const told = story({ a: '1\n', b: '1\n', c: '1\n', d: '1\n', e: '1\n' })
        .edit('a', 'x\ny\n')
        .edit('b', 'x\ny\n')
        .edit('c', 'x\ny')
        .edit('d', 'y\nx\n')
        .edit('e', 'x+y\n')
        .commit();
      const added = (await hunks(told)).map(({ hunks }) =>
        hunks === 'binary' ? '' : hunks[0]?.added,
      );
      expect(added[1]).toBe(added[0]);
      expect(new Set(added).size).toBe(4);
    });
  });

  describe(`${what}: commits`, () => {
    test('newest first, without the base, with author, subject and both sides of a rename', async () => {
      const { history, sha } = await story({ a: '1', b: '1' })
        .branch('topic')
        .edit('a', '2')
        .commit('One\n\nbody', 'Bob <bob@example.com>')
        .rename('b', 'c')
        .commit('Two')
        .commit('Three')
        .make();
      expect(await history.commits([sha('main')], sha('topic'))).toEqual([
        {
          sha: sha('Three'),
          parents: [sha('Two')],
          authorEmail: 'ada@example.com',
          subject: 'Three',
          paths: [],
        },
        {
          sha: sha('Two'),
          parents: [sha('One\n\nbody')],
          authorEmail: 'ada@example.com',
          subject: 'Two',
          paths: ['b', 'c'],
        },
        {
          sha: sha('One\n\nbody'),
          parents: [sha('main')],
          authorEmail: 'bob@example.com',
          subject: 'One',
          paths: ['a'],
        },
      ]);
    });

    test('a merge has what differs from any parent (threat D08)', async () => {
      const { history, sha } = await story({ a: '1', b: '1', c: '1' })
        .branch('topic')
        .edit('a', '2')
        .commit()
        .on('main')
        .edit('b', '2')
        .commit()
        .on('topic')
        .edit('c', 'evil')
        .merge('main', 'Evil')
        .make();
      const [merge, ...rest] = await history.commits([sha('main')], sha('topic'));
      expect(merge).toMatchObject({ sha: sha('Evil'), parents: [sha('Commit 1'), sha('main')] });
      expect([...(merge?.paths ?? [])].sort()).toEqual(['a', 'b', 'c']);
      expect(rest.map(({ subject }) => subject)).toEqual(['Commit 1']);
    });

    test('a root commit has all of its files; two bases exclude both', async () => {
      const { history, sha } = await story({ a: '1' })
        .branch('x')
        .edit('b', '1')
        .commit('Two')
        .make();
      expect((await history.commits([], sha('x'))).map(({ paths }) => paths)).toEqual([
        ['b'],
        ['a'],
      ]);
      expect(await history.commits([sha('main'), sha('x')], sha('x'))).toEqual([]);
    });
  });

  describe(`${what}: ranges of many heads`, () => {
    const heads = ['one', 'two', 'merged', 'behind', 'main'];
    const told = () =>
      story({ a: '1', b: '1', c: '1' })
        .branch('behind')
        .branch('one')
        .edit('a', '2')
        .commit('One')
        .branch('two')
        .edit('b', '2')
        .commit('Two')
        .on('main')
        .edit('c', '2')
        .commit('Main')
        .branch('merged')
        .edit('a', '3')
        .commit('Merged')
        .on('main')
        .edit('c', '3')
        .commit('Main again')
        .on('merged')
        .merge('main')
        .edit('b', '3')
        .commit('After')
        .make();

    test('say what each head says when it is asked alone', async () => {
      const { history, sha } = await told();
      const base = sha('main');
      const ranges = await history.ranges(base, heads.map(sha));
      expect([...ranges.keys()]).toEqual(expect.arrayContaining(['one', 'two'].map(sha)));
      for (const [head, { mergeBase, commits, changes }] of ranges) {
        expect([mergeBase]).toEqual(await history.mergeBases(base, head));
        expect(commits).toEqual(await history.commits([mergeBase], head));
        expect(changes).toEqual(await history.changes(mergeBase, head));
      }
    });

    test('a criss-cross history and an unrelated one are left out, and blind nobody else', async () => {
      const crossed = await crissCross(story).make();
      expect(await crossed.history.ranges(crossed.sha('y'), [crossed.sha('x')])).toEqual(new Map());
      const { history, sha } = await story({ a: '1' })
        .branch('x')
        .edit('a', '2')
        .commit()
        .orphan('other')
        .edit('z', '1')
        .commit('Root')
        .make();
      const ranges = await history.ranges(sha('main'), [sha('other'), sha('x')]);
      expect([...ranges.keys()]).toEqual([sha('x')]);
    });

    test('of no heads', async () => {
      const { history, sha } = await told();
      expect(await history.ranges(sha('main'), [])).toEqual(new Map());
    });
  });

  describe(`${what}: versions of a file`, () => {
    const versions = async (told: Told, most = 10, of = 'plan/p') => {
      const { history, sha } = await told.make();
      const found = await history.versions(sha('main'), of as RepoPath, most);
      return { sha, found, commits: found.map(({ commit }) => commit) };
    };

    test('newest first, one entry for each commit that changed it', async () => {
      const { sha, found, commits } = await versions(
        story({ a: '1' })
          .edit('plan/p', '1')
          .commit('One')
          .edit('a', '2')
          .commit('Elsewhere')
          .edit('plan/p', '2')
          .edit('a', '3')
          .commit('Two')
          .edit('plan/p', '1')
          .commit('One again'),
      );
      expect(commits).toEqual([sha('One again'), sha('Two'), sha('One')]);
      expect(found[0]?.blob).toBe(found[2]?.blob);
      expect(found[0]?.blob).not.toBe(found[1]?.blob);
    });

    test('a root commit, and no more than asked for', async () => {
      const told = () => story({ 'plan/p': '1' }).edit('plan/p', '2').commit('Two');
      const all = await versions(told());
      expect(all.commits).toEqual([all.sha('Two'), all.sha('Initial')]);
      const one = await versions(told(), 1);
      expect(one.commits).toEqual([one.sha('Two')]);
    });

    test('what a branch did counts as the merge that brought it, an evil merge too (threat D08)', async () => {
      const { sha, commits } = await versions(
        story({ 'plan/p': '1', a: '1' })
          .branch('plan/2')
          .edit('plan/p', 'draft')
          .commit('Draft')
          .edit('plan/p', '2')
          .commit('Two')
          .on('main')
          .edit('a', '2')
          .commit('Elsewhere')
          .merge('plan/2', 'Merge')
          .branch('x')
          .edit('b', '1')
          .commit('Work')
          .on('main')
          .edit('a', '3')
          .commit('Elsewhere again')
          .edit('plan/p', 'evil')
          .merge('x', 'Evil'),
      );
      expect(commits).toEqual([sha('Evil'), sha('Merge'), sha('Initial')]);
    });

    test('a merge that keeps nothing of the branch changes nothing', async () => {
      const { sha, commits } = await versions(
        story({ 'plan/p': '1' })
          .branch('plan/2')
          .edit('plan/p', '2')
          .commit('Two')
          .on('main')
          .mergeOurs('plan/2'),
      );
      expect(commits).toEqual([sha('Initial')]);
    });

    test('removed, a link, a folder: there, and no file', async () => {
      const { sha, found } = await versions(
        story({ 'plan/p': '1' })
          .remove('plan/p')
          .commit('Removed')
          .symlink('plan/p', 'x')
          .commit('Link')
          .remove('plan/p')
          .edit('plan/p/q', '1')
          .commit('Folder')
          .edit('plan/p/q', '2')
          .commit('In the folder'),
      );
      expect(found.map(({ commit, blob }) => [commit, blob])).toEqual([
        [sha('Folder'), undefined],
        [sha('Link'), undefined],
        [sha('Removed'), undefined],
        [sha('Initial'), expect.any(String)],
      ]);
    });

    test('a name that git would take for a pattern or for an option is a name', async () => {
      const names = ['[ab]', ':(top)x', '-p', '*'];
      const told = () =>
        names.reduce(
          (so, name) => so.edit(name, '1').commit(name),
          story({ a: '1', x: '1', p: '1' }),
        );
      for (const name of names) {
        const { sha, commits } = await versions(told(), 10, name);
        expect(commits).toEqual([sha(name)]);
      }
    });

    test('a file that never was', async () => {
      expect((await versions(story({ a: '1' }))).found).toEqual([]);
    });
  });

  test(`${what}: a tree is all of its files with their modes`, async () => {
    const { history, sha } = await story({ 'src/a': '1', run: '1' })
      .mode('run', '100755')
      .symlink('link', 'x')
      .submodule('lib', '1'.repeat(40))
      .commit()
      .make();
    const entries = await history.tree(sha('main'));
    expect(entries.map(({ mode, path }) => `${mode} ${path}`)).toEqual([
      '160000 lib',
      '120000 link',
      '100755 run',
      '100644 src/a',
    ]);
    expect(entries[0]?.blob).toBe('1'.repeat(40));
    expect(entries[3]?.blob).toBe(entries[2]?.blob);
  });

  test(`${what}: equal contents have one tree id, other contents another`, async () => {
    const { history, sha } = await story({ a: '1' })
      .branch('x')
      .edit('a', '2')
      .commit('Two')
      .edit('a', '1')
      .commit('One again')
      .make();
    expect(await history.treeId(sha('One again'))).toBe(await history.treeId(sha('main')));
    expect(await history.treeId(sha('Two'))).not.toBe(await history.treeId(sha('main')));
    expect(await history.treeId(sha('main'))).toMatch(/^[0-9a-f]{40}$/);
  });

  test.each<[string, (history: History, none: Sha, some: Sha) => Promise<unknown>]>([
    ['merge bases', (history, none, some) => history.mergeBases(none, some)],
    ['changes', (history, none, some) => history.changes(some, none)],
    ['hunks', (history, none, some) => history.hunks(none, some)],
    ['commits', (history, none, some) => history.commits([some], none)],
    ['commits since', (history, none, some) => history.commits([none], some)],
    ['versions', (history, none) => history.versions(none, 'a' as RepoPath, 10)],
    ['tree', (history, none) => history.tree(none)],
    ['tree id', (history, none) => history.treeId(none)],
  ])(`${what}: %s of a commit that is not here is an error, never empty`, async (_what, ask) => {
    const { history, sha } = await story({ a: '1' }).make();
    await expect(ask(history, 'f'.repeat(40) as Sha, sha('main'))).rejects.toMatchObject({
      kind: 'access',
    });
  });
}

/** Two branches that merged each other's first commit. */
function crissCross<T>(story: (files: Readonly<Record<string, Bytes>>) => Teller<T>): Teller<T> {
  return story({ a: '1', b: '1' })
    .branch('x')
    .edit('a', '2')
    .commit('X1')
    .branch('y', 'Initial')
    .edit('b', '2')
    .commit('Y1')
    .on('x')
    .merge('y', 'X2')
    .on('y')
    .merge('X1', 'Y2');
}
