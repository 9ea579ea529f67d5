import { expect, test } from '@jest/globals';
import { historyAhead } from '../../src/evidence/history-ahead.ts';
import type { History } from '../../src/ports/history.ts';
import { fakeHistory } from '../support/fake-history.ts';

const { history, sha } = fakeHistory({ a: '1', b: '1' })
  .branch('early')
  .branch('x')
  .edit('a', '2')
  .commit('X')
  .on('main')
  .edit('b', '2')
  .commit('Main')
  .make();
const [base, head, first] = [sha('main'), sha('x'), sha('early')];

/** The same history, and every question that reached it one by one. */
function listening() {
  const asked: string[] = [];
  const heard: History = {
    ...history,
    mergeBases: (a, b) => {
      asked.push('mergeBases');
      return history.mergeBases(a, b);
    },
    changes: (from, to) => {
      asked.push('changes');
      return history.changes(from, to);
    },
    commits: (bases, tip) => {
      asked.push('commits');
      return history.commits(bases, tip);
    },
  };
  return { asked, heard };
}

const answers = async ({ mergeBases, changes, commits }: History) => [
  await mergeBases(base, head),
  await changes(first, head),
  await commits([first], head),
];

test('of a head that it knows it answers all three, and asks nobody', async () => {
  const { asked, heard } = listening();
  const ahead = await historyAhead(heard, base, [head]);
  asked.length = 0;
  expect(await answers(ahead)).toEqual(await answers(history));
  expect(asked).toEqual([]);
});

test.each<readonly [string, (of: History) => Promise<unknown>]>([
  ['a head that nobody named', (of) => of.mergeBases(base, first)],
  ['merge bases with something else than the base', (of) => of.mergeBases(first, head)],
  ['changes since something else than the merge base', (of) => of.changes(base, head)],
  ['commits without other ones than the merge base', (of) => of.commits([base, first], head)],
  ['commits of a head that nobody named', (of) => of.commits([first], base)],
])('%s: asked as ever', async (_, ask) => {
  const { asked, heard } = listening();
  const ahead = await historyAhead(heard, base, [head]);
  asked.length = 0;
  expect(await ask(ahead)).toEqual(await ask(history));
  expect(asked).toHaveLength(1);
});

test('a head that the ranges leave out is asked for alone', async () => {
  const { asked, heard } = listening();
  const silent: History = { ...heard, ranges: async () => new Map() };
  const ahead = await historyAhead(silent, base, [head]);
  expect(await answers(ahead)).toEqual(await answers(history));
  expect(asked).toEqual(['mergeBases', 'changes', 'commits']);
});

test.each<readonly [string, readonly [typeof base, readonly (typeof base)[]], number]>([
  ['of heads that were asked for: known', [base, [head]], 0],
  ['of one more: asked as ever', [base, [head, first]], 1],
  ['since another base: asked as ever', [first, [head]], 1],
])('ranges %s', async (_, [from, heads], times) => {
  let asked = 0;
  const heard: History = {
    ...history,
    ranges: (...of) => {
      asked += 1;
      return history.ranges(...of);
    },
  };
  const ahead = await historyAhead(heard, base, [head]);
  asked = 0;
  expect(await ahead.ranges(from, heads)).toEqual(await history.ranges(from, heads));
  expect(asked).toBe(times);
});
