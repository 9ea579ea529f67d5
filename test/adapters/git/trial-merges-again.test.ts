import { describe, expect, test } from '@jest/globals';
import { gitTrialMerges } from '../../../src/adapters/git/git-trial-merges.ts';
import { openRepository } from '../../../src/adapters/git/open-repository.ts';
import { fileHunkCache } from '../../../src/adapters/store/file-cache.ts';
import { surveyPending } from '../../../src/evidence/survey-pending.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { type MadeRepo, repo, temporaryFolder } from '../../support/repo.ts';

const text = (...changed: readonly string[]): string =>
  Array.from(
    { length: 40 },
    (_, at) => `${changed.find((one) => one.startsWith(`${at + 1} `)) ?? at + 1}\n`,
  ).join('');

/** `a` and `b` conflict in `f`; `c` shares `g` with `a` and merges; `d` has files of its own. */
const told = () =>
  repo({ f: text(), g: text('1 g'), own: text('1 own'), other: text('1 other') })
    .branch('a')
    .edit('f', text('5 a'))
    .edit('g', text('1 g', '5 a'))
    .commit('A')
    .branch('b', 'main')
    .edit('f', text('5 b'))
    .commit('B')
    .branch('c', 'main')
    .edit('g', text('1 g', '30 c'))
    .commit('C')
    .branch('d', 'main')
    .edit('own', text('1 own', '5 d'))
    .commit('D')
    .on('main');

/** One run as a command makes it: what it says, and what it asked git for. */
async function run(made: MadeRepo, folder: string | undefined, outputs = ['a', 'b', 'c', 'd']) {
  const repository = await openRepository(made.dir);
  const asked: string[] = [];
  const judge: typeof repository.judge = async (call) => {
    const answer = await repository.judge(call);
    const [command] = call.args.filter((arg) => /^[a-z]+-[a-z-]+$/.test(arg));
    const files = answer.stdout.toString('latin1').match(/^index /gm)?.length;
    const count = String(call.stdin ?? '').split('\n').length - 1;
    asked.push(call.args.includes('-p') ? `lines ${files}` : `${command} ${count}`);
    return answer;
  };
  const cache = folder === undefined ? undefined : fileHunkCache(folder, 'test');
  const survey = await surveyPending(gitTrialMerges({ ...repository, judge }, cache), {
    base: made.sha('main') as Sha,
    outputs: outputs.map((id, since) => ({
      id,
      ref: `refs/heads/${id}`,
      head: made.sha(id) as Sha,
      task: undefined,
      since,
    })),
    dependsOn: new Map(),
    stacks: new Map(),
    landed: new Set(),
  });
  await cache?.save();
  await repository.close();
  const said = [
    ...[...survey.baseMerges].map(([id, merge]) => `${id} ${merge.state}`),
    ...survey.pairs.map(({ first, second, merge }) => `${first} ${second} ${merge.state}`),
  ];
  return { said, asked: asked.sort() };
}

const SAID = ['a clean', 'b clean', 'c clean', 'd clean', 'a b conflict'];

describe('a second run', () => {
  test('asks git for nothing when nothing changed, and says the same', async () => {
    const made = told().make();
    const folder = temporaryFolder();
    const first = await run(made, folder);
    expect(first.said).toEqual(SAID);
    // Four heads and the base tip itself, four lists of names, lines of two files in two heads each, one pair.
    expect(first.asked).toEqual(['diff-tree 4', 'lines 4', 'merge-tree 1', 'merge-tree 5']);
    expect(await run(made, folder)).toEqual({ said: SAID, asked: [] });
  });

  test('after a push asks for the pushed head only', async () => {
    const story = told();
    const folder = temporaryFolder();
    await run(story.make(), folder);
    const made = story.on('d').edit('own', text('1 own', '7 d')).commit('Pushed').make();
    expect(await run(made, folder)).toEqual({ said: SAID, asked: ['diff-tree 1', 'merge-tree 1'] });
  });

  test('after a push that meets others makes their trees again, which an earlier run threw away', async () => {
    const story = told();
    const folder = temporaryFolder();
    await run(story.make(), folder);
    const made = story.on('d').edit('f', text('5 d')).commit('Pushed').make();
    const again = await run(made, folder);
    expect(again.said).toEqual([...SAID, 'a d conflict', 'b d conflict']);
    // The pushed head; its lines; the heads of a and b once more; two pairs. The pair a b is remembered.
    expect(again.asked).toEqual([
      'diff-tree 1',
      'lines 1',
      'merge-tree 1',
      'merge-tree 2',
      'merge-tree 2',
    ]);
  });

  test('a path that becomes shared is read where it was not, in the head that did not change', async () => {
    const story = told();
    const folder = temporaryFolder();
    await run(story.make(), folder);
    const made = story.branch('e', 'main').edit('own', text('1 own', '5 e')).commit('E').make();
    const again = await run(made, folder, ['a', 'b', 'c', 'd', 'e']);
    expect(again.said).toContain('d e conflict');
    // The new head and its names; lines of it and of d, whose tree is made again; the pair.
    expect(again.asked).toEqual([
      'diff-tree 1',
      'lines 2',
      'merge-tree 1',
      'merge-tree 1',
      'merge-tree 1',
    ]);
  });

  test('after the base moved compares no lines of a file that has the same blob as before', async () => {
    const story = told();
    const folder = temporaryFolder();
    await run(story.make(), folder);
    const made = story.on('main').edit('other', text('1 other', '5 main')).commit('Moved').make();
    const again = await run(made, folder);
    expect(again.said).toEqual(SAID);
    expect(again.asked).toEqual(['diff-tree 4', 'merge-tree 1', 'merge-tree 5']);
  });

  test('after the base moved in a shared file compares the lines of that file again', async () => {
    const story = told();
    const folder = temporaryFolder();
    await run(story.make(), folder);
    const made = story.on('main').edit('g', text('1 g', '38 main')).commit('Moved').make();
    const again = await run(made, folder);
    expect(again.said).toEqual(SAID);
    expect(again.asked).toContain('lines 2');
  });
});

test('merges every head anew when the base moves: a change that both had made hides in no diff', async () => {
  // The head makes the same change as the base tip, so its diff against the tip is empty. Then the base changes that line
  // once more: git merges three versions of it and conflicts. Whoever keeps answers by the paths of the diff says "clean".
  const story = repo({ f: text() })
    .branch('same')
    .edit('f', text('5 fix'))
    .commit('Same')
    .on('main')
    .edit('f', text('5 fix'))
    .commit('Fix');
  const folder = temporaryFolder();
  expect((await run(story.make(), folder, ['same'])).said).toEqual(['same clean']);
  const made = story.edit('f', text('5 better')).commit('Better').make();
  expect((await run(made, folder, ['same'])).said).toEqual(['same conflict']);
  expect((await run(made, undefined, ['same'])).said).toEqual(['same conflict']);
});

test('what could not be evaluated is tried again, never kept', async () => {
  const story = told();
  const folder = temporaryFolder();
  const made = story.orphan('lost').edit('z', 'z').commit('Root').make();
  const once = await run(made, folder, ['a', 'lost']);
  const twice = await run(made, folder, ['a', 'lost']);
  expect(once.said).toEqual(['a clean', 'lost not-evaluated']);
  expect(twice).toEqual({ said: once.said, asked: ['merge-tree 1'] });
});
