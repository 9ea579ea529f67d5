import { describe, expect, test } from '@jest/globals';
import type { CheckRun } from '../../../src/adapters/github/check-runs.ts';
import {
  type CheckContent,
  checkWrites,
  furtherAnnotations,
} from '../../../src/adapters/github/check-writes.ts';
import { digestOf } from '../../../src/model/digest.ts';
import type { Sha } from '../../../src/model/sha.ts';
import type { Annotation } from '../../../src/report/annotations.ts';

const HEAD = 'a'.repeat(40) as Sha;
const id = (key: string, page: string) => `${digestOf(key)}.${digestOf(page)}`;
const CONTENT: CheckContent = {
  name: 'handoff-gate',
  conclusion: 'failure',
  title: 'Drift',
  summary: 'Too much',
  text: '',
  annotationPages: [],
  externalId: id('key', 'page'),
};
const BEFORE: CheckRun = {
  nodeId: 'CR_1',
  name: 'handoff-gate',
  externalId: CONTENT.externalId,
  conclusion: 'FAILURE',
  text: '',
};
const annotation = (line: number): Annotation => ({
  ...{ path: 'a.ts', startLine: line, endLine: line + 1 },
  ...{ level: 'failure', title: 'Drift', message: 'Out of scope' },
});
const mutations = (before: CheckRun | undefined, content = CONTENT) =>
  checkWrites('R_1', HEAD, content, before).map(({ mutation }) => mutation);

describe('what says the same already is left as it is (M13)', () => {
  test.each<readonly [string, CheckRun | undefined, readonly string[]]>([
    ['the same page and conclusion', BEFORE, []],
    ['the same page of another key', { ...BEFORE, externalId: id('old', 'page') }, []],
    ['there is none', undefined, ['createCheckRun']],
    ['another page', { ...BEFORE, externalId: id('key', 'old') }, ['createCheckRun']],
    ['somebody wrote one without an id', { ...BEFORE, externalId: undefined }, ['createCheckRun']],
    ['an id that is none of ours', { ...BEFORE, externalId: 'page' }, ['createCheckRun']],
    [
      'a green one with our id, copied (G01)',
      { ...BEFORE, conclusion: 'SUCCESS' },
      ['createCheckRun'],
    ],
    ['a neutral one with our id, copied', { ...BEFORE, conclusion: 'NEUTRAL' }, ['createCheckRun']],
    ['a skipped one with our id, copied', { ...BEFORE, conclusion: 'SKIPPED' }, ['createCheckRun']],
    ['GitHub called it stale', { ...BEFORE, conclusion: 'STALE' }, ['createCheckRun']],
    ['it was begun and never ended', { ...BEFORE, conclusion: undefined }, ['updateCheckRun']],
  ])('%s: %j', (_why, before, expected) => {
    expect(mutations(before)).toEqual(expected);
  });
});

test.each(['success', 'failure', 'action_required'] as const)(
  'a new run is completed at once, on the head: %s',
  (conclusion) => {
    const content = {
      ...CONTENT,
      conclusion,
      text: 'more',
      annotationPages: [[annotation(1)]],
    };
    expect(checkWrites('R_1', HEAD, content, undefined)).toEqual([
      {
        mutation: 'createCheckRun',
        input: {
          repositoryId: 'R_1',
          headSha: HEAD,
          name: 'handoff-gate',
          status: 'COMPLETED',
          conclusion: conclusion.toUpperCase(),
          externalId: CONTENT.externalId,
          output: {
            ...{ title: 'Drift', summary: 'Too much', text: 'more' },
            annotations: [
              {
                ...{ path: 'a.ts', location: { startLine: 1, endLine: 2 } },
                ...{ annotationLevel: 'FAILURE', title: 'Drift', message: 'Out of scope' },
              },
            ],
          },
        },
      },
    ]);
  },
);

test('a run that was begun is completed by its id, without a head', () => {
  const [one] = checkWrites('R_1', HEAD, CONTENT, { ...BEFORE, conclusion: undefined });
  expect(one?.input).toMatchObject({ checkRunId: 'CR_1', conclusion: 'FAILURE' });
  expect(one?.input).not.toHaveProperty('headSha');
  expect(one?.input['output']).toEqual({ title: 'Drift', summary: 'Too much' });
});

describe('marks beyond the first page', () => {
  const marks = (lines: readonly number[]) => lines.map((line) => annotation(line));
  const further = (pages: readonly (readonly number[])[]) =>
    furtherAnnotations('R_1', 'CR_9', { ...CONTENT, annotationPages: pages.map(marks) });

  test.each([
    [[], []],
    [[[1]], []],
    [
      [[1], [2], [3]],
      [2, 3],
    ],
  ])('pages %j: updates that add %j to the run', (pages, lines) => {
    expect(further(pages)).toEqual(
      lines.map((line) => ({
        mutation: 'updateCheckRun',
        input: expect.objectContaining({
          repositoryId: 'R_1',
          checkRunId: 'CR_9',
          output: expect.objectContaining({
            title: 'Drift',
            annotations: [
              expect.objectContaining({ location: { startLine: line, endLine: line + 1 } }),
            ],
          }),
        }),
      })),
    );
  });

  test.each([
    ['one page: the run is known at once', [[1]], [CONTENT.externalId]],
    ['two: with the second', [[1], [2]], ['', CONTENT.externalId]],
    ['three: with the third', [[1], [2], [3]], ['', undefined, CONTENT.externalId]],
  ])('%s', (_, pages, ids) => {
    const content = { ...CONTENT, annotationPages: pages.map(marks) };
    const all = [...checkWrites('R_1', HEAD, content, undefined), ...further(pages)];
    expect(all.map(({ input }) => input['externalId'])).toEqual(ids);
  });

  test('a run whose last page was lost says nothing that is known: it is written anew', () => {
    expect(mutations({ ...BEFORE, externalId: '' })).toEqual(['createCheckRun']);
  });
});
