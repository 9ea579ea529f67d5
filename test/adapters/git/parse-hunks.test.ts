import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openRepository } from '../../../src/adapters/git/open-repository.ts';
import { HUNK_ARGS, parseHunks } from '../../../src/adapters/git/parse-hunks.ts';
import { repo } from '../../support/repo.ts';

const patch = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\n'));
const HEAD = ['diff --git a/x b/x', 'index 1111..2222 100644', '--- a/x', '+++ b/x'];

test('content that imitates headers, ranges and the end of a file is content', () => {
  const files = parseHunks(
    patch(
      ...HEAD,
      '@@ -1,6 +1,5 @@',
      ' index 3333..4444 100644',
      '-@@ -1 +1 @@',
      '--- a/y',
      '-index 5555..6666 100644',
      '-Binary files a/x and b/x differ',
      '+++ b/y',
      '+\\ No newline at end of file',
      '+diff --git a/y b/y',
      ' last',
      'diff --git a/z b/z',
      'index 7777..8888 100644',
      'Binary files a/z and b/z differ',
      '',
    ),
  );
  expect([...files.keys()]).toEqual(['1111..2222', '7777..8888']);
  expect(files.get('1111..2222')).toMatchObject([
    { oldStart: 2, oldLines: 4, newStart: 2, newLines: 3 },
  ]);
  expect(files.get('7777..8888')).toBe('binary');
});

test('a mode change beside a file of another name has no lines', () => {
  const files = parseHunks(
    patch(
      'diff --git a/m b/m',
      'old mode 100644',
      'new mode 100755',
      ...HEAD,
      '@@ -0,0 +1 @@',
      '+one',
      '',
    ),
  );
  expect([...files]).toEqual([
    [
      '1111..2222',
      [expect.objectContaining({ oldStart: 0, oldLines: 0, newStart: 1, newLines: 1 })],
    ],
  ]);
});

test('output that ends in the middle of a range ends the reading', () => {
  expect(parseHunks(patch(...HEAD, '@@ -1,9 +1,9 @@', '-one')).get('1111..2222')).toMatchObject([
    { oldStart: 1, oldLines: 1 },
  ]);
});

/** Few different lines, so that there are many ways to compare; some long, so that files pass 1,024 bytes. */
const line = fc.constantFrom('', '}', 'x', 'return', 'end '.repeat(40), 'pad '.repeat(60));
const text = fc.tuple(fc.array(line, { maxLength: 30 }), fc.boolean());
const bytes = ([lines, ended]: readonly [readonly string[], boolean]): string =>
  lines.join('\n') + (ended && lines.length > 0 ? '\n' : '');

test('law: hunks tell exactly what differs: all else is equal, and what is added has the digest', async () => {
  const texts = fc
    .sample(fc.tuple(text, text), 120)
    .map(([one, other]) => [bytes(one), bytes(other)] as const);
  const files = (side: 0 | 1) =>
    Object.fromEntries(texts.map((both, at) => [`f${at}`, both[side]]));
  const teller = repo(files(0)).branch('new');
  for (const [path, content] of Object.entries(files(1))) teller.edit(path, content);
  const made = teller.commit('New').make();
  const repository = await openRepository(made.dir);
  const { stdout } = await repository.judge({
    args: [...HUNK_ARGS, '--diff-filter=M', made.sha('Initial'), made.sha('New')],
  });
  await repository.close();
  const read = parseHunks(stdout);
  for (const [at, [old, fresh]] of texts.entries()) {
    if (old === fresh) continue;
    const ids = ['Initial', 'New'].map((name) => made.git('rev-parse', `${made.sha(name)}:f${at}`));
    const hunks = read.get(ids.join('..'));
    expect(hunks).toBeInstanceOf(Array);
    const lines = split(fresh);
    const rebuilt = split(old);
    for (const hunk of [...(hunks as Exclude<typeof hunks, 'binary' | undefined>)].reverse()) {
      const from = hunk.newLines === 0 ? hunk.newStart : hunk.newStart - 1;
      const added = lines.slice(from, from + hunk.newLines);
      const digest = createHash('sha256').update(added.join('')).digest('base64url');
      expect(hunk.added).toBe(digest.slice(0, 22));
      rebuilt.splice(
        hunk.oldLines === 0 ? hunk.oldStart : hunk.oldStart - 1,
        hunk.oldLines,
        ...added,
      );
    }
    expect(rebuilt.join('')).toBe(fresh);
  }
});

/** Lines with their line breaks. */
function split(content: string): string[] {
  return content.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
