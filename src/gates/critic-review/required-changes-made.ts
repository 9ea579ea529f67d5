import type { CriticReviewFacts, ReviewOnRecord } from '../../evidence/critic-review-facts.ts';
import type { CriterionVerdict } from '../../model/critic-review.ts';
import { digestOf } from '../../model/digest.ts';
import { type FindingDraft, findingId } from '../../model/finding.ts';
import { counted } from '../../model/short-list.ts';
import { criticReviewRule } from '../rule.ts';

const ID = 'critic-review/required-changes-made';

export const requiredChangesMade = criticReviewRule({
  id: ID,
  holds:
    'Every change that a review required is visible since that review, or disputed and settled by the planner.',
  needs: ['reviews', 'head', 'disputed', 'spec'],
  to: 'executor',
  mast: 'FM-2.5',
  seed: ['P13', 'R3'],
  threats: ['G12'],
  saw: ({ reviews }) =>
    `${counted(demandsOf(reviews).length, 'required change')} in ${counted(reviews.length, 'review')}`,
  check({ reviews, head, disputed, spec }) {
    const unmet = demandsOf(reviews).filter((demand) => !isMade(demand, head));
    const drafts = new Map(unmet.map((demand) => [keyOf(demand), draftOf(demand, head)]));
    return [...drafts.values()].map((draft) => settled(draft, spec['task-id'], disputed));
  },
});

interface Demand extends ReviewOnRecord {
  readonly criterion: CriterionVerdict;
}

function demandsOf(reviews: CriticReviewFacts['reviews']): readonly Demand[] {
  return reviews.flatMap((one) =>
    one.review.criteria
      .filter(({ verdict }) => verdict === 'fail')
      .map((criterion) => ({ ...one, criterion })),
  );
}

/**
 * Whether a change is right is the next review's word; here it must be there at all. A review that fails the head itself
 * is never met by the head, and one without a place is met by any change.
 */
function isMade({ review, changedSince, criterion }: Demand, head: string): boolean {
  if (review.head === head) return false;
  const place = criterion.at?.replace(/#.*$/, '').replace(/\/$/, '');
  return changedSince.some(
    (path) => place === undefined || path === place || path.startsWith(`${place}/`),
  );
}

/** The same demand made again by a later review is one finding, with one id. */
function keyOf({ criterion }: Demand): string {
  return `${criterion.id} ${digestOf(criterion['required-change'] ?? '').slice(0, 8)}`;
}

function draftOf(demand: Demand, head: string): FindingDraft {
  const { criterion, review } = demand;
  const change = criterion['required-change'] ?? 'a change that the review does not name';
  const where = criterion.at === undefined ? '' : ` in ${criterion.at}`;
  const since = review.head === head ? 'this head' : review.head.slice(0, 12);
  return {
    problem: `${criterion.id} failed the review of ${since}, and what it requires${where} is not there: ${change}`,
    fix: `Make the change${where}, or list this finding's id in \`disputed\` and let the planner decide.`,
    key: keyOf(demand),
    expected: change,
    found: review.head === head ? 'failed by the critic' : `no change${where} since ${since}`,
    facts: { criterion: criterion.id, review: review.head, change, at: criterion.at ?? null },
  };
}

/** A disputed demand is no longer the executor's turn; an executor's own word never makes it green (decision K10). */
function settled(draft: FindingDraft, task: string, disputed: readonly string[]): FindingDraft {
  if (!disputed.includes(findingId(ID, task, draft))) return draft;
  return {
    ...draft,
    severity: 'unproven',
    to: 'planner',
    fix: 'Decide the dispute: change the rubric and seal the task again, or waive this finding in the policy.',
  };
}
