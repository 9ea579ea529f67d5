import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ACTORS } from '../../src/model/actor.ts';

const rows = readFileSync('docs/glossary.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| (?!word |-)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const words = rows.map(([, word = '']) => word);

describe('the glossary', () => {
  test('stands in the order of the alphabet, each word once', () => {
    const sorted = [...new Set(words)].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    expect(words).toEqual(sorted);
    expect(words.length).toBeGreaterThan(50);
  });

  test('every row says what its word means and what not to call it', () => {
    for (const [, word, meaning, not] of rows) expect([word, meaning, not]).not.toContain('');
  });

  test('every actor is explained', () => {
    expect(words).toEqual(expect.arrayContaining([...ACTORS]));
  });
});
