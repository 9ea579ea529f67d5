import { expect, test } from '@jest/globals';
import { problemsByField } from '../../src/model/problems-by-field.ts';

test('one entry a field, by field; messages once, the first line', () => {
  const problems = [
    { field: 'b', message: 'z is wrong', line: 9 },
    { field: 'b', message: 'a is wrong', line: 4 },
    { field: 'a', message: 'missing' },
    { field: 'b', message: 'z is wrong' },
  ];
  const expected = [
    { field: 'a', message: 'missing', line: undefined },
    { field: 'b', message: 'a is wrong; z is wrong', line: 4 },
  ];
  expect(problemsByField(problems)).toEqual(expected);
  expect(problemsByField([...problems].reverse())).toEqual(expected);
});
