import { describe, expect, test } from '@jest/globals';
import type { NamedChecks, RunNode } from '../../../src/adapters/github/check-runs.ts';
import type { Policy } from '../../../src/model/policy.ts';
import { olderTests, testsOnHeads } from '../../../src/shells/github/recorded-tests.ts';
import { fakeHistory } from '../../support/fake-history.ts';

const { history, sha } = fakeHistory({ a: '0' })
  .branch('one')
  .edit('a', '1')
  .commit('one 1')
  .branch('seven', 'main')
  .edit('b', '1')
  .commit('seven 1')
  .edit('b', '2')
  .commit('seven 2')
  .edit('b', '3')
  .commit('seven 3')
  .edit('b', '4')
  .commit('seven 4')
  .edit('b', '5')
  .commit('seven 5')
  .edit('b', '6')
  .commit('seven 6')
  .make();
const node: RunNode = {
  ...{ id: 'CR_1', databaseId: 1, name: 'handoff-tests', externalId: null, conclusion: 'SUCCESS' },
};

/** What was asked, and what came of it: each commit has one run that says which commit it is. */
async function look(
  pullRequests: readonly { readonly on: string; readonly body: string }[],
  known: readonly string[] = [],
) {
  const asked: NamedChecks[] = [];
  const texts = await olderTests(
    {
      history,
      base: sha('main'),
      async checks(named) {
        asked.push(...named);
        return ({ head }) => [{ ...node, text: head }];
      },
    },
    pullRequests.map(({ on, body }) => ({ head: sha(on), body })),
    new Set(known),
  );
  return { asked: asked.map(({ head }) => head), texts };
}

test('of a run that nobody knows: the four commits before the head, the oldest first', async () => {
  const { asked, texts } = await look([{ on: 'seven', body: 'test-run:run-1-1-2/2' }]);
  expect(asked).toEqual(['seven 2', 'seven 3', 'seven 4', 'seven 5'].map(sha));
  expect(texts).toEqual(asked);
});

test('two pull requests with one head are one question', async () => {
  const twins = [
    { on: 'seven', body: 'test-run:run-1-1' },
    { on: 'seven', body: 'test-run:run-2-1' },
  ];
  expect((await look(twins)).asked).toHaveLength(4);
});

test.each([
  ['no run is cited', { on: 'seven', body: 'ref: commit:abc' }, []],
  [
    'the head has the run that is cited',
    { on: 'seven', body: 'test-run:run-1-1-2/2' },
    ['run-1-1'],
  ],
  ['there is no commit before the head', { on: 'one', body: 'test-run:run-1-1' }, []],
])('GitHub is not asked: %s', async (_why, one, known) => {
  expect(await look([one], known)).toEqual({ asked: [], texts: [] });
});

describe('runs on the heads', () => {
  const agent = {
    head: sha('one'),
    asked: ['handoff-gate', 'handoff-tests'],
    testTexts: ['known'],
  };
  const person = { head: sha('seven'), asked: ['handoff-gate'], testTexts: [] };
  const texts = async (applies: Policy['applies-to'], details = [agent, person]) => {
    const asked: string[] = [];
    const found = await testsOnHeads(
      {
        async checks(named) {
          asked.push(...named.map(({ head }) => head));
          return ({ head }) => [{ ...node, text: head }];
        },
        policy: { 'applies-to': applies },
      },
      details,
    );
    return { asked, found };
  };

  test('who hands nothing over is judged by none, and nobody asks', async () => {
    expect(await texts('executors')).toEqual({ asked: [], found: ['known'] });
  });

  test.each<Policy['applies-to']>(['all', { branches: ['**'] }])(
    'where they are judged all the same, they are asked about, together: %j',
    async (applies) => {
      const expected = { asked: [person.head], found: ['known', person.head] };
      expect(await texts(applies)).toEqual(expected);
      expect(await texts(applies, [agent])).toEqual({ asked: [], found: ['known'] });
    },
  );
});
