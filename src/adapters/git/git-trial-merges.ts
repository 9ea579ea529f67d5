import { GateError } from '../../model/gate-error.ts';
import type { Sha } from '../../model/sha.ts';
import type { HunkCache } from '../../ports/hunk-cache.ts';
import type { TrialMerge, TrialMerges } from '../../ports/trial-merges.ts';
import { type CommitPair, mergeInBatches } from './merge-batches.ts';
import { normalise } from './normalise.ts';
import type { Repository } from './open-repository.ts';
import { writeTrialCommits } from './trial-commits.ts';

const NO_CACHE: HunkCache = { async open() {}, find: () => undefined, keep() {}, async save() {} };

/**
 * Trial merges by `git merge-tree` in the quarantine of a repository: no attributes, configuration, replace refs or
 * hooks act (threat D05), and what is written vanishes with the quarantine.
 * @param cache answers of earlier runs; the caller saves it.
 */
export function gitTrialMerges(repository: Repository, cache: HunkCache = NO_CACHE): TrialMerges {
  /** Trees that only an earlier run has made; the merge that makes one is tried again when a pair needs it. */
  const notHere = new Map<Sha, CommitPair>();
  const bring = async (trees: readonly Sha[]): Promise<void> => {
    const merges = trees.map((tree) => notHere.get(tree)).filter((merge) => merge !== undefined);
    await mergeInBatches(repository, merges);
    for (const tree of trees) notHere.delete(tree);
  };

  const onto = async (base: Sha, heads: readonly Sha[]): Promise<ReadonlyMap<Sha, TrialMerge>> => {
    await cache.open();
    const merges = new Map(
      heads.map((head) => [head, cache.find('merge', `${base} ${head}`)] as const),
    );
    for (const [head, merge] of merges)
      if (merge?.state === 'clean') notHere.set(merge.tree, [base, head]);
    const unknown = [...merges.keys()].filter((head) => merges.get(head) === undefined);
    const tried = await mergeInBatches(
      repository,
      unknown.map((head) => [base, head] as const),
    );
    for (const [at, merge] of tried.entries()) {
      const head = unknown[at] as Sha;
      merges.set(head, merge);
      if (merge.state === 'clean') notHere.delete(merge.tree);
      if (merge.state !== 'not-evaluated') cache.keep('merge', `${base} ${head}`, merge);
    }
    return merges as ReadonlyMap<Sha, TrialMerge>;
  };

  const tips = new Map<Sha, TrialMerge>();

  return {
    bring,

    async onto(base, heads) {
      // The base tip merged with itself: its tree, for `normalised`, without a process of its own.
      const merges = await onto(base, [...heads, base]);
      tips.set(base, merges.get(base) as TrialMerge);
      return new Map(heads.map((head) => [head, merges.get(head) as TrialMerge]));
    },

    async normalised(base, trees) {
      const tree = treeOf(base, tips.get(base) ?? (await onto(base, [base])).get(base));
      const tip = { commit: base, tree, bring };
      return normalise(repository, cache, tip, [...new Set(trees)]);
    },

    async pairs(base, asked) {
      await cache.open();
      const answers = asked.map((pair) => cache.find('pair', pairKey(base, pair)));
      const unknown = asked.filter((_, at) => answers[at] === undefined);
      const trees = [...new Set(unknown.flat())];
      const [commits] = await Promise.all([
        writeTrialCommits(repository, base, trees),
        bring(trees),
      ]);
      const tried = await mergeInBatches(
        repository,
        unknown.map(([first, second]) => [commits.get(first) as Sha, commits.get(second) as Sha]),
      );
      for (const [at, merge] of tried.entries())
        if (merge.state !== 'not-evaluated')
          cache.keep('pair', pairKey(base, unknown[at] as CommitPair), merge);
      let next = 0;
      return answers.map((answer) => answer ?? (tried[next++] as TrialMerge));
    },
  };
}

function pairKey(base: Sha, [first, second]: readonly [Sha, Sha]): string {
  return `${base} ${first} ${second}`;
}

/** @throws GateError 'access': without the base tip nothing can be judged. */
function treeOf(base: Sha, merge: TrialMerge | undefined): Sha {
  if (merge?.state === 'clean') return merge.tree;
  throw new GateError('access', `The base tip ${base} cannot be read`, {
    remedy: 'Fetch the base branch, or check the repository with: git fsck --connectivity-only',
  });
}
