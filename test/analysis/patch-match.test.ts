import { describe, expect, test } from '@jest/globals';
import { createTwoFilesPatch } from 'diff';
import fc from 'fast-check';
import { patchTurns, readPatch } from '../../src/analysis/patch-match.ts';

const only = (patch: string) => {
  const files = readPatch(patch);
  if (typeof files === 'string') throw new Error(files);
  const [file] = files;
  if (file === undefined) throw new Error('no file');
  return file;
};

describe('read-patch', () => {
  const HUNK = '@@ -1 +1 @@\n-a\n+b\n';
  test.each<[string, string, string]>([
    ['git names', `--- a/src/x.ts\n+++ b/src/x.ts\n${HUNK}`, 'src/x.ts'],
    ['plain names', `--- src/x.ts\n+++ src/x.ts\n${HUNK}`, 'src/x.ts'],
    ['a folder that is called a', `--- a/x.ts\n+++ a/x.ts\n${HUNK}`, 'a/x.ts'],
    ['a new file', '--- /dev/null\n+++ b/x.ts\n@@ -0,0 +1 @@\n+b\n', 'x.ts'],
    ['a deleted file', '--- a/x.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n', 'x.ts'],
  ])('%s', (_, patch, name) => {
    expect(only(patch).path).toBe(name);
  });

  test.each<[string, string]>([
    ['nothing', ''],
    ['prose', 'I changed two files'],
    ['lines without a file', HUNK],
    ['a move', `--- a/x.ts\n+++ b/y.ts\n${HUNK}`],
    [
      'a copy',
      `diff --git a/x.ts b/x.ts\ncopy from x.ts\ncopy to x.ts\n--- a/x.ts\n+++ b/x.ts\n${HUNK}`,
    ],
    [
      'bytes',
      'diff --git a/x.png b/x.png\nindex 1..2 100644\nBinary files a/x.png and b/x.png differ\n',
    ],
    ['a mode without lines', 'diff --git a/x.sh b/x.sh\nold mode 100644\nnew mode 100755\n'],
    ['a header that lies about its lines', '--- a/x.ts\n+++ b/x.ts\n@@ -1,9 +1,9 @@\n-a\n+b\n'],
  ])('refused: %s', (_, patch) => {
    expect(typeof readPatch(patch)).toBe('string');
  });
});

describe('patch-turns', () => {
  const text = fc
    .tuple(
      fc.array(fc.constantFrom('a', 'b', '', ' c', '-d', '+e', '\\f', 'g\r'), { maxLength: 12 }),
      fc.boolean(),
    )
    .map(([lines, end]) => lines.join('\n') + (end && lines.length > 0 ? '\n' : ''));

  test('every patch that a diff makes turns its base into its head, and into nothing else', () => {
    fc.assert(
      fc.property(text, text, text, (base, head, other) => {
        fc.pre(base !== head);
        const { hunks } = only(
          createTwoFilesPatch('a/x', 'b/x', base, head, '', '', { context: 1 }),
        );
        expect(patchTurns(base, head, hunks)).toBe(true);
        if (other !== head) expect(patchTurns(base, other, hunks)).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  test('hunks out of order are no patch', () => {
    const hunks = [
      { oldStart: 3, lines: ['-c', '+C'] },
      { oldStart: 1, lines: ['-a', '+A'] },
    ];
    expect(patchTurns('a\nb\nc\n', 'A\nb\nC\n', hunks)).toBe(false);
  });

  test('a context line that is not there is no match, though the result would be the same', () => {
    const hunks = [{ oldStart: 1, lines: [' x', '-b', '+B'] }];
    expect(patchTurns('a\nb\n', 'a\nB\n', hunks)).toBe(false);
  });

  test('a hunk behind the end adds nothing that is not in the head', () => {
    const hunks = [{ oldStart: 9, lines: ['+z'] }];
    expect(patchTurns('a\n', 'a\n', hunks)).toBe(false);
  });
});
