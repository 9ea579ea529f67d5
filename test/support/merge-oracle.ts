import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Git's own word on merges, from code that shares nothing with the product: a bare repository with an `objects` pointer
 * to the real one and attributes reset, one plain `git merge-tree` a head, `git commit-tree` on the base, and every pair
 * through one `git merge-tree --stdin`.
 */
export interface MergeOracle {
  /** The tree of base + head; undefined: git says that it conflicts, or cannot say. */
  onto(base: string, head: string): { tree?: string; conflict: boolean };
  /** A commit of a tree on top of the base. */
  commit(base: string, tree: string): string;
  /** What git says of each pair of commits. There are pairs at which git itself crashes (an assertion of merge-ort). */
  pairs(
    pairs: readonly (readonly [string, string])[],
  ): readonly ('clean' | 'conflict' | 'crashed')[];
  remove(): void;
}

export function mergeOracle(objects: string): MergeOracle {
  const gitDir = mkdtempSync(join(tmpdir(), 'merge-oracle-'));
  for (const folder of ['refs', 'info', 'objects/info']) {
    mkdirSync(join(gitDir, folder), { recursive: true });
  }
  writeFileSync(join(gitDir, 'HEAD'), 'ref: refs/heads/none\n');
  writeFileSync(join(gitDir, 'info/attributes'), '* !merge !diff !text !conflict-marker-size\n');
  writeFileSync(join(gitDir, 'objects/info/alternates'), `${objects}\n`);
  const who = { NAME: 'o', EMAIL: 'o@o', DATE: '1700000000 +0000' };
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    GIT_DIR: gitDir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_NO_REPLACE_OBJECTS: '1',
  };
  for (const [key, value] of Object.entries(who)) {
    env[`GIT_AUTHOR_${key}`] = value;
    env[`GIT_COMMITTER_${key}`] = value;
  }
  const git = (args: readonly string[], input = ''): string =>
    execFileSync('git', args, {
      env,
      input,
      encoding: 'latin1',
      maxBuffer: 2 ** 30,
      stdio: 'pipe',
    });
  const merged = (pairs: readonly (readonly [string, string])[]) => {
    const lines = pairs.map(([a, b]) => `${a} ${b}\n`).join('');
    const options = ['--write-tree', '--name-only', '--no-messages', '-z', '--stdin'];
    // Each answer is a status, a tree and names, ended by an empty field.
    const answers = git(['merge-tree', ...options], lines)
      .split('\0\0')
      .slice(0, -1);
    if (answers.length !== pairs.length) throw new Error('The oracle lost an answer.');
    return answers.map((answer) => (answer.startsWith('0') ? 'conflict' : 'clean'));
  };
  return {
    onto(base, head) {
      try {
        return {
          tree: git(['merge-tree', '--write-tree', '--no-messages', base, head]).trim(),
          conflict: false,
        };
      } catch (error) {
        return { conflict: (error as { status?: number }).status === 1 };
      }
    },
    commit: (base, tree) => git(['commit-tree', tree, '-p', base]).trim(),
    pairs(pairs) {
      try {
        return merged(pairs);
      } catch (error) {
        if (pairs.length !== 1) return pairs.flatMap((pair) => this.pairs([pair]));
        if ((error as { signal?: string }).signal === 'SIGABRT') return ['crashed'];
        throw error;
      }
    },
    remove: () => rmSync(gitDir, { recursive: true, force: true }),
  };
}
