import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { LIMITS } from '../../src/model/limits.ts';
import { PathText, parseRepoPath, whyNotRepoPath } from '../../src/model/repo-path.ts';

const REFUSED: readonly [string, string, string][] = [
  ['nothing', '', 'is empty'],
  ['an absolute path', '/etc/passwd', 'is absolute'],
  ['a drive', 'C:/x', 'is absolute'],
  ['a climb', '../x', '"." or ".." segment'],
  ['a climb inside', 'a/../b', '"." or ".." segment'],
  ['a climb at the end', 'a/..', '"." or ".." segment'],
  ['a dot segment', './a', '"." or ".." segment'],
  ['a doubled slash', 'a//b', 'empty segment'],
  ['a slash at the end', 'a/', 'empty segment'],
  ['a backslash', 'a\\b', 'backslash'],
  ['a NUL', 'a\0b', 'NUL'],
  ['a climb after a line break', 'a\n/../b', '"." or ".." segment'],
  ['4,097 bytes', 'a'.repeat(LIMITS.pathBytes + 1), 'longer than 4096 bytes'],
  ['4,098 bytes of 2,049 letters', 'é'.repeat(2_049), 'longer than 4096 bytes'],
];

const READ: readonly [string, string][] = [
  ['a file', 'README.md'],
  ['dots in names', 'a../..b/...'],
  ['blanks and brackets', 'app/[id]/my page.tsx'],
  ['a colon that is no drive', 'ab:c'],
  ['exactly 4,096 bytes', 'a'.repeat(LIMITS.pathBytes)],
];

describe('RepoPath (threat D11)', () => {
  test.each(REFUSED)('refuses %s', (_, path, why) => {
    expect(whyNotRepoPath(path)).toContain(why);
    expect(parseRepoPath(path)).toBeUndefined();
    expect(PathText.safeParse(path).success).toBe(false);
  });

  test.each(READ)('reads %s', (_, path) => {
    expect(parseRepoPath(path)).toBe(path);
    expect(PathText.parse(path)).toBe(path);
  });

  test('the pattern of the JSON Schema says the same', () => {
    const schema = z.toJSONSchema(PathText);
    const pattern = new RegExp(String(schema.pattern), 'u');
    const part = fc.constantFrom('a', '/', '.', '..', '\\', '\0', 'C:', '\n', 'é', ' ', ':');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const path = parts.join('');
        expect(pattern.test(path)).toBe(parseRepoPath(path) !== undefined);
      }),
      { numRuns: 5_000 },
    );
    expect(schema.maxLength).toBe(LIMITS.pathBytes);
  });
});
