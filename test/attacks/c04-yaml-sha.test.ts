import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { BLOCK_LIMITS, readStructured } from '../../src/model/structured-text.ts';

const shaOf = (text: string): unknown => {
  const result = readStructured(text, { format: 'yaml', limits: BLOCK_LIMITS });
  return result.ok ? result.value['ref'] : undefined;
};

describe('a sha that YAML takes for something else (C04)', () => {
  test.each<[sha: string, naive: unknown, why: string]>([
    ['1234567', 1_234_567, 'an integer'],
    ['0012345', 12_345, 'an integer without its zeros: another commit'],
    ['123e456', Number.POSITIVE_INFINITY, 'a float beyond every float'],
    ['1e10000', Number.POSITIVE_INFINITY, 'a float beyond every float'],
    ['0000e00', 0, 'zero'],
    ['0o17777', 8_191, 'an octal number'],
    ['0xabcde', 703_710, 'a hexadecimal number'],
  ])('%s stays what it is, and is %s elsewhere (%s)', (sha, naive) => {
    expect(shaOf(`ref: ${sha}`)).toBe(sha);
    expect(parse(`ref: ${sha}`)).toEqual({ ref: naive });
  });

  test.each([
    ['letters', 'a3f92bc'],
    ['quoted digits', '"1234567"'],
    ['40 digits', '1234567890123456789012345678901234567890'],
    ['what YAML calls nothing', 'null'],
    ['what YAML calls true', 'true'],
  ])('benign twin: %s', (_why, written) => {
    expect(shaOf(`ref: ${written}`)).toBe(written.replaceAll('"', ''));
  });
});
