import { describe, expect, test } from '@jest/globals';
import { readScopeWords, ScopeField } from '../../src/model/scope.ts';

describe('readScopeWords', () => {
  test.each([
    ['seed C10', 'src/db/connection.ts only', ['src/db/connection.ts']],
    ['without "only"', 'src/a.ts', ['src/a.ts']],
    ['a sentence end', 'src/a.ts only.', ['src/a.ts']],
    ['a list in words', 'src/a.ts, src/b.ts and docs/** only', ['src/a.ts', 'src/b.ts', 'docs/**']],
    ['bullets and code marks', '- `src/a.ts`\n- src/[id].tsx', ['src/a.ts', 'src/[id].tsx']],
    ['a file that is named "only"', 'only', ['only']],
  ])('%s', (_, words, paths) => {
    expect(readScopeWords(words)).toEqual({ paths });
  });

  test.each([
    ['a module in words', 'the connection module only', '"the connection module"'],
    ['a path with a blank needs the list', 'src/my file.ts only', '"src/my file.ts"'],
    ['a path over 256 bytes', 'x'.repeat(257), '"xxx'],
    ['nothing', '  ', 'must name 1 to 64 paths'],
    ['65 paths', Array.from({ length: 65 }, (_, i) => `f${i}`).join(','), '1 to 64'],
  ])('refuses %s', (_, words, named) => {
    const read = readScopeWords(words);
    expect('problem' in read && read.problem).toContain(named);
  });
});

describe('ScopeField', () => {
  test('words become the map that a planner could have written', () => {
    expect(ScopeField.parse('src/db/connection.ts only')).toEqual(
      ScopeField.parse({ files: ['src/db/connection.ts'] }),
    );
  });

  test('words that name no path are refused with their own reason', () => {
    expect(JSON.stringify(ScopeField.safeParse('the auth module').error)).toContain('is no path');
  });
});
