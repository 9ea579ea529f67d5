import { describe, expect, test } from '@jest/globals';
import { readStatements } from '../../src/model/statements.ts';

const READ: readonly { why: string; words: string; statements: unknown }[] = [
  {
    why: 'the seed list (C10)',
    words: 'Connection pool initialized; retries on failure; 3 integration tests pass',
    statements: [
      { text: 'Connection pool initialized' },
      { text: 'retries on failure' },
      { text: '3 integration tests pass' },
    ],
  },
  {
    why: 'bullets of every kind over lines, as a form has them',
    words: '- a\n* b\r\n+ c\n1. d\n2) e',
    statements: [{ text: 'a' }, { text: 'b' }, { text: 'c' }, { text: 'd' }, { text: 'e' }],
  },
  {
    why: 'ids that the author gave',
    words: '- AC2: no new dependency\nC1 — Session expiry: 24 hours\nR1. names the provider',
    statements: [
      { id: 'AC2', text: 'no new dependency' },
      { id: 'C1', text: 'Session expiry: 24 hours' },
      { id: 'R1', text: 'names the provider' },
    ],
  },
  {
    why: 'what begins like an id and is none',
    words: 'C4-compliance holds; AC1',
    statements: [{ text: 'C4-compliance holds' }, { text: 'AC1' }],
  },
  {
    why: 'blank parts are left out',
    words: ' ;; \n -  ;x;',
    statements: [{ text: '-' }, { text: 'x' }],
  },
  { why: 'nothing', words: '  ', statements: [] },
];

describe('readStatements', () => {
  test.each(READ.map((row) => [row.why, row] as const))('%s', (_, { words, statements }) => {
    expect(readStatements(words)).toEqual(statements);
  });

  test('a separator of its own keeps a ";" inside a statement', () => {
    expect(readStatements('C1: a; b\nC2: c', /\n/)).toEqual([
      { id: 'C1', text: 'a; b' },
      { id: 'C2', text: 'c' },
    ]);
  });
});
