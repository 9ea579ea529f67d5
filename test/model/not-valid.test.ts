import { describe, expect, test } from '@jest/globals';
import { notValid, placed } from '../../src/model/not-valid.ts';

describe('where a problem stands', () => {
  test.each([
    ['of the document itself', { field: '', message: 'It is empty' }, 'It is empty'],
    [
      'of a line',
      { field: 'mode', message: 'mode is missing', line: 3 },
      'line 3: mode is missing',
    ],
    [
      'of the syntax',
      { field: '', message: 'Not valid YAML', line: 3, column: 7 },
      'line 3, column 7: Not valid YAML',
    ],
  ])('%s', (_, problem, said) => {
    expect(placed(problem)).toBe(said);
  });
});

describe('a document that is not valid is configuration, whoever reads it', () => {
  const problems = ['a', 'b', 'c', 'd'].map((message) => ({ field: message, message }));

  test.each([
    ['one', 1, 'plan.yaml is not valid: a'],
    ['exactly as many as are told', 3, 'plan.yaml is not valid: a; b; c'],
    ['one more', 4, 'plan.yaml is not valid: a; b; c; and 1 more'],
  ])('%s', (_, count, message) => {
    expect(
      notValid('plan.yaml is not valid', problems.slice(0, count), 'Repair it.'),
    ).toMatchObject({
      kind: 'config',
      message,
      remedy: 'Repair it.',
    });
  });
});
