import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packCommits } from '../../../src/adapters/git/pack-file.ts';
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
    const { name, pack, index, ids } = packCommits(bodies, format);
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
});
