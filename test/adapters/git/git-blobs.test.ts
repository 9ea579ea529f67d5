import { rmSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { gitBlobs } from '../../../src/adapters/git/git-blobs.ts';
import { openRepository, type Repository } from '../../../src/adapters/git/open-repository.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { looseObject, type MadeRepo, repo } from '../../support/repo.ts';
import type { Bytes } from '../../support/story.ts';

const opened: Repository[] = [];
afterAll(() => Promise.all(opened.map((repository) => repository.close())));
async function blobsOf(made: MadeRepo) {
  const repository = await openRepository(made.dir);
  opened.push(repository);
  return { repository, blobs: gitBlobs(repository) };
}

describe('text or not', () => {
  test.each<[string, Bytes, string]>([
    ['letters of all kinds', 'aé😀\n', 'text'],
    ['nothing', '', 'text'],
    ['a byte order mark stays', '\uFEFFa', 'text'],
    ['carriage returns stay', 'a\r\nb\r\n', 'text'],
    ['a NUL among the first 8,000 bytes', `${'a'.repeat(7_999)}\0`, 'binary'],
    ['a NUL after them, as git looks', `${'a'.repeat(8_000)}\0`, 'text'],
    ['half a letter', Buffer.from([0x61, 0xc3]), 'binary'],
    ['a surrogate alone', Buffer.from([0xed, 0xa0, 0x80]), 'binary'],
    ['Latin-1', Buffer.from('caf\xe9', 'latin1'), 'binary'],
  ])('%s', async (_what, content, state) => {
    const made = repo({ a: content }).make();
    const { blobs } = await blobsOf(made);
    const blob = await blobs.file(made.sha('main') as Sha, 'a', 10_000);
    const bytes = Buffer.from(content).length;
    expect(blob).toEqual(state === 'text' ? { state, bytes, text: content } : { state, bytes });
  });
});

describe('by id', () => {
  const made = repo({ a: 'one', b: 'two!', c: '' }).make();
  const id = (path: string) => made.git('rev-parse', `main:${path}`) as Sha;

  test('many at once; one that is not here, or is no file, is absent', async () => {
    const { blobs } = await blobsOf(made);
    const missing = '1'.repeat(40) as Sha;
    const found = await blobs.read(
      [id('a'), missing, id('b'), made.sha('main') as Sha, id('a'), id('c')],
      3,
    );
    expect(found).toEqual(
      new Map([
        [id('a'), { state: 'text', text: 'one', bytes: 3 }],
        [id('b'), { state: 'too-large', bytes: 4 }],
        [id('c'), { state: 'text', text: '', bytes: 0 }],
      ]),
    );
    expect(await blobs.read([], 3)).toEqual(new Map());
  });

  test('questions at the same time get their own answers', async () => {
    const { blobs } = await blobsOf(made);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => blobs.read([id(index % 2 ? 'a' : 'b')], 10)),
    );
    expect(answers.map((answer) => [...answer.values()][0])).toEqual(
      Array.from({ length: 50 }, (_, index) =>
        index % 2
          ? { state: 'text', text: 'one', bytes: 3 }
          : { state: 'text', text: 'two!', bytes: 4 },
      ),
    );
  });

  test('larger than a pipe holds, in many pieces', async () => {
    const big = 'é\n'.repeat(1_000_000);
    const large = repo({ big, a: 'after' }).make();
    const { blobs } = await blobsOf(large);
    const ids = ['big', 'a'].map((path) => large.git('rev-parse', `main:${path}`) as Sha);
    const found = [...(await blobs.read(ids, 4_000_000)).values()];
    expect(found.map((blob) => blob.state === 'text' && blob.text.length)).toEqual([2_000_000, 5]);
  });
});

describe('a file at a commit', () => {
  const made = repo({ 'src/a': 'one', 'a b': 'two', 'line\nbreak': 'x' }).make();
  const main = made.sha('main') as Sha;

  test.each([
    ['src/a', 'one'],
    ['a b', 'two'],
  ])('%s', async (path, text) => {
    const { blobs } = await blobsOf(made);
    expect(await blobs.file(main, path, 10)).toEqual({ state: 'text', text, bytes: 3 });
  });

  test.each([
    ['none', 'no such file'],
    ['src', 'a folder'],
    ['src/', 'a folder'],
    ['./src/a', 'git would read it from the current folder'],
    ['src/../src/a', 'not canonical'],
    ['/src/a', 'absolute'],
    ['', 'the root folder'],
    ['../a', 'outside'],
    ['src/a missing', 'looks like an answer'],
  ])('%j is none: %s', async (path) => {
    const { blobs } = await blobsOf(made);
    expect(await blobs.file(main, path, 10)).toBeUndefined();
  });

  test('a name with a line break is not asked for, because it would be two questions', async () => {
    const { blobs } = await blobsOf(made);
    await expect(blobs.file(main, 'line\nbreak', 10)).rejects.toMatchObject({ kind: 'usage' });
  });
});

describe('the process that answers', () => {
  test('ends with the repository; a question after that is an error', async () => {
    const made = repo({ a: 'one' }).make();
    const repository = await openRepository(made.dir);
    const blobs = gitBlobs(repository);
    await blobs.file(made.sha('main') as Sha, 'a', 10);
    const late = repository.close();
    await expect(blobs.file(made.sha('main') as Sha, 'a', 10)).rejects.toMatchObject({
      kind: 'access',
    });
    await late;
  });

  test('dies over an object that is shorter than it says: an error for who waits, and later', async () => {
    const made = repo({ a: 'one', b: 'two' }).make();
    const id = (path: string) => made.git('rev-parse', `main:${path}`) as Sha;
    const [broken, whole] = [id('a'), id('b')];
    rmSync(looseObject(made, broken));
    writeFileSync(looseObject(made, broken), deflateSync('blob 9\0one'));
    const { blobs } = await blobsOf(made);
    const both = await Promise.allSettled([blobs.read([broken], 10), blobs.read([whole], 10)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(blobs.read([whole], 10)).rejects.toMatchObject({ kind: 'access' });
  });

  test('an object that cannot be read at all is absent', async () => {
    const made = repo({ a: 'one' }).make();
    const id = made.git('rev-parse', 'main:a') as Sha;
    rmSync(looseObject(made, id));
    writeFileSync(looseObject(made, id), 'broken');
    const { blobs } = await blobsOf(made);
    expect(await blobs.read([id], 10)).toEqual(new Map());
  });
});
