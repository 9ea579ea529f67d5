import { describe, expect, test } from '@jest/globals';
import {
  type ClassifiedConflict,
  classifyConflicts,
  classOfPair,
} from '../../src/analysis/classify-conflicts.ts';
import { everyPair, type PairInteraction } from '../../src/analysis/pair-conflicts.ts';
import { indexPending } from '../../src/analysis/pending-index.ts';
import { added, edits, pending } from '../support/pending-change.ts';

const [pair] = everyPair(
  indexPending([
    pending('first', {
      'yarn.lock': edits('5,1:a'),
      'src/a.ts': edits('5,1:a'),
      'F1.ts': added('one'),
    }),
    pending('second', {
      'yarn.lock': edits('5,1:b'),
      'src/a.ts': edits('5,1:b'),
      'f1.ts': added('two'),
    }),
  ]),
) as readonly [PairInteraction];

const conflict = (type: string, ...paths: readonly string[]) => ({ type, paths, message: 'said' });

describe('each conflict that git confirmed gets the class of what predicted it', () => {
  const rows = [
    {
      why: 'predicted as mechanical',
      conflict: conflict('contents', 'yarn.lock'),
      is: 'mechanical',
    },
    { why: 'predicted as content', conflict: conflict('contents', 'src/a.ts'), is: 'content' },
    {
      why: 'at a name that git found by a rename',
      conflict: conflict('contents', 'src/new.ts'),
      is: 'content',
    },
    { why: 'binary', conflict: conflict('binary', 'logo.png'), is: 'content' },
    {
      why: 'a lock file that one side removed',
      conflict: conflict('modify/delete', 'yarn.lock'),
      is: 'structural',
    },
    {
      why: 'a type that a later git may invent',
      conflict: conflict('never seen', 'src/a.ts'),
      is: 'structural',
    },
    { why: 'a conflict that names no path', conflict: conflict('contents'), is: 'content' },
  ] as const;
  test.each(rows.map((row) => [row.why, row] as const))('%s', (_, { conflict, is }) => {
    expect(classifyConflicts({ ...pair, clashes: [] }, [conflict])).toEqual([
      { ...conflict, class: is },
    ]);
  });

  test('a clash of names is a conflict that git does not know', () => {
    expect(classifyConflicts(pair, [])).toMatchObject([
      { type: 'case-clash', class: 'structural', paths: ['F1.ts', 'f1.ts'] },
    ]);
  });
});

describe('a pair is as hard to settle as its hardest conflict', () => {
  const of = (...classes: readonly ClassifiedConflict['class'][]) =>
    classOfPair(classes.map((one) => ({ ...conflict('contents', 'a'), class: one })));
  test.each([
    ['only mechanical ones', of('mechanical', 'mechanical'), 'mechanical'],
    ['one in content among mechanical ones', of('mechanical', 'content'), 'content'],
    ['one structural among all', of('content', 'mechanical', 'structural'), 'structural'],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected);
  });
});
