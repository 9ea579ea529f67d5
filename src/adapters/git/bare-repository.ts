import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes a directory a bare repository, as `git init` would: with plain file calls, so without a process and without a
 * template directory. Objects and refs that are there already stay.
 */
export async function writeBareRepository(
  gitDir: string,
  format: 'sha1' | 'sha256',
): Promise<void> {
  await Promise.all(
    ['refs', 'info', 'objects/info', 'objects/pack'].map((name) =>
      mkdir(join(gitDir, name), { recursive: true }),
    ),
  );
  await Promise.all([
    writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/none\n'),
    writeFile(join(gitDir, 'config'), CONFIG[format]),
  ]);
}

const CONFIG = {
  sha1: '[core]\n\trepositoryformatversion = 0\n\tbare = true\n',
  sha256:
    '[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n',
};
