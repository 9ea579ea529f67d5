import { expect, test } from '@jest/globals';
import { indexPending } from '../../src/analysis/pending-index.ts';
import { sharedPaths } from '../../src/analysis/shared-paths.ts';
import { added, edits, pending } from '../support/pending-change.ts';

const index = indexPending([
  pending('near', { 'a.ts': edits('8,1'), 'own.ts': edits('1,1') }),
  pending('self', { 'a.ts': edits('5,1:s'), 'b.ts': added('same') }),
  pending('twin', { 'a.ts': edits('5,1:s', '90,1'), 'b.ts': added('same') }),
  pending('touching', { 'a.ts': edits('6,1') }),
  pending('elsewhere', { 'c.ts': edits('1,1') }),
]);

test('names every output on each path, how near it comes, and whether the edit is the same', () => {
  expect(sharedPaths(index, 'self')).toEqual([
    { other: 'near', path: 'a.ts', gap: 2, identical: false },
    { other: 'touching', path: 'a.ts', gap: 0, identical: false },
    { other: 'twin', path: 'a.ts', gap: 84, identical: true },
    { other: 'twin', path: 'b.ts', gap: undefined, identical: true },
  ]);
});

test('the other side sees the same distance', () => {
  expect(sharedPaths(index, 'near')).toContainEqual({
    other: 'self',
    path: 'a.ts',
    gap: 2,
    identical: false,
  });
});

test('an output that shares nothing, and one that is not pending', () => {
  expect(sharedPaths(index, 'elsewhere')).toEqual([]);
  expect(sharedPaths(index, 'gone')).toEqual([]);
});
