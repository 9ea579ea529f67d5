import { describe, expect, test } from '@jest/globals';
import { parseTrialMerges } from '../../../src/adapters/git/parse-trial-merges.ts';

/** Fields end with a NUL each, as git prints them. */
const fields = (...all: readonly string[]): Buffer =>
  Buffer.from(all.map((one) => `${one}\0`).join(''));
const CLEAN = ['1', 'tree', ''];
const STAGED = ['100644 1111 1\tf', '100644 2222 2\tf', ''];
const CONTENT = ['1', 'f', 'CONFLICT (contents)', 'CONFLICT (content): Merge conflict in f\n'];
const AUTO = ['1', 'f', 'Auto-merging', 'Auto-merging f\n'];
const conflict = (...messages: readonly string[]) => ['0', 'tree', ...STAGED, ...messages, ''];

describe('answers of git merge-tree --stdin', () => {
  test('a clean one, one with a conflict, a clean one', () => {
    expect(parseTrialMerges(fields(...CLEAN, ...conflict(...AUTO, ...CONTENT), ...CLEAN))).toEqual([
      { state: 'clean', tree: 'tree' },
      {
        state: 'conflict',
        conflicts: [
          { type: 'contents', paths: ['f'], message: 'CONFLICT (content): Merge conflict in f' },
        ],
      },
      { state: 'clean', tree: 'tree' },
    ]);
  });

  test.each([
    [
      'several paths',
      ['3', 'f', 'g', 'h', 'CONFLICT (rename/rename)', 'm\n'],
      'rename/rename',
      ['f', 'g', 'h'],
    ],
    [
      'a type that git spells without the blank',
      ['1', 'd', 'CONFLICT(directory rename unclear split)', 'm\n'],
      'directory rename unclear split',
      ['d'],
    ],
    [
      'a message over several lines',
      ['1', 'f', 'CONFLICT (contents)', 'm\nmore\n'],
      'contents',
      ['f'],
    ],
    ['no path', ['0', 'CONFLICT (later git)', 'm\n'], 'later git', []],
  ])('%s', (_, message, type, paths) => {
    const [merge] = parseTrialMerges(fields(...conflict(...message)));
    expect(merge).toMatchObject({ state: 'conflict', conflicts: [{ type, paths }] });
  });

  test('advice on submodules stands where the empty field ends the merge; the next merge is read', () => {
    const advice = 'Recursive merging with submodules currently only supports trivial cases.\n…\n';
    const answers = fields('0', 'tree', ...STAGED, ...CONTENT, advice, ...CLEAN);
    expect(parseTrialMerges(answers).map(({ state }) => state)).toEqual(['conflict', 'clean']);
  });

  test('an error that git names among its messages means that it could not look', () => {
    const error = ['1', 'f', 'ERROR (object read failed)', 'error: cannot read object 1234\n'];
    expect(parseTrialMerges(fields(...conflict(...error, ...CONTENT)))).toEqual([
      { state: 'not-evaluated', because: 'error: cannot read object 1234' },
    ]);
  });

  test('a conflict without a message that says so is still one, with the files that git left unmerged', () => {
    const unnamed = { type: 'unnamed', paths: ['f'], message: 'git names no type' };
    for (const messages of [[], AUTO]) {
      const merges = parseTrialMerges(fields(...conflict(...messages)));
      expect(merges).toEqual([{ state: 'conflict', conflicts: [unnamed] }]);
    }
  });

  test('whatever is cut off is left out, wherever the cut is', () => {
    const whole = fields(...CLEAN, ...conflict(...CONTENT));
    for (let bytes = 0; bytes < whole.length; bytes += 1) {
      const merges = parseTrialMerges(whole.subarray(0, bytes));
      const complete = bytes < fields(...CLEAN).length ? 0 : 1;
      expect(merges).toEqual([{ state: 'clean', tree: 'tree' }].slice(0, complete));
    }
    expect(parseTrialMerges(whole)).toHaveLength(2);
  });
});
