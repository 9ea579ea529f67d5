import { describe, expect, test } from '@jest/globals';
import { howLanded } from '../../src/analysis/how-landed.ts';
import type { Sha } from '../../src/model/sha.ts';
import { fakeHistory } from '../support/fake-history.ts';

/** Told by names: `h1: m0 → h2` = landed with h2, on m0. */
async function told(story: ReturnType<typeof fakeHistory>, names: readonly string[]) {
  const { history, sha } = story.make();
  const commits = await history.commits([sha('Initial')], sha('main'));
  const found = howLanded(commits, sha('main'), sha('Initial'));
  const nameOf = (id: Sha | undefined) => ['Initial', ...names].find((name) => sha(name) === id);
  expect(found.size).toBe(commits.length);
  return Object.fromEntries(
    names.map((name) => {
      const { head, before } = found.get(sha(name)) ?? {};
      return [name, `${nameOf(before)} → ${nameOf(head)}`];
    }),
  );
}

describe('how a commit landed', () => {
  test('by a merge, with the last commit of its branch', async () => {
    const story = fakeHistory({ a: '1', b: '1' })
      .branch('x')
      .edit('a', '2')
      .commit('h1')
      .edit('a', '3')
      .commit('h2')
      .on('main')
      .edit('b', '2')
      .commit('m1')
      .merge('x', 'M');
    expect(await told(story, ['h1', 'h2', 'm1', 'M'])).toEqual({
      h1: 'm1 → h2',
      h2: 'm1 → h2',
      m1: 'Initial → m1',
      M: 'Initial → M',
    });
  });

  test('fast-forwarded: a commit of the line', async () => {
    const story = fakeHistory({ a: '1' }).edit('a', '2').commit('h1').edit('a', '3').commit('h2');
    expect(await told(story, ['h1', 'h2'])).toEqual({
      h1: 'Initial → h1',
      h2: 'Initial → h2',
    });
  });

  test('what landed before is not landed again by who builds on it, or merged the line', async () => {
    const story = fakeHistory({ a: '1', b: '1', c: '1' })
      .branch('x')
      .edit('a', '2')
      .commit('x1')
      .branch('y')
      .edit('b', '2')
      .commit('y1')
      .on('main')
      .edit('c', '2')
      .commit('m1')
      .merge('x', 'MX')
      .on('y')
      .merge('main', 'y2')
      .on('main')
      .edit('c', '3')
      .commit('m2')
      .merge('y', 'MY');
    expect(await told(story, ['x1', 'y1', 'y2', 'm1', 'MX', 'm2'])).toEqual({
      x1: 'm1 → x1',
      y1: 'm2 → y2',
      y2: 'm2 → y2',
      m1: 'Initial → m1',
      MX: 'Initial → MX',
      m2: 'Initial → m2',
    });
  });

  test('a merge of an evil kind lands the branch all the same', async () => {
    const story = fakeHistory({ a: '1' })
      .branch('x')
      .edit('a', '2')
      .commit('x1')
      .on('main')
      .mergeOurs('x', 'M');
    expect(await told(story, ['x1', 'M'])).toEqual({ x1: 'Initial → x1', M: 'Initial → M' });
  });

  test('a branch without history', async () => {
    const story = fakeHistory({ a: '1' })
      .orphan('o')
      .edit('z', '1')
      .commit('o1')
      .on('main')
      .mergeOurs('o', 'M');
    expect(await told(story, ['o1'])).toEqual({ o1: 'Initial → o1' });
  });

  test('a line that begins in the range', async () => {
    const { history, sha } = fakeHistory({ a: '1' }).make();
    const found = howLanded(await history.commits([], sha('main')), sha('main'), sha('main'));
    expect(found.get(sha('main'))).toEqual({ head: sha('main'), before: sha('main') });
  });

  test('nothing since', () => {
    const none = 'f'.repeat(40) as Sha;
    expect(howLanded([], none, none).size).toBe(0);
  });
});
