import { expect, test } from '@jest/globals';
import { rubricDigest, rubricOf } from '../../src/model/rubric.ts';
import { spec } from '../support/output-facts.ts';

const R1 = { id: 'R1', text: 'Errors name the provider' };

test('the rubric, else the criteria', () => {
  expect(rubricOf(spec({ rubric: [R1] }))).toEqual([R1]);
  expect(rubricOf(spec()).map(({ id }) => id)).toEqual(['AC1', 'AC2']);
});

test('another word, another order or another id is another digest; the rest of the spec is not', () => {
  const digest = (rubric: readonly object[], more: object = {}) =>
    rubricDigest(spec({ rubric, ...more }));
  const R2 = { id: 'R2', text: 'No global state' };
  const own = digest([R1, R2]);
  expect(digest([R1, R2], { objective: 'Another' })).toBe(own);
  expect(digest([{ ...R1, text: 'Errors name the provider.' }, R2])).not.toBe(own);
  expect(digest([R2, R1])).not.toBe(own);
  expect(digest([{ ...R1, id: 'R3' }, R2])).not.toBe(own);
});
