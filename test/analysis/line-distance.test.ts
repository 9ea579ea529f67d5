import { describe, expect, test } from '@jest/globals';
import { lineDistance } from '../../src/analysis/line-distance.ts';
import { edit } from '../support/pending-change.ts';

const rows: readonly {
  readonly why: string;
  readonly first: readonly string[];
  readonly second: readonly string[];
  readonly gap: number | undefined;
  readonly touching?: readonly string[];
  readonly identical?: number;
}[] = [
  { why: 'one unchanged line between is enough for git', first: ['5,1'], second: ['7,1'], gap: 1 },
  { why: 'far apart', first: ['5,1'], second: ['100,3'], gap: 94 },
  {
    why: 'neighbouring lines touch',
    first: ['5,1'],
    second: ['6,1'],
    gap: 0,
    touching: ['5,1 6,1'],
  },
  {
    why: 'the same line, other text',
    first: ['5,1:a'],
    second: ['5,1:b'],
    gap: 0,
    touching: ['5,1:a 5,1:b'],
  },
  { why: 'overlap in part', first: ['5,4'], second: ['7,9'], gap: 0, touching: ['5,4 7,9'] },
  {
    why: 'one within the other',
    first: ['1,90'],
    second: ['40,1'],
    gap: 0,
    touching: ['1,90 40,1'],
  },
  {
    why: 'additions after the same line',
    first: ['5,0:a'],
    second: ['5,0:b'],
    gap: 0,
    touching: ['5,0:a 5,0:b'],
  },
  {
    why: 'additions after neighbouring lines have a line between',
    first: ['5,0'],
    second: ['6,0'],
    gap: 1,
  },
  {
    why: 'an addition right before a replaced line',
    first: ['4,0'],
    second: ['5,1'],
    gap: 0,
    touching: ['4,0 5,1'],
  },
  {
    why: 'an addition right after a replaced line',
    first: ['5,0'],
    second: ['5,1'],
    gap: 0,
    touching: ['5,0 5,1'],
  },
  { why: 'an addition one line after a replaced one', first: ['6,0'], second: ['5,1'], gap: 1 },
  {
    why: 'an addition at the top of the file',
    first: ['0,0'],
    second: ['1,1'],
    gap: 0,
    touching: ['0,0 1,1'],
  },
  {
    why: 'the same edit by both',
    first: ['5,1:a'],
    second: ['5,1:a'],
    gap: undefined,
    identical: 1,
  },
  {
    why: 'the same text for more lines is another edit',
    first: ['5,1:a'],
    second: ['5,2:a'],
    gap: 0,
    touching: ['5,1:a 5,2:a'],
  },
  {
    why: 'the same edit, and others far from it',
    first: ['5,1:a', '50,1:b'],
    second: ['5,1:a', '90,1:c'],
    gap: 39,
    identical: 1,
  },
  {
    why: 'one edit against several that it covers',
    first: ['10,20'],
    second: ['9,1', '15,1', '29,1', '31,1'],
    gap: 0,
    touching: ['10,20 9,1', '10,20 15,1', '10,20 29,1'],
  },
  {
    why: 'each of several against its own neighbour',
    first: ['10,1', '20,1', '30,1'],
    second: ['11,1', '25,1', '29,1'],
    gap: 0,
    touching: ['10,1 11,1', '30,1 29,1'],
  },
  {
    why: 'an edit that both make, and one that only the other makes',
    first: ['5,1:a'],
    second: ['5,1:a', '9,1'],
    gap: 3,
    identical: 1,
  },
  { why: 'nothing on one side', first: [], second: ['5,1'], gap: undefined },
];

describe('how close two edits of one file come', () => {
  for (const { why, first, second, gap, touching = [], identical = 0 } of rows) {
    test(`${why}: ${first} and ${second}`, () => {
      const there = lineDistance(first.map(edit), second.map(edit));
      const meetings = touching.map((pair) => pair.split(' ').map(edit));
      expect(there).toEqual({
        gap,
        identical,
        touching: meetings.map(([one, other]) => ({ first: one, second: other })),
      });
      const back = lineDistance(second.map(edit), first.map(edit));
      expect({ gap: back.gap, identical: back.identical }).toEqual({ gap, identical });
      expect(back.touching).toHaveLength(touching.length);
    });
  }
});
