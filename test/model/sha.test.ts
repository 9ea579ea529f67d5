import { describe, expect, test } from '@jest/globals';
import { isNullSha, parseSha, ShaText } from '../../src/model/sha.ts';

describe('Sha (threat C03)', () => {
  test.each(['a'.repeat(40), '0123456789abcdef'.repeat(4)])('%s is a full id', (text) => {
    expect(parseSha(text)).toBe(text);
    expect(ShaText.parse(text)).toBe(text);
  });

  test.each([
    '',
    'a3f92bc',
    'a'.repeat(39),
    'a'.repeat(41),
    'A'.repeat(40),
    'HEAD',
    `${'a'.repeat(40)}\n`,
  ])('%j is none', (text) => {
    expect(parseSha(text)).toBeUndefined();
    expect(ShaText.safeParse(text).success).toBe(false);
  });

  test.each([
    ['0'.repeat(40), true],
    ['0'.repeat(64), true],
    [`${'0'.repeat(39)}1`, false],
  ])('%s is the id of nothing: %p', (text, none) => {
    expect(isNullSha(text)).toBe(none);
  });
});
