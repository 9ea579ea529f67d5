import type { CriticReviewFacts } from '../../src/evidence/critic-review-facts.ts';
import type { RefResolution } from '../../src/evidence/output-facts.ts';
import { CriticReview } from '../../src/model/critic-review.ts';
import { rubricDigest } from '../../src/model/rubric.ts';
import { sha, spec } from './output-facts.ts';

export const RUBRIC = [
  { id: 'R1', text: 'Errors name the provider' },
  { id: 'R2', text: 'No global state' },
];

/** The spec of a task that a critic must judge. */
export function reviewedSpec(overrides: Readonly<Record<string, unknown>> = {}) {
  return spec({ rubric: RUBRIC, ...overrides });
}

export const resolvedRef: RefResolution = {
  state: 'resolved',
  lookedUp: 'file src/auth/oauth.ts of the head tree, changed here',
  grade: 'E2',
};

/** An honest review of the head that passes everything. */
export function review(overrides: Readonly<Record<string, unknown>> = {}): CriticReview {
  return CriticReview.parse({
    schema: 'handoff-review/v1',
    'task-id': 'auth-oauth',
    head: sha('head'),
    'rubric-sha256': rubricDigest(reviewedSpec()),
    critic: 'claude-critic',
    criteria: RUBRIC.map(({ id }) => ({
      id,
      verdict: 'pass',
      evidence: 'file:src/auth/oauth.ts#L1-L9',
    })),
    ...overrides,
  });
}

/** Facts of a review that came alone, or of none. */
export function reviewFacts(
  given: CriticReview | 'none' = review(),
  overrides: Partial<CriticReviewFacts> = {},
): CriticReviewFacts {
  const of = given === 'none' ? undefined : given;
  return {
    due: { because: 'the policy requires one for critic-actor' },
    reading: {
      source: 'the text of handoff/auth-oauth',
      blocks: of === undefined ? 0 : 1,
      problems: [],
      review: of,
    },
    review: of ?? review(),
    spec: reviewedSpec(),
    rubricDigest: rubricDigest(reviewedSpec()),
    head: sha('head'),
    evidence: (of?.criteria ?? []).map(() => resolvedRef),
    actors: ['codex@example.com'],
    reviews: of === undefined ? [] : [{ review: of, changedSince: [] }],
    disputed: [],
    ...overrides,
  };
}
