import { CriticReview } from './critic-review.ts';
import { type DocumentSource, readDocument } from './read-document.ts';
import type { Checked } from './schema-problems.ts';
import { BLOCK_LIMITS } from './structured-text.ts';

/** The text inside a review block. */
export function readReview(text: string, source: DocumentSource): Checked<CriticReview> {
  return readDocument(CriticReview, text, { ...source, limits: BLOCK_LIMITS });
}
