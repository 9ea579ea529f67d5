import { describe, expect, test } from '@jest/globals';
import { countAttempt, type JudgedAttempt } from '../../src/model/attempt-count.ts';

const red = (attempt: number, head: string): JudgedAttempt => ({
  attempt,
  head,
  findings: [{ id: 'hg_00000001' }],
});
const green = (attempt: number, head: string): JudgedAttempt => ({ attempt, head, findings: [] });

const ROWS: readonly (readonly [
  why: string,
  earlier: readonly JudgedAttempt[],
  head: string,
  claimed: number | undefined,
  expected: { readonly attempt: number; readonly misclaimed: number | undefined },
])[] = [
  ['nothing was judged yet', [], 'a', 1, { attempt: 1, misclaimed: undefined }],
  ['nothing is claimed', [red(1, 'a')], 'b', undefined, { attempt: 2, misclaimed: undefined }],
  ['a new head after a red one', [red(1, 'a')], 'b', 2, { attempt: 2, misclaimed: undefined }],
  ['a new head that still says 1', [red(1, 'a')], 'b', 1, { attempt: 2, misclaimed: 1 }],
  ['the same head judged again', [red(1, 'a')], 'a', 1, { attempt: 1, misclaimed: undefined }],
  [
    'the same head, contract repaired',
    [red(1, 'a')],
    'a',
    2,
    { attempt: 2, misclaimed: undefined },
  ],
  ['the same head, two ahead', [red(1, 'a')], 'a', 3, { attempt: 1, misclaimed: 3 }],
  [
    'a green judgement uses nothing up',
    [green(1, 'a')],
    'b',
    1,
    { attempt: 1, misclaimed: undefined },
  ],
  [
    'going back to a head of before',
    [red(1, 'a'), red(2, 'b')],
    'a',
    1,
    { attempt: 3, misclaimed: 1 },
  ],
  ['ahead of the record', [], 'a', 2, { attempt: 1, misclaimed: 2 }],
];

describe('countAttempt', () => {
  test.each(ROWS)('%s', (_, earlier, head, claimed, expected) => {
    expect(countAttempt(earlier, head, claimed)).toEqual(expected);
    expect(countAttempt([...earlier].reverse(), head, claimed)).toEqual(expected);
  });

  test('saying 1 for ever does not buy a fourth try with new code', () => {
    const earlier: JudgedAttempt[] = [];
    for (const head of ['a', 'b', 'c', 'd']) {
      earlier.push(red(countAttempt(earlier, head, 1).attempt, head));
    }
    expect(earlier.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 4]);
  });
});
