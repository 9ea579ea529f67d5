import type { CriticReview } from '../model/critic-review.ts';
import type { Problem } from '../model/schema-problems.ts';
import type { Sha } from '../model/sha.ts';
import type { TaskSpec } from '../model/task-spec.ts';
import type { RefResolution } from './output-facts.ts';

/** What was handed in as the review of this head. No text at all is 0 blocks and no problem. */
export interface ReviewReading {
  /** For people: `the text of handoff/auth`, `review.md`. */
  readonly source: string;
  /** Visible review blocks. */
  readonly blocks: number;
  /** Why a block, or the text around it, cannot be read. */
  readonly problems: readonly Problem[];
  /** The review; undefined without exactly one block that fits the schema. */
  readonly review: CriticReview | undefined;
}

/** A review of this output, on the commit that it judged. */
export interface ReviewOnRecord {
  readonly review: CriticReview;
  /** Paths that changed between that commit and the head; empty for a review of the head itself. */
  readonly changedSince: readonly string[];
}

/** All facts that a rule of the critic gate may name, for one output. */
export interface CriticReviewFacts {
  /** Why a review is due here, by policy and spec; undefined = none is. */
  readonly due: { readonly because: string | undefined };
  readonly reading: ReviewReading;
  /** The same as `reading.review`; missing (critic-review/verdict-per-criterion) without it. */
  readonly review: CriticReview;
  readonly spec: TaskSpec;
  /** `rubricDigest` of the sealed spec. */
  readonly rubricDigest: string;
  readonly head: Sha;
  /** What became of the evidence of each criterion, in the order of the review; empty without a review. */
  readonly evidence: readonly RefResolution[];
  /** Who produced the output, as far as that can be known: without GitHub e-mail addresses, which prove nothing (G11). */
  readonly actors: readonly string[];
  /** Every readable review of this output, of earlier heads too: none is forgotten because a later one is kinder. */
  readonly reviews: readonly ReviewOnRecord[];
  /** Finding ids that the contract disputes; empty when no contract could be read. */
  readonly disputed: readonly string[];
}
