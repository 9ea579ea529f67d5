import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { diffTreeArgs, type TreeDiff, treeDiffs } from '../../../src/adapters/git/tree-diff.ts';
import type { FileHunks } from '../../../src/model/change.ts';
import { type MadeRepo, repo } from '../../support/repo.ts';

/** The very bytes that git prints, so that they can be cut and changed. */
function printed(made: MadeRepo, detail: 'paths' | 'lines', from: string, to: string): Buffer {
  return execFileSync('git', [...diffTreeArgs(detail), from, to], {
    cwd: made.dir,
    maxBuffer: 1 << 28,
  });
}

function read(...pieces: readonly Buffer[]): ReadonlyMap<string, TreeDiff> {
  const diffs = treeDiffs();
  for (const piece of pieces) diffs.push(piece);
  return diffs.end();
}

const made = repo({ a: '1\n2\n', bin: 'x\0', gone: '1\n', mode: '1', type: '1\n' })
  .edit('a', '1\nzwei\n3')
  .edit('bin', 'y\0')
  .remove('gone')
  .mode('mode', '100755')
  .symlink('type', 'a')
  .edit('é"\n', 'new\n')
  .submodule('lib', '1'.repeat(40))
  .commit('Change')
  .make();

describe('output in pieces', () => {
  const whole = printed(made, 'lines', made.sha('Initial'), made.sha('Change'));

  test('reads the same however it is cut', () => {
    const expected = read(whole);
    expect(expected.get('')).toMatchObject({ state: 'read', paths: { length: 7 } });
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 20 }), (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), whole.length];
        const pieces = at.slice(1).map((end, index) => whole.subarray(at[index], end));
        expect(read(...pieces)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
    expect(read(...Array.from(whole, (byte) => Buffer.from([byte])))).toEqual(expected);
  });

  test('that end within a name or a line are an error', () => {
    const within = [...whole.keys()].slice(1).filter((at) => ![0, 10].includes(whole[at - 1] ?? 0));
    expect(within.length).toBeGreaterThan(1_000);
    for (const end of within)
      expect(() => read(whole.subarray(0, end))).toThrow('git printed something');
  });

  test('nothing printed is nothing read', () => {
    expect(read()).toEqual(new Map());
  });
});

describe('output that does not fit its own list', () => {
  const whole = printed(made, 'lines', made.sha('Initial'), made.sha('Change')).toString('latin1');
  test.each([
    ['another file in its place', /diff --git a\/a b\/a/, 'deff --git a/a b/a'],
    ['another content in its place', /index [0-9a-f]/, 'index z'],
    ['another mode', 'old mode 100644', 'old mode 100645'],
    ['a range that is none', '@@ -2 +2,2 @@', '@@ -2 +x @@'],
    ['fewer removed lines than said', '@@ -2 +2,2 @@', '@@ -3,2 +2,2 @@'],
    ['fewer added lines than said', '@@ -2 +2,2 @@', '@@ -2 +2,3 @@'],
    ['more added lines than said', '@@ -2 +2,2 @@', '@@ -2 +2 @@'],
    ['an entry without its fields', /:100644 100644/, ':100644'],
    ['an unknown kind of change', / M\0a/, ' X\0a'],
    ['an endless name', /\0a\0/, `\0${'a'.repeat(70_000)}\0`],
  ])('%s', (_what, found, instead) => {
    const forged = whole.replace(found, instead);
    expect(forged).not.toBe(whole);
    expect(() => read(Buffer.from(forged, 'latin1'))).toThrow('git printed something');
  });
});

test('many diffs of one process, one of them empty, one unreadable', () => {
  const many = repo({ a: '1\n' })
    .branch('x')
    .edit('a', '2\n')
    .commit()
    .branch('odd', 'main')
    .edit(Buffer.from([0x61, 0xff]), '1\n')
    .commit()
    .make();
  const tree = (name: string) => many.git('rev-parse', `${name}^{tree}`);
  const pairs = [
    ['main', 'x'],
    ['main', 'main'],
    ['main', 'odd'],
    ['x', 'main'],
  ];
  const names = pairs.map((pair) => pair.map(tree).join(' '));
  const output = execFileSync('git', [...diffTreeArgs('lines'), '--stdin'], {
    cwd: many.dir,
    input: `${names.join('\n')}\n`,
  });
  const diffs = read(output);
  expect([...diffs.keys()]).toEqual(names);
  expect(
    [...diffs.values()].map((diff) =>
      diff.state === 'read' ? diff.paths.length : diff.error.message,
    ),
  ).toEqual([1, 0, 'The tree holds a path that cannot be judged: "a\\xff" is not UTF-8', 1]);
});

test('the hunks are the difference: all other lines are the same on both sides', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '-', '+x', '@@ -1 +1 @@'), {
    maxLength: 12,
  });
  const file = fc
    .tuple(lines, fc.constantFrom('', '\n'))
    .map(([list, end]) => list.join('\n') + (list.length ? end : ''));
  fc.assert(
    fc.property(fc.array(fc.tuple(file, file), { minLength: 1, maxLength: 40 }), (files) => {
      const named = files.map(([before, after], index) => ({ path: `f${index}`, before, after }));
      let story = repo(Object.fromEntries(named.map(({ path, before }) => [path, before])));
      for (const { path, after } of named) story = story.edit(path, after);
      const one = story.commit('After').make();
      const diff = read(printed(one, 'lines', one.sha('Initial'), one.sha('After'))).get('');
      const found = new Map(
        diff?.state === 'read' ? diff.hunks.map((each) => [each.path as string, each]) : [],
      );
      for (const { path, before, after } of named) checkHunks(found.get(path), before, after);
    }),
    { numRuns: 15 },
  );
});

/** A line keeps its end: a last line without one is another line. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function checkHunks(file: FileHunks | undefined, before: string, after: string): void {
  const [old, now] = [[...linesOf(before)], [...linesOf(after)]];
  const hunks = file?.hunks ?? [];
  if (hunks === 'binary') throw new Error('no NUL was written');
  // From the end, so that places do not move: taking out what changed leaves the same lines.
  for (const { oldStart, oldLines, newStart, newLines } of [...hunks].reverse()) {
    old.splice(oldLines === 0 ? oldStart : oldStart - 1, oldLines);
    now.splice(newLines === 0 ? newStart : newStart - 1, newLines);
  }
  expect(old).toEqual(now);
}
