import { describe, expect, test } from '@jest/globals';
import { everyPair, pairsOf } from '../../src/analysis/pair-conflicts.ts';
import { indexPending, type PendingChange } from '../../src/analysis/pending-index.ts';
import {
  added,
  becomes,
  binary,
  type Doing,
  edits,
  executable,
  pending,
  removed,
  unread,
} from '../support/pending-change.ts';

type Side = readonly [doings: Readonly<Record<string, Doing>>, gone?: readonly string[]];

/** Every rule by which a pair goes to git. `found`: kind, class, and the paths of both sides. */
const flagged: readonly {
  readonly why: string;
  readonly first: Side;
  readonly second: Side;
  readonly found: readonly string[];
}[] = [
  {
    why: 'both change neighbouring lines',
    first: [{ a: edits('5,1') }],
    second: [{ a: edits('6,1') }],
    found: ['lines content a'],
  },
  {
    why: 'both change the same line of a lock file: run the tool again',
    first: [{ 'web/package-lock.json': edits('5,1:a') }],
    second: [{ 'web/package-lock.json': edits('5,1:b') }],
    found: ['lines mechanical web/package-lock.json'],
  },
  {
    why: 'both add an entry to the changelog: keep both',
    first: [{ 'CHANGELOG.md': edits('3,0:a') }],
    second: [{ 'CHANGELOG.md': edits('3,0:b') }],
    found: ['lines mechanical CHANGELOG.md'],
  },
  {
    why: 'both bump the version of one manifest',
    first: [{ 'package.json': edits('3,1:a!') }],
    second: [{ 'package.json': edits('3,1:b!') }],
    found: ['lines mechanical package.json'],
  },
  {
    why: 'one bumps the version, the other rewrites the lines around it: somebody has to read it',
    first: [{ 'package.json': edits('3,1:a!') }],
    second: [{ 'package.json': edits('2,9:b') }],
    found: ['lines content package.json'],
  },
  {
    why: 'a version line in a file that is no manifest is content',
    first: [{ 'src/a.ts': edits('3,1:a!') }],
    second: [{ 'src/a.ts': edits('3,1:b!') }],
    found: ['lines content src/a.ts'],
  },
  {
    why: 'both add a file, with other contents',
    first: [{ a: added('one') }],
    second: [{ a: added('two') }],
    found: ['add/add content a'],
  },
  {
    why: 'both add the same file, only one of them executable',
    first: [{ a: added('one') }],
    second: [{ a: added('one', '100755') }],
    found: ['add/add content a'],
  },
  {
    why: 'both add a lock file',
    first: [{ 'Cargo.lock': added('one') }],
    second: [{ 'Cargo.lock': added('two') }],
    found: ['add/add mechanical Cargo.lock'],
  },
  {
    why: 'one edits what the other removes',
    first: [{ a: edits('5,1') }],
    second: [{ a: removed }],
    found: ['modify/delete structural a'],
  },
  {
    why: 'one makes executable what the other removes, perhaps by renaming it',
    first: [{ a: removed, b: added('base') }],
    second: [{ a: executable }],
    found: ['modify/delete structural a'],
  },
  {
    why: 'a lock file that one removes and one edits is no mechanical matter: which package manager is it to be?',
    first: [{ 'yarn.lock': removed }],
    second: [{ 'yarn.lock': edits('5,1') }],
    found: ['modify/delete structural yarn.lock'],
  },
  {
    why: 'both remove a file, and one may have renamed it: rename/delete',
    first: [{ a: removed, b: added('base') }],
    second: [{ a: removed }],
    found: ['rename structural a'],
  },
  {
    why: 'both may have renamed one file, each elsewhere: rename/rename',
    first: [{ a: removed, b: added('base') }],
    second: [{ a: removed, c: added('base') }],
    found: ['rename structural a'],
  },
  {
    why: 'both add the same file, and one may have moved it there from a file that lives on in the other',
    first: [{ a: removed, b: added('base') }],
    second: [{ b: added('base') }],
    found: ['rename structural b'],
  },
  {
    why: 'both change bytes',
    first: [{ 'logo.png': binary('one') }],
    second: [{ 'logo.png': binary('two') }],
    found: ['binary content logo.png'],
  },
  {
    why: 'one side makes a text binary',
    first: [{ a: binary('one') }],
    second: [{ a: edits('5,1') }],
    found: ['binary content a'],
  },
  {
    why: 'both change a binary lock file',
    first: [{ 'bun.lockb': binary('one') }],
    second: [{ 'bun.lockb': binary('two') }],
    found: ['binary mechanical bun.lockb'],
  },
  {
    why: 'both point a link elsewhere',
    first: [{ a: becomes('120000', 'one', '120000') }],
    second: [{ a: becomes('120000', 'two', '120000') }],
    found: ['symlink structural a'],
  },
  {
    why: 'one makes a link of what the other edits',
    first: [{ a: becomes('120000', 'one') }],
    second: [{ a: edits('5,1') }],
    found: ['symlink structural a'],
  },
  {
    why: 'one makes executable what the other makes a link',
    first: [{ a: executable }],
    second: [{ a: becomes('120000', 'one') }],
    found: ['symlink structural a'],
  },
  {
    why: 'both move a submodule',
    first: [{ lib: becomes('160000', 'one', '160000') }],
    second: [{ lib: becomes('160000', 'two', '160000') }],
    found: ['submodule structural lib'],
  },
  {
    why: 'one adds a submodule where the other adds a file',
    first: [{ lib: added('one', '160000') }],
    second: [{ lib: added('two') }],
    found: ['submodule structural lib'],
  },
  {
    why: 'lines that could not be read are for git to compare',
    first: [{ a: unread('one') }],
    second: [{ a: edits('5,1') }],
    found: ['unread content a'],
  },
  {
    why: 'NO shared path: one renames a directory, the other adds a file below it',
    first: [{ 'old/x': removed, 'new/x': added('base') }, ['old']],
    second: [{ 'old/y': added('two') }],
    found: ['directory-rename structural old old/y'],
  },
  {
    why: 'NO shared path: the new file lies deeper in the renamed directory',
    first: [{ 'old/in/x': removed, 'new/in/x': added('base') }, ['old', 'old/in']],
    second: [{ 'old/in/deep/y': added('two') }],
    found: [
      'directory-rename structural old old/in/deep/y',
      'directory-rename structural old/in old/in/deep/y',
    ],
  },
  {
    why: 'NO shared path: a file where the other adds a directory',
    first: [{ lib: added('one') }],
    second: [{ 'lib/x': added('two') }],
    found: ['file/directory structural lib lib/x'],
  },
  {
    why: 'NO shared path: a submodule where the other adds files deep below',
    first: [{ lib: added('one', '160000') }],
    second: [{ 'lib/in/x': added('two') }],
    found: ['file/directory structural lib lib/in/x'],
  },
];

/** Pairs that git is never asked about: it could not say anything but "clean". */
const silent: readonly { readonly why: string; readonly first: Side; readonly second: Side }[] = [
  { why: 'other files', first: [{ a: edits('5,1') }], second: [{ b: edits('5,1') }] },
  {
    why: 'one unchanged line between',
    first: [{ a: edits('5,1') }],
    second: [{ a: edits('7,1') }],
  },
  { why: 'the same edit', first: [{ a: edits('5,1') }], second: [{ a: edits('5,1') }] },
  { why: 'the same new file', first: [{ a: added('one') }], second: [{ a: added('one') }] },
  {
    why: 'the same removal, and nothing added that could be a rename',
    first: [{ a: removed }],
    second: [{ a: removed, b: edits('5,1') }],
  },
  { why: 'both make it executable', first: [{ a: executable }], second: [{ a: executable }] },
  {
    why: 'one makes executable what the other edits',
    first: [{ a: executable }],
    second: [{ a: edits('5,1') }],
  },
  {
    why: 'one edits what the other makes executable',
    first: [{ a: edits('5,1') }],
    second: [{ a: executable }],
  },
  {
    why: 'the same link',
    first: [{ a: becomes('120000', 'one') }],
    second: [{ a: becomes('120000', 'one') }],
  },
  {
    why: 'a directory is removed, but nothing is added that it could have become',
    first: [{ 'old/x': removed }, ['old']],
    second: [{ 'old/y': added('two') }],
  },
  {
    why: 'a directory is renamed, and the other adds beside it',
    first: [{ 'old/x': removed, 'new/x': added('base') }, ['old']],
    second: [{ 'older/y': added('two') }],
  },
  {
    why: 'a directory is renamed, and the other adds below one in other case',
    first: [{ 'Old/x': removed, 'new/x': added('base') }, ['Old']],
    second: [{ 'old/y': added('two') }],
  },
  {
    why: 'files leave a directory that stays: git sees no rename of it',
    first: [{ 'old/x': removed, 'new/x': added('base') }],
    second: [{ 'old/y': added('two') }],
  },
  {
    why: 'names that begin alike are no file and directory',
    first: [{ lib: added('one') }],
    second: [{ 'library/x': added('two') }],
  },
];

/** Certain without git (threat D13): both names exist on Linux, one file is left on macOS and Windows. */
const clashing: readonly {
  readonly why: string;
  readonly first: string;
  readonly second: string;
}[] = [
  { why: 'case of a file', first: 'F1.ts', second: 'f1.ts' },
  { why: 'case of a directory', first: 'Lib/x', second: 'lib/x' },
  { why: 'a file against a directory in other case', first: 'Lib', second: 'lib/x' },
  { why: 'composed and decomposed letters', first: 'caf\u00e9', second: 'cafe\u0301' },
  { why: 'full width letters', first: '\uff46', second: 'f' },
  { why: 'letters that become two', first: 'stra\u00dfe', second: 'STRASSE' },
];

const benign: readonly { readonly why: string; readonly first: Side; readonly second: Side }[] = [
  {
    why: 'one name differs in a letter',
    first: [{ 'f1.ts': added('one') }],
    second: [{ 'f2.ts': added('two') }],
  },
  {
    why: 'a rename to other case and an edit of the same file meet in a shared path, not in names',
    first: [{ 'f1.ts': removed, 'F1.ts': added('base') }],
    second: [{ 'f1.ts': edits('5,1') }],
  },
  {
    why: 'directories in other case that hold other files: merged into one, nothing is lost',
    first: [{ 'Lib/x': added('one') }],
    second: [{ 'lib/y': added('two') }],
  },
];

function index(first: Side, second: Side) {
  return indexPending([pending('first', ...first), pending('second', ...second)]);
}

function shown(first: Side, second: Side): readonly string[] {
  return everyPair(index(first, second)).flatMap(({ candidates }) =>
    candidates.map(({ kind, class: group, first: one, second: other }) =>
      [kind, group, ...new Set([one, other])].join(' '),
    ),
  );
}

describe('a pair that could conflict goes to git', () => {
  test.each(flagged.map((row) => [row.why, row] as const))('%s', (_, { first, second, found }) => {
    expect(shown(first, second)).toEqual(found);
    const turned = shown(second, first).map((text) => text.split(' ').sort());
    expect(turned).toEqual(found.map((text) => text.split(' ').sort()));
    expect(everyPair(index(first, second)).flatMap(({ clashes }) => clashes)).toEqual([]);
  });
});

describe('a pair that could not is never merged', () => {
  test.each(silent.map((row) => [row.why, row] as const))('%s', (_, { first, second }) => {
    expect(everyPair(index(first, second))).toEqual([]);
    expect(everyPair(index(second, first))).toEqual([]);
  });
});

describe('names that one file system cannot hold (D13)', () => {
  test.each(clashing.map((row) => [row.why, row] as const))('%s', (_, { first, second }) => {
    const pairs = everyPair(index([{ [first]: added('one') }], [{ [second]: added('two') }]));
    const [pair] = pairs;
    expect(pairs).toHaveLength(1);
    expect(pair?.candidates).toEqual([]);
    expect(pair?.clashes).toEqual([
      { kind: 'case-clash', class: 'structural', first, second, lines: [] },
    ]);
    const back = everyPair(index([{ [second]: added('two') }], [{ [first]: added('one') }]));
    expect(back[0]?.clashes).toEqual([
      { kind: 'case-clash', class: 'structural', first: second, second: first, lines: [] },
    ]);
  });
  test.each(benign.map((row) => [row.why, row] as const))('benign: %s', (_, { first, second }) => {
    expect(everyPair(index(first, second)).flatMap(({ clashes }) => clashes)).toEqual([]);
  });
});

describe('many outputs', () => {
  /** Every seventh output edits the shared file in the place of another one; all others keep their distance. */
  const swarm = (count: number): readonly PendingChange[] =>
    Array.from({ length: count }, (_, number) =>
      pending(`task-${number}`, {
        'src/shared.ts': edits(`${number % 7 === 0 ? 1 : 10 * number + 10},1:${number}`),
        [`src/own-${number}.ts`]: added('own'),
      }),
    );

  test('500 outputs: every one of the 2,556 pairs that meet is named, and no other (G15: nothing is sampled)', () => {
    const meeting = Array.from({ length: 500 }, (_, number) => number).filter((n) => n % 7 === 0);
    const expected = meeting.flatMap((a, at) =>
      meeting.slice(at + 1).map((b) => [`task-${a}`, `task-${b}`].sort().join(' ')),
    );
    const found = everyPair(indexPending(swarm(500))).map(
      ({ first, second }) => `${first} ${second}`,
    );
    expect(expected).toHaveLength(2_556);
    expect([...found].sort()).toEqual([...expected].sort());
  });

  test('an output that hides among 500 gets the same answer as alone', () => {
    const hidden = pending('zz-last', { 'src/shared.ts': edits('1,1:z') });
    const among = everyPair(indexPending([...swarm(500), hidden]));
    const alone = everyPair(indexPending([...swarm(1), hidden]));
    expect(among).toEqual(expect.arrayContaining([...alone]));
    expect(pairsOf(indexPending([...swarm(500), hidden]), 'zz-last')).toHaveLength(72);
  });

  test('one against all others says what all pairs say', () => {
    const all = flagged.flatMap(({ first, second }, row) => [
      pending(`${row}-first`, ...first),
      pending(`${row}-second`, ...second),
    ]);
    const outputs = indexPending(all);
    const pairs = everyPair(outputs);
    const inOrder = (text: string): string => text.split(',').sort().join();
    for (const { output } of all) {
      const names = (list: typeof pairs) =>
        list.map(({ first, second, candidates }) =>
          inOrder(
            [first, second, ...candidates.map(({ kind, first: at }) => `${kind} ${at}`)].join(),
          ),
        );
      expect(names(pairsOf(outputs, output)).sort()).toEqual(
        names(pairs.filter(({ first, second }) => [first, second].includes(output))).sort(),
      );
    }
  });

  test('the order in which outputs are listed changes nothing', () => {
    const outputs = [...swarm(40), pending('zz', { 'SRC/own-1.ts': added('clash') })];
    expect(everyPair(indexPending([...outputs].reverse()))).toEqual(
      everyPair(indexPending(outputs)),
    );
  });

  test('an output that is not pending meets nobody', () => {
    expect(pairsOf(indexPending(swarm(8)), 'gone')).toEqual([]);
  });
});
