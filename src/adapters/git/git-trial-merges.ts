import type { Sha } from '../../model/sha.ts';
import type { TrialMerge, TrialMerges } from '../../ports/trial-merges.ts';
import { mergeInBatches } from './merge-batches.ts';
import { normaliseInBatches } from './normalise-batches.ts';
import type { Repository } from './open-repository.ts';
import { writeTrialCommits } from './trial-commits.ts';

/**
 * Trial merges by `git merge-tree` in the quarantine of a repository: no attributes, configuration, replace refs or
 * hooks act (threat D05), and what is written vanishes with the quarantine.
 */
export function gitTrialMerges(repository: Repository): TrialMerges {
  const trees = new Map<Sha, Promise<Sha>>();
  const treeOf = (commit: Sha): Promise<Sha> => {
    const tree = trees.get(commit) ?? readTree(repository, commit);
    trees.set(commit, tree);
    return tree;
  };
  return {
    async onto(base, heads) {
      const unique = [...new Set(heads)];
      const merges = await mergeInBatches(
        repository,
        unique.map((head) => [base, head] as const),
      );
      return new Map(unique.map((head, index) => [head, merges[index] as TrialMerge]));
    },
    async normalised(base, trees) {
      return normaliseInBatches(repository, await treeOf(base), [...new Set(trees)]);
    },
    async pairs(base, pairs) {
      const commits = await writeTrialCommits(repository, base, pairs.flat());
      const commitOf = (tree: Sha): Sha => commits.get(tree) as Sha;
      return mergeInBatches(
        repository,
        pairs.map(([first, second]) => [commitOf(first), commitOf(second)] as const),
      );
    },
  };
}

async function readTree(repository: Repository, commit: Sha): Promise<Sha> {
  const { stdout } = await repository.judge({
    args: ['rev-parse', '--verify', '--end-of-options', `${commit}^{tree}`],
  });
  return stdout.toString('latin1').trim() as Sha;
}
