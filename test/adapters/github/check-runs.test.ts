import { expect, test } from '@jest/globals';
import type { Actor } from '../../../src/adapters/github/actor.ts';
import { newestRuns } from '../../../src/adapters/github/check-runs.ts';
import { ownComment, ownComments } from '../../../src/adapters/github/comments.ts';

const run = (databaseId: number | null, name: string, conclusion: string | null = 'SUCCESS') => ({
  ...{ id: `CR_${databaseId}`, databaseId, name, externalId: null, conclusion },
});
const ids = (...nodes: readonly ReturnType<typeof run>[]) =>
  newestRuns(nodes).map(({ nodeId }) => nodeId);

test.each([
  ['none', [], []],
  ['each name has its own', [run(1, 'b'), run(2, 'a')], ['CR_2', 'CR_1']],
  ['the newest, in whatever order', [run(1, 'a'), run(9, 'a'), run(5, 'a')], ['CR_9']],
  ['a red one that is newer counts', [run(1, 'a'), run(2, 'a', 'FAILURE')], ['CR_2']],
  ['one without a number is older than any', [run(1, 'a'), run(null, 'a')], ['CR_1']],
  ['one without a number is better than none', [run(null, 'a')], ['CR_null']],
])('the newest run of each name: %s', (_why, runs, expected) => {
  expect(ids(...runs)).toEqual(expected);
});

test('what GitHub leaves out is undefined', () => {
  const open = { ...run(1, 'a', null), externalId: 'x', text: 'words' };
  expect(newestRuns([open, run(2, 'b')])).toEqual([
    { nodeId: 'CR_1', name: 'a', externalId: 'x', conclusion: undefined, text: 'words' },
    { nodeId: 'CR_2', name: 'b', externalId: undefined, conclusion: 'SUCCESS', text: '' },
  ]);
});

const MARKER = '<!-- handoff-gate:task -->';
const comment = (databaseId: number, viewerDidAuthor: boolean, body = `${MARKER}\nSays`) => ({
  ...{ id: `IC_${databaseId}`, databaseId, viewerDidAuthor, body },
  ...{ author: BOT, editor: undefined, lastEditedAt: null },
});
const BOT = { kind: 'bot', login: 'github-actions', id: 41_898_282 } as const;
const ADA = { kind: 'user', login: 'ada', id: 1 } as const satisfies Actor;
const edited = (databaseId: number, editor: Actor) => ({
  ...comment(databaseId, true),
  ...{ editor, lastEditedAt: '2026-05-03T10:00:00Z' },
});
const page = (...nodes: (ReturnType<typeof comment> | ReturnType<typeof edited>)[]) => ({
  pageInfo: { hasNextPage: false, endCursor: null },
  nodes,
});

test.each([
  ['none', page(), []],
  ['ours', page(comment(1, true)), [1]],
  ["somebody else's with our marker (F01, G12)", page(comment(1, false)), []],
  ['ours without the marker', page(comment(1, true, 'Says')), []],
  ['ours that quotes the marker', page(comment(1, true, `> ${MARKER}`)), []],
  [
    'of several the oldest first, in whatever order',
    page(comment(9, true), comment(4, true)),
    [4, 9],
  ],
])('comments that are ours: %s', (_why, given, expected) => {
  expect(ownComments(given, MARKER).map(({ order }) => order)).toEqual(expected);
  expect(ownComment(given, MARKER)?.order).toBe(expected[0]);
});

test.each([
  ['nobody edited it', comment(1, true), 'ours'],
  ['we did', edited(1, BOT), 'ours'],
  ['somebody else did (G12)', edited(1, ADA), 'edited'],
  ['an account that is gone did', edited(1, undefined), 'edited'],
  ['a user with the id of our bot did', edited(1, { ...ADA, id: BOT.id }), 'edited'],
])('whose word a comment is: %s', (_why, given, state) => {
  expect(ownComment(page(given), MARKER)?.state).toBe(state);
});

test('one that somebody edited comes after those that are our word, however old', () => {
  const all = page(edited(1, ADA), comment(3, true), comment(2, true));
  expect(ownComments(all, MARKER).map(({ order }) => order)).toEqual([2, 3, 1]);
});
