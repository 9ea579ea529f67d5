import { hiddenCharacters } from '../analysis/hidden-characters.ts';
import { sourceOf } from '../analysis/spec-text.ts';
import type { CriticReview } from '../model/critic-review.ts';
import { readReview } from '../model/read-review.ts';
import type { Problem } from '../model/schema-problems.ts';
import { handoffIn } from './handoff-text.ts';

/** The reviews of a text: every visible block of the kind, read where it can be. */
export interface ReviewsInText {
  readonly blocks: number;
  readonly problems: readonly Problem[];
  readonly reviews: readonly CriticReview[];
}

/** Only visible blocks at the top level count; a copy that a reader cannot see is a problem (threats E01, D18). */
export function reviewsIn(text: string): ReviewsInText {
  const body = handoffIn(text);
  if (!body.ok) return { blocks: 0, problems: [{ field: '', message: body.because }], reviews: [] };
  const blocks = body.visible.filter(({ kind }) => kind === 'review');
  const read = blocks.map((block) => readReview(block.text, sourceOf(block)));
  const hidden = body.hidden.map(({ line, place }) => ({
    field: '',
    message: `A handoff block stands where it does not count (${place})`,
    line,
  }));
  const unseen = blocks.flatMap((block) =>
    hiddenCharacters(block.text).map(({ name, line }) => ({
      field: '',
      message: `The review holds an invisible character, ${name}`,
      line: block.line + line,
    })),
  );
  return {
    blocks: blocks.length,
    problems: [...hidden, ...unseen, ...read.flatMap((one) => (one.ok ? [] : one.problems))],
    reviews: read.flatMap((one) => (one.ok ? [one.value] : [])),
  };
}
