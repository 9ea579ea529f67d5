import { rmSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { gitBlobs } from '../../../src/adapters/git/git-blobs.ts';
import { gitHistory } from '../../../src/adapters/git/git-history.ts';
import { openRepository, type Repository } from '../../../src/adapters/git/open-repository.ts';
import { LIMITS } from '../../../src/model/limits.ts';
import type { Sha } from '../../../src/model/sha.ts';
import { looseObject, repo } from '../../support/repo.ts';

/** Threat E10: a monster is refused with its number, and what is just within the bound is judged. */

const opened: Repository[] = [];
afterAll(() => Promise.all(opened.map((repository) => repository.close())));
async function between(told: ReturnType<typeof repo>) {
  const made = told.make();
  const repository = await openRepository(made.dir);
  opened.push(repository);
  const [from, to] = ['Initial', 'main'].map((name) => made.sha(name) as Sha) as [Sha, Sha];
  return { history: gitHistory(repository), blobs: gitBlobs(repository), made, from, to };
}

describe('changed paths', () => {
  const many = (count: number) => {
    let told = repo({});
    for (let file = 0; file < count; file += 1) told = told.edit(`src/${file}.ts`, '1\n');
    return between(told.commit());
  };

  test(`exactly ${LIMITS.changedPaths}`, async () => {
    const { history, from, to } = await many(LIMITS.changedPaths);
    expect(await history.changes(from, to)).toHaveLength(LIMITS.changedPaths);
  });

  test('one more', async () => {
    const { history, from, to } = await many(LIMITS.changedPaths + 1);
    await expect(history.changes(from, to)).rejects.toMatchObject({
      kind: 'access',
      message: 'Too much to judge: 20001 changed paths, allowed are 20000',
      remedy: 'Split the change into smaller ones.',
    });
  });

  test('more than an API lists: 3,001 files with the bad one last (threat D07)', async () => {
    let told = repo({});
    for (let file = 0; file < 3_000; file += 1) told = told.edit(`src/${file}.ts`, '1\n');
    const { history, from, to } = await between(told.edit('z/infra.tf', '1\n').commit());
    const paths = (await history.changes(from, to)).map(({ path }) => path);
    expect([paths.length, paths.at(-1)]).toEqual([3_001, 'z/infra.tf']);
  });
});

describe('changed lines', () => {
  const ranges = async (count: number) => {
    const text = (line: string) => `a\n${line}`.repeat(count);
    return between(
      repo({ f: text('b\n') })
        .edit('f', text('c\n'))
        .commit(),
    );
  };

  test(`exactly ${LIMITS.hunks} ranges`, async () => {
    const { history, from, to } = await ranges(LIMITS.hunks);
    expect((await history.hunks(from, to))[0]?.hunks).toHaveLength(LIMITS.hunks);
  });

  test('one more', async () => {
    const { history, from, to } = await ranges(LIMITS.hunks + 1);
    await expect(history.hunks(from, to)).rejects.toMatchObject({
      kind: 'access',
      message: 'Too much to judge: 200001 changed line ranges, allowed are 200000',
    });
  });

  test('a patch of 20,001 lines is read to its end (threat D07)', async () => {
    const { history, from, to } = await between(
      repo({ f: '' }).edit('f', 'x\n'.repeat(20_001)).edit('z', 'y\n').commit(),
    );
    const hunks = await history.hunks(from, to);
    expect(hunks.map((file) => file.hunks[0])).toMatchObject([
      { newLines: 20_001 },
      { newLines: 1 },
    ]);
  });

  test.each([
    [LIMITS.sourceBytes, 1],
    [LIMITS.sourceBytes + 1, 'binary'],
  ])('a file of %d bytes: %s', async (bytes, expected) => {
    const { history, from, to } = await between(
      repo({ f: '1\n' }).edit('f', '2'.repeat(bytes)).commit(),
    );
    const [file] = await history.hunks(from, to);
    expect(file?.hunks === 'binary' ? 'binary' : file?.hunks.length).toBe(expected);
  });

  test('two files made to be slow to compare do not get compared', async () => {
    // Git needs more than a minute for a pair of 8 MB.
    const slow = (seed: number) => {
      const letters = Array.from(
        { length: 2_000_000 },
        (_, at) => 'abcdefghij'[((at + seed) ** 2 % 7919) % 10],
      );
      return letters.join('\n');
    };
    const { history, from, to } = await between(
      repo({ f: slow(1) })
        .edit('f', slow(5))
        .commit(),
    );
    const start = Date.now();
    expect((await history.hunks(from, to))[0]?.hunks).toBe('binary');
    expect(Date.now() - start).toBeLessThan(5_000);
  });
});

describe('commits', () => {
  const many = (count: number) => {
    let told = repo({});
    for (let commit = 0; commit < count; commit += 1) told = told.commit(`C${commit}`);
    return between(told);
  };

  test(`exactly ${LIMITS.rangeCommits}`, async () => {
    const { history, from, to } = await many(LIMITS.rangeCommits);
    expect(await history.commits([from], to)).toHaveLength(LIMITS.rangeCommits);
  });

  test('one more', async () => {
    const { history, from, to } = await many(LIMITS.rangeCommits + 1);
    await expect(history.commits([from], to)).rejects.toMatchObject({ kind: 'access' });
  });
});

test('files that together are too much to hold are not read', async () => {
  const { blobs, made } = await between(repo({ a: 'one' }).commit());
  const id = made.git('rev-parse', 'main:a') as Sha;
  rmSync(looseObject(made, id));
  // Its size is all that is asked before it is refused.
  writeFileSync(looseObject(made, id), deflateSync(`blob ${LIMITS.gitOutputBytes + 1}\0`));
  await expect(blobs.read([id], Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({
    kind: 'access',
    message: `1 files hold ${LIMITS.gitOutputBytes + 1} bytes, too much to read`,
  });
});
