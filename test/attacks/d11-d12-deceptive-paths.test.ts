import { posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compileScope } from '../../src/analysis/scope-match.ts';
import { parseRepoPath } from '../../src/model/repo-path.ts';

const problems = (pattern: string): readonly string[] =>
  compileScope([pattern]).problems.map(({ code }) => code);

describe('a path that is another one (D11)', () => {
  test.each([
    ['climbs out at once', '../../etc/passwd'],
    ['climbs out on the way', 'src/../../infra/main.tf'],
    ['climbs to another folder', 'src/auth/../../infra/main.tf'],
    ['is the folder itself', 'src/.'],
    ['hides a step', 'src/./../infra/main.tf'],
    ['doubles a slash', 'src//auth/a.ts'],
    ['ends with a slash', 'src/auth/'],
    ['is absolute', '/infra/main.tf'],
    ['has a drive', 'C:/infra/main.tf'],
    ['has a drive and no root', 'c:infra/main.tf'],
    ['climbs out as Windows does', '..\\infra\\main.tf'],
    ['is a share', '\\\\host\\share'],
    ['ends early in C', 'src/auth/a.ts\0.md'],
    ['is longer than any system opens', `src/${'a/'.repeat(2_100)}a`],
    ['is nothing', ''],
  ])('%s', (_why, path) => {
    expect(parseRepoPath(path)).toBeUndefined();
    expect(problems(path)).not.toEqual([]);
  });

  test('without the defence a path that begins with the scope leaves it', () => {
    const path = 'src/auth/../../infra/main.tf';
    expect(path.startsWith('src/auth/')).toBe(true);
    expect(posix.normalize(path)).toBe('infra/main.tf');
  });

  test.each([
    ['dots in names', 'src/..a/b../...'],
    ['spaces', 'docs/a b.md'],
    ['a tilde', '~/x'],
    ['an encoded slash, which is no slash to git', 'src/%2e%2e%2fa'],
    ['a colon later', 'src/a:b'],
  ])('benign twin: %s', (_why, path) => {
    expect(parseRepoPath(path)).toBe(path);
    expect(problems(path)).toEqual([]);
  });
});

describe('a pattern that is read as another one (D12)', () => {
  test.each([
    ['a Cyrillic letter', 'src/\u0430uth/login.ts'],
    ['a Greek letter', 'src/\u03b1uth/login.ts'],
    ['an Armenian letter', 'src/auth/l\u0585gin.ts'],
    ['a zero-width space', 'src/auth\u200b/login.ts'],
    ['a soft hyphen', 'src/au\u00adth/login.ts'],
    ['text that runs backwards', 'src/auth/\u202egnp.ts'],
    ['tag characters', 'src/auth/login\u{e002e}\u{e0074}.ts'],
    ['full-width letters', 'src/\uff41uth/login.ts'],
    ['full-width dots and slashes', '\uff0e\uff0e\uff0finfra'],
    ['a no-break space', 'src/auth/log\u00a0in.ts'],
    ['an accent beside its letter', 'src/caf\u0065\u0301.ts'],
    ['a Kelvin sign', 'src/\u212aey.ts'],
    ['a one-dot leader for a dot', 'src/auth\u2024ts'],
  ])('%s', (_why, pattern) => {
    expect(problems(pattern)).toEqual(['deceptive']);
    // Without the problem the pattern would simply work: it authorises the file that nobody read.
    expect(compileScope([pattern]).matches(pattern)).toBe(true);
  });

  test.each([
    ['an accent inside its letter', 'src/caf\u00e9.ts'],
    ['a Russian word', 'docs/руководство.md'],
    ['a Japanese word with a Latin one', 'docs/日本語-README.md'],
    ['an Arabic word', 'docs/مرحبا.md'],
    ['a Greek letter by itself', 'math/λ.ts'],
    ['an emoji', 'docs/🚀.md'],
  ])('benign twin: %s', (_why, pattern) => {
    expect(problems(pattern)).toEqual([]);
  });
});
