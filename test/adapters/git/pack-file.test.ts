import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packObjects } from '../../../src/adapters/git/pack-file.ts';
import { temporaryFolder } from '../../support/repo.ts';

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', stdio: 'pipe' });

describe.each([
  ['sha1', 40],
  ['sha256', 64],
] as const)('a pack of our own in a repository of %s ids', (format, digits) => {
  test.each([1, 2, 700])('%i commits: git finds it sound, and reads every commit', (count) => {
    const folder = temporaryFolder();
    git(folder, 'init', '-q', '--bare', `--object-format=${format}`);
    const tree = git(folder, 'hash-object', '-w', '-t', 'tree', '/dev/null').trim();
    expect(tree).toHaveLength(digits);
    const bodies = Array.from(
      { length: count },
      (_, at) => `tree ${tree}\nauthor a <> ${at} +0000\ncommitter a <> 0 +0000\n\n`,
    );
    const { name, pack, index, ids } = packObjects(
      bodies.map((body) => ({ type: 'commit', body: Buffer.from(body) })),
      format,
    );
    const path = join(folder, 'objects/pack', `pack-${name}`);
    writeFileSync(`${path}.pack`, pack);
    writeFileSync(`${path}.idx`, index);
    git(folder, 'verify-pack', `${path}.idx`);
    git(folder, 'fsck', '--strict');
    const input = `${ids.join('\n')}\n`;
    const read = execFileSync('git', ['-C', folder, 'cat-file', '--batch=%(objecttype)'], {
      input,
    });
    expect(read.toString()).toBe(bodies.map((body) => `commit\n${body}\n`).join(''));
  });

  test.each([0, 1, 15, 16, 2_047, 2_048, 300_000])('an object of about %i bytes', (bytes) => {
    const folder = temporaryFolder();
    git(folder, 'init', '-q', '--bare', `--object-format=${format}`);
    const blob = git(folder, 'hash-object', '-w', '--stdin').trim();
    const entry = Buffer.concat([Buffer.from('100644 00000000\0'), Buffer.from(blob, 'hex')]);
    const entries = Array.from({ length: Math.ceil(bytes / entry.length) }, (_, at) => {
      entry.write(`${at}`.padStart(8, '0'), 7);
      return Buffer.from(entry);
    });
    const body = Buffer.concat(entries);
    const { name, pack, index, ids } = packObjects([{ type: 'tree', body }], format);
    writeFileSync(join(folder, 'objects/pack', `pack-${name}.pack`), pack);
    writeFileSync(join(folder, 'objects/pack', `pack-${name}.idx`), index);
    git(folder, 'fsck', '--strict');
    const listed = git(folder, 'ls-tree', `${ids[0]}`).split('\n').slice(0, -1);
    expect(listed).toHaveLength(entries.length);
  });
});
