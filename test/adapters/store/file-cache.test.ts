import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fileHunkCache } from '../../../src/adapters/store/file-cache.ts';
import { LIMITS } from '../../../src/model/limits.ts';
import type { RepoPath } from '../../../src/model/repo-path.ts';
import type { Sha } from '../../../src/model/sha.ts';
import type { HunkCache, Kept } from '../../../src/ports/hunk-cache.ts';
import { temporaryFolder } from '../../support/repo.ts';

const ENGINE = '1.2.3';
const merge: Kept['merge'] = { state: 'clean', tree: 'tree' as Sha };
const names: Kept['names'] = {
  paths: [
    {
      path: 'ü "x"\n' as RepoPath,
      kind: 'added',
      oldMode: '000000',
      newMode: '100644',
      oldBlob: undefined,
      newBlob: 'blob' as Sha,
    },
  ],
  removedDirectories: ['d' as RepoPath],
};
const hunks: Kept['hunks'] = [
  { oldStart: 1, oldLines: 2, newStart: 1, newLines: 0, added: 'x', versionOnly: true },
];
const pair: Kept['pair'] = {
  state: 'conflict',
  conflicts: [{ type: 'contents', paths: ['a'], message: 'CONFLICT' }],
};
const NOTHING = [undefined, undefined, undefined, undefined];

async function opened(folder: string, engine: string): Promise<HunkCache> {
  const cache = fileHunkCache(folder, engine);
  await Promise.all([cache.open(), cache.open()]);
  return cache;
}

async function filled(folder: string): Promise<void> {
  const cache = await opened(folder, ENGINE);
  cache.keep('merge', 'k', merge);
  cache.keep('names', 'k', names);
  cache.keep('hunks', 'k', hunks);
  cache.keep('pair', 'k', pair);
  await cache.save();
}

const fileOf = (folder: string): string => join(folder, 'cache/hunks');
const found = (cache: HunkCache) =>
  (['merge', 'names', 'hunks', 'pair'] as const).map((kind) => cache.find(kind, 'k'));

test('keeps every kind under its own key, byte for byte', async () => {
  const folder = temporaryFolder();
  await filled(folder);
  const cache = await opened(folder, ENGINE);
  expect(found(cache)).toEqual([merge, names, hunks, pair]);
  expect(cache.find('merge', 'other')).toBeUndefined();
});

test('nothing new is nothing to write', async () => {
  const folder = temporaryFolder();
  await filled(folder);
  const before = statSync(fileOf(folder)).ino;
  const cache = await opened(folder, ENGINE);
  found(cache);
  await cache.save();
  expect(statSync(fileOf(folder)).ino).toBe(before);
});

describe('is empty, and no error, when the file is', () => {
  const damages: readonly (readonly [why: string, damage: (file: string) => void])[] = [
    ['cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, -1))],
    ['cut off within the digest', (file) => writeFileSync(file, readFileSync(file).subarray(0, 9))],
    ['empty', (file) => writeFileSync(file, '')],
    [
      'changed in one bit',
      (file) => {
        const bytes = readFileSync(file);
        bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60);
        writeFileSync(file, bytes);
      },
    ],
    ['something else', (file) => writeFileSync(file, '{"merges": {}}')],
    ['larger than the limit', (file) => writeFileSync(file, Buffer.alloc(LIMITS.cacheBytes + 33))],
  ];
  test.each(damages)('%s', async (_, damage) => {
    const folder = temporaryFolder();
    await filled(folder);
    damage(fileOf(folder));
    expect(found(await opened(folder, ENGINE))).toEqual(NOTHING);
    await filled(folder);
    expect(found(await opened(folder, ENGINE))).toEqual([merge, names, hunks, pair]);
  });

  test('not there, or a folder', async () => {
    const folder = temporaryFolder();
    expect(found(await opened(folder, ENGINE))).toEqual(NOTHING);
    mkdirSync(fileOf(folder), { recursive: true });
    await filled(folder);
    expect(found(await opened(folder, ENGINE))).toEqual(NOTHING);
  });

  test('written by another engine, which may have judged otherwise', async () => {
    const folder = temporaryFolder();
    await filled(folder);
    expect(found(await opened(folder, '1.2.4'))).toEqual(NOTHING);
    expect(found(await opened(folder, ENGINE))).toEqual([merge, names, hunks, pair]);
  });
});

test('a place that cannot be written is only slow', async () => {
  const folder = temporaryFolder();
  writeFileSync(dirname(fileOf(folder)), 'a file where the folder would be');
  await filled(folder);
  expect(found(await opened(folder, ENGINE))).toEqual(NOTHING);
});

test('several at once: the file is whole, and of one of them', async () => {
  const folder = temporaryFolder();
  const caches = await Promise.all([1, 2, 3, 4].map(() => opened(folder, ENGINE)));
  for (const [at, cache] of caches.entries())
    for (let entry = 0; entry < 500; entry += 1) cache.keep('merge', `${at} ${entry}`, merge);
  await Promise.all(caches.map((cache) => cache.save()));
  const left = await opened(folder, ENGINE);
  const entries = Array.from({ length: 500 }, (_, entry) => entry);
  const counts = caches.map(
    (_, at) => entries.filter((entry) => left.find('merge', `${at} ${entry}`)).length,
  );
  expect(counts.sort()).toEqual([0, 0, 0, 500]);
  expect(readdirSync(dirname(fileOf(folder)))).toEqual(['hunks']);
});

test('what eight runs did not ask for is dropped; what they asked for stays', async () => {
  const folder = temporaryFolder();
  await filled(folder);
  for (let run = 0; run < 8; run += 1) {
    const cache = await opened(folder, ENGINE);
    cache.find('hunks', 'k');
    cache.keep('merge', `run ${run}`, merge);
    await cache.save();
  }
  const left = found(await opened(folder, ENGINE));
  expect(left).toEqual([undefined, undefined, hunks, undefined]);
});

test('over the limit, what this run did not use goes first; too much of its own is not written', async () => {
  const folder = temporaryFolder();
  const run = async (key: string, megabytes: number) => {
    const cache = await opened(folder, ENGINE);
    const message = 'm'.repeat(megabytes * 2 ** 20);
    const conflicts = [{ type: 'contents', paths: [], message }];
    cache.keep('pair', key, { state: 'conflict', conflicts });
    await cache.save();
    const left = await opened(folder, ENGINE);
    return ['first', 'second', 'huge'].filter((one) => left.find('pair', one));
  };
  expect(await run('first', 20)).toEqual(['first']);
  expect(await run('second', 20)).toEqual(['second']);
  expect(await run('huge', 40)).toEqual(['second']);
});
