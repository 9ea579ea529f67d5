import { describe, expect, test } from '@jest/globals';
import { repo } from './repo.ts';

const files = (made: { git(...args: readonly string[]): string }, name: string) =>
  made.git('ls-tree', '-r', name).split('\n');

describe('a repository told in words', () => {
  test('is sound to git, and its branches hold what was said', () => {
    const made = repo({ 'src/a.ts': 'a\n', 'run.sh': 'x', 'old.ts': 'same\n' })
      .branch('handoff/a')
      .edit('src/a.ts', 'A\n')
      .mode('run.sh', '100755')
      .symlink('link', '../etc')
      .submodule('lib', '1'.repeat(40))
      .rename('old.ts', 'new/name.ts')
      .commit('All kinds', 'Bob Ü <bob@example.com>')
      .make();
    expect(made.git('fsck', '--strict', '--connectivity-only')).toBe('');
    expect(made.git('diff-tree', '-r', '--name-status', '--no-commit-id', 'handoff/a')).toBe(
      'A\tlib\nA\tlink\nA\tnew/name.ts\nD\told.ts\nM\trun.sh\nM\tsrc/a.ts',
    );
    expect(files(made, 'handoff/a').map((line) => line.slice(0, 6))).toEqual([
      '160000',
      '120000',
      '100644',
      '100755',
      '100644',
    ]);
    expect(made.git('log', '-1', '--format=%an %ae %s', 'handoff/a')).toBe(
      'Bob Ü bob@example.com All kinds',
    );
    expect(made.git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
    expect(made.sha('handoff/a')).toBe(made.git('rev-parse', 'handoff/a'));
    expect(made.sha('Initial')).toBe(made.git('rev-parse', 'main'));
  });

  test('the same story has the same shas', () => {
    const once = () => repo({ a: '1' }).edit('a', '2').commit().make().sha('main');
    expect(once()).toBe(once());
  });

  test('names may be any bytes', () => {
    const name = Buffer.from([0x22, 0x0a, 0x5c, 0xff]);
    const made = repo({}).edit(name, 'x').edit('café\t', 'y').commit().make();
    expect(made.git('ls-tree', '--name-only', 'main')).toBe(
      '"\\"\\n\\\\\\377"\n"caf\\303\\251\\t"',
    );
  });

  test('a file may become a folder', () => {
    const made = repo({ a: '1' }).remove('a').edit('a/b', '2').commit().make();
    expect(made.git('ls-tree', '-r', '--name-only', 'main')).toBe('a/b');
  });

  test('merges: plain, evil, ours', () => {
    const made = repo({ a: '1', b: '1', c: '1' })
      .branch('topic')
      .edit('a', '2')
      .commit()
      .on('main')
      .edit('b', '2')
      .commit()
      .branch('plain')
      .merge('topic')
      .branch('evil', 'main')
      .edit('c', 'evil')
      .merge('topic')
      .branch('ours', 'main')
      .mergeOurs('topic')
      .make();
    const contents = (branch: string) =>
      ['a', 'b', 'c'].map((path) => made.git('show', `${branch}:${path}`));
    expect(contents('plain')).toEqual(['2', '2', '1']);
    expect(contents('evil')).toEqual(['2', '2', 'evil']);
    expect(contents('ours')).toEqual(['1', '2', '1']);
    expect(made.git('rev-parse', 'evil^1', 'evil^2')).toBe(
      `${made.sha('main')}\n${made.sha('topic')}`,
    );
  });

  test('notes, tags, other refs and unrelated histories', () => {
    const made = repo({ a: '1' })
      .note('first')
      .note('contract\n')
      .tag('light')
      .annotatedTag('heavy')
      .ref('refs/pull/7/head')
      .orphan('other')
      .edit('z', '1')
      .commit('Root')
      .make();
    expect(made.git('notes', '--ref=handoff', 'show', 'main')).toBe('contract');
    expect(made.git('cat-file', '-t', 'heavy')).toBe('tag');
    expect(made.git('rev-parse', 'light', 'heavy^{}', 'refs/pull/7/head')).toBe(
      Array(3).fill(made.sha('main')).join('\n'),
    );
    expect(made.git('rev-list', 'other')).toBe(made.sha('Root'));
  });

  test('goes on after it was made', () => {
    const story = repo({ a: '1' }).note('one');
    const before = story.make();
    const after = story.edit('a', '2').commit('Later').note('two').make();
    expect(after.dir).toBe(before.dir);
    expect(after.git('rev-parse', 'main^')).toBe(before.sha('main'));
    expect(after.git('notes', '--ref=handoff', 'list').split('\n')).toHaveLength(2);
  });

  test('clones', () => {
    const made = repo({ a: '1' }).edit('a', '2').commit().make();
    const shallow = made.clone('--depth=1');
    expect(shallow).not.toBe(made.dir);
    expect(made.git('-C', shallow, 'rev-list', '--count', 'HEAD')).toBe('1');
  });
});

test.each([
  ['an unknown branch', () => repo({}).on('none')],
  ['an unknown file', () => repo({}).remove('none')],
  ['edits that are not committed', () => repo({}).edit('a', '1').make()],
  [
    'a merge of two changes to one file',
    () =>
      repo({ a: '1' })
        .branch('b')
        .edit('a', '2')
        .commit()
        .on('main')
        .edit('a', '3')
        .commit()
        .merge('b'),
  ],
])('refuses %s', (_why, story) => {
  expect(story).toThrow('The story of this repository is wrong');
});
