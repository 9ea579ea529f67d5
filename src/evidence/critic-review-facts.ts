import type { CriticReview } from '../model/critic-review.ts';
import type { Problem } from '../model/schema-problems.ts';
import type { Sha } from '../model/sha.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import type { RefResolution } from './output-facts.ts';

/** All facts that a rule of the critic gate may name, for one review of one output. */
export interface CriticReviewFacts {
  /** Why a review is due here, by policy and spec; undefined = none is. */
  readonly due: { readonly because: string | undefined };
  readonly reading: {
    readonly source: string;
    readonly blocks: number;
    readonly problems: readonly Problem[];
  };
  /** Missing (critic-review/verdict-per-criterion) when there is no one review that fits the schema. */
  readonly review: CriticReview;
  readonly spec: TaskSpec;
  /** sha256 of the sealed spec's rubric, canonical. */
  readonly rubricDigest: string;
  readonly head: Sha;
  /** Evidence refs of the review, by criterion. */
  readonly evidence: ReadonlyMap<string, RefResolution>;
  /** Who produced the output and who reviewed it, as far as that can be known; e-mail is no identity (threat G11). */
  readonly parties: {
    readonly actor: string;
    readonly critic: string;
    readonly known: 'by-id' | 'by-claim';
  };
  /** Paths that changed between the head that an earlier review named and this head. */
  readonly changedSince: readonly {
    readonly review: CriticReview;
    readonly paths: readonly string[];
  }[];
}
