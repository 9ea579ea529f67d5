import { expect, test } from '@jest/globals';
import { newestRuns } from '../../../src/adapters/github/check-runs.ts';
import { ownComment, ownComments } from '../../../src/adapters/github/comments.ts';

const run = (databaseId: number | null, name: string, conclusion: string | null = 'SUCCESS') => ({
  ...{ id: `CR_${databaseId}`, databaseId, name, externalId: null, conclusion },
});
const suite = (...nodes: readonly ReturnType<typeof run>[]) => ({
  workflowRun: null,
  checkRuns: { nodes: [...nodes] },
});
const ids = (...nodes: readonly ReturnType<typeof suite>[]) =>
  newestRuns({ nodes: [...nodes] }).map(({ nodeId }) => nodeId);

test.each([
  ['none', [], []],
  ['each name has its own', [suite(run(1, 'b'), run(2, 'a'))], ['CR_2', 'CR_1']],
  ['of one suite the newest', [suite(run(1, 'a'), run(3, 'a'), run(2, 'a'))], ['CR_3']],
  [
    'of two suites the newest, in whatever order',
    [suite(run(9, 'a')), suite(run(5, 'a'))],
    ['CR_9'],
  ],
  ['a red one that is newer counts', [suite(run(1, 'a')), suite(run(2, 'a', 'FAILURE'))], ['CR_2']],
  ['one without a number is older than any', [suite(run(1, 'a'), run(null, 'a'))], ['CR_1']],
])('the newest run of each name: %s', (_why, suites, expected) => {
  expect(ids(...suites)).toEqual(expected);
});

test('what GitHub leaves out is undefined', () => {
  expect(newestRuns(null)).toEqual([]);
  expect(newestRuns({ nodes: [{ workflowRun: null, checkRuns: null }] })).toEqual([]);
  const checkRuns = { nodes: [{ ...run(1, 'a', null), externalId: 'x', text: 'words' }] };
  const runs = newestRuns({
    nodes: [
      { workflowRun: { databaseId: 7, file: { path: '.github/workflows/a.yml' } }, checkRuns },
      { workflowRun: { databaseId: null, file: null }, checkRuns: { nodes: [run(2, 'b')] } },
    ],
  });
  expect(runs).toEqual([
    {
      ...{ nodeId: 'CR_1', name: 'a', externalId: 'x', conclusion: undefined, text: 'words' },
      workflow: { run: 7, path: '.github/workflows/a.yml' },
    },
    {
      ...{ nodeId: 'CR_2', name: 'b', externalId: undefined, conclusion: 'SUCCESS', text: '' },
      workflow: undefined,
    },
  ]);
});

const MARKER = '<!-- handoff-gate:task -->';
const comment = (databaseId: number, viewerDidAuthor: boolean, body = `${MARKER}\nSays`) => ({
  ...{ id: `IC_${databaseId}`, databaseId, viewerDidAuthor, body },
});
const page = (...nodes: ReturnType<typeof comment>[]) => ({
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
