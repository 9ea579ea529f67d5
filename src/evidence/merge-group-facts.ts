import type { RepoPath } from '../model/repo-path.ts';
import type { Sha } from '../model/sha.ts';

/** What a merge queue would put on a branch, taken apart into what each output makes of the one before. */
export interface MergeGroup {
  /** In the order in which they land. */
  readonly steps: readonly LandingStep[];
  /** What is no step; nothing that lands after it was looked at. */
  readonly rest: ForeignRest | undefined;
  /** Ids of outputs that the group names or whose heads it holds, and that are part of no step. */
  readonly others: readonly string[];
}

/** `commit` has exactly the tree of a clean merge of one head with `base`, the commit before it. */
export interface LandingStep {
  readonly base: Sha;
  readonly commit: Sha;
  /** Ids: usually one; several that make the same of the base, and those that the head was built on, for they land with it. */
  readonly outputs: readonly string[];
}

export type ForeignRest =
  | {
      /** The output is said to be in the commit, and what is in there is something else. */
      readonly state: 'different';
      readonly output: string;
      readonly commit: Sha;
      /** Paths on which the commit differs from what the output makes of the base. */
      readonly paths: readonly RepoPath[];
    }
  /** Nobody can tell whose it is. */
  | { readonly state: 'undecided'; readonly commit: Sha; readonly because: string };

/** All facts of a merge group by itself. */
export interface MergeGroupFacts {
  readonly group: MergeGroup;
}
