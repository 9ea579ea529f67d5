import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import type { Sha } from '../../model/sha.ts';
import type { History } from '../../ports/history.ts';
import { commitLog, logArgs } from './commit-log.ts';
import { fileLog, fileLogArgs } from './file-log.ts';
import { headRanges } from './head-ranges.ts';
import type { Repository } from './open-repository.ts';
import { resolveNames } from './resolve-names.ts';
import { diffTreeArgs, type TreeDiff, treeDiffs } from './tree-diff.ts';

/** Answers out of the object store, in the quarantine; only names are looked up in the real repository. */
export function gitHistory(repository: Repository): History {
  const { judge, trees } = repository;

  async function difference(from: Sha, to: Sha, detail: 'paths' | 'lines') {
    const diffs = treeDiffs();
    await judge({ args: [...diffTreeArgs(detail), from, to], onOutput: diffs.push });
    const diff: TreeDiff = diffs.end().get('') ?? {
      state: 'read',
      paths: [],
      hunks: [],
      removedDirectories: [],
    };
    if (diff.state === 'unreadable') throw diff.error;
    return diff;
  }

  return {
    resolve: (names) => resolveNames(repository, names),

    async mergeBases(a, b) {
      const { code, stdout } = await judge({
        args: ['merge-base', '--all', a, b],
        answers: [0, 1],
      });
      // "None" is what git before 2.45 also says when a commit on the way is not here. A walk over all of both histories tells.
      if (code === 1) await judge({ args: ['rev-list', '--quiet', a, b] });
      return lines(stdout) as readonly Sha[];
    },

    changes: async (from, to) => (await difference(from, to, 'paths')).paths,

    hunks: async (from, to) => (await difference(from, to, 'lines')).hunks,

    async commits(bases, head) {
      const log = commitLog();
      await judge({
        args: [...logArgs, head, ...bases.map((base) => `^${base}`)],
        onOutput: log.push,
      });
      const commits = log.end();
      if (commits.length > LIMITS.rangeCommits)
        throw new GateError('access', `More than ${LIMITS.rangeCommits} commits to judge`, {
          remedy: 'Split the change into smaller ones, or rebase it.',
        });
      return commits;
    },

    ranges: (base, heads) => headRanges(repository, base, heads),

    async versions(tip, path, most) {
      const log = fileLog(path);
      await judge({
        args: [...fileLogArgs, `--max-count=${most}`, tip, '--', path],
        env: { GIT_LITERAL_PATHSPECS: '1' },
        onOutput: log.push,
      });
      return log.end();
    },

    tree: async (commit) => trees.files(await trees.root(commit)),

    treeId: (commit) => trees.root(commit),
  };
}

function lines(output: Buffer): readonly string[] {
  return output.toString('latin1').split('\n').slice(0, -1);
}
