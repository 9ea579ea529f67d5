import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GateError } from '../../model/gate-error.ts';
import type { WorkTree } from '../../ports/work-tree.ts';
import { currentBranch, refTargets } from './git-refs.ts';
import type { Repository } from './open-repository.ts';

/**
 * The files on disk, compared in the quarantine: git sees the real index and working tree, but none of the repository's
 * configuration and attributes, so that no filter, monitor or hook of a hostile clone runs (threat H10).
 */
export function gitWorkTree(repository: Repository): WorkTree {
  return {
    async head() {
      const [targets, branch] = await Promise.all([
        refTargets(repository, ['HEAD']),
        currentBranch(repository),
      ]);
      const commit = targets.get('HEAD');
      return commit && { commit, branch: branch?.replace(/^refs\/heads\//, '') };
    },
    async dirty(commit) {
      const env = environment(repository);
      const list = async (...args: readonly string[]) => {
        const { stdout } = await repository.judge({ args, env });
        return stdout.toString().split('\0').slice(0, -1);
      };
      const excludes = join(repository.commonDir, 'info/exclude');
      const lists = await Promise.all([
        list(
          ...['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv'],
          ...['--ignore-submodules=dirty', commit, '--'],
        ),
        list(
          ...['ls-files', '-z', '-v', '--cached', '--others', '--exclude-standard'],
          ...(existsSync(excludes) ? [`--exclude-from=${excludes}`] : []),
        ).then(unwatched),
      ]);
      return [...new Set(lists.flat())].sort();
    },
  };
}

/**
 * Of all tagged files those that are not tracked, and those that git was told not to look at (`--assume-unchanged`): nobody
 * knows about them, so they count as different.
 */
function unwatched(tagged: readonly string[]): readonly string[] {
  return tagged.filter((entry) => /^[?h] /.test(entry)).map((entry) => entry.slice(2));
}

function environment({ gitDir, topLevel }: Repository) {
  if (topLevel === undefined)
    throw new GateError('access', 'The repository has no working tree', {
      remedy: 'Run this in a checkout, where the tests ran.',
    });
  return { GIT_WORK_TREE: topLevel, GIT_INDEX_FILE: join(gitDir, 'index') };
}
