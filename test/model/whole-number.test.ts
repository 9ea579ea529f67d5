import { describe, expect, test } from '@jest/globals';
import { share, wholeNumber } from '../../src/model/whole-number.ts';

describe('wholeNumber(1, 20)', () => {
  test.each([
    [1, 1],
    [20, 20],
    ['1', 1],
    ['20', 20],
    ['007', 7],
  ])('%j is %d', (value, number) => {
    expect(wholeNumber(1, 20).parse(value)).toBe(number);
  });

  test.each([
    0,
    21,
    1.5,
    '0',
    '21',
    '1.5',
    '1e1',
    '-1',
    '',
    ' 1',
    '0x1',
    '１',
    true,
    null,
    Infinity,
  ])('%j is none', (value) => {
    expect(wholeNumber(1, 20).safeParse(value).success).toBe(false);
  });
});

describe('share', () => {
  test.each([
    [0, 0],
    [1, 1],
    ['0.2', 0.2],
    ['1', 1],
    ['1.0', 1],
    [String(0.1 + 0.2), 0.1 + 0.2],
    [String(1e-7), 1e-7],
  ])('%j is %d', (value, number) => {
    expect(share().parse(value)).toBe(number);
  });

  test.each([-0.1, 1.01, '1.01', '20', '20%', '.2', '1e5', 'NaN', '', true])(
    '%j is none',
    (value) => {
      expect(share().safeParse(value).success).toBe(false);
    },
  );
});
