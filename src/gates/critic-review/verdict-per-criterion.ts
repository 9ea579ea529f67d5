import type { CriticReviewFacts, ReviewReading } from '../../evidence/critic-review-facts.ts';
import type { RefResolution } from '../../evidence/output-facts.ts';
import type { CriterionVerdict, CriticReview } from '../../model/critic-review.ts';
import { digestOf } from '../../model/digest.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { rubricOf } from '../../model/rubric.ts';
import type { Sha } from '../../model/sha.ts';
import { counted, shortList } from '../../model/short-list.ts';
import type { TaskSpec } from '../../model/task-spec.ts';
import { didYouMean, quote } from '../../model/wording.ts';
import { criticReviewRule } from '../rule.ts';

export const verdictPerCriterion = criticReviewRule({
  id: 'critic-review/verdict-per-criterion',
  holds:
    'One review of this head judges each criterion once: a verdict, evidence that resolves, and for a fail the required change.',
  needs: ['due', 'reading', 'spec', 'head', 'evidence'],
  to: 'critic',
  mast: 'FM-3.2',
  seed: ['P10', 'P12', 'R3'],
  threats: ['C03', 'D18', 'E01'],
  saw: ({ reading: { blocks, source, review } }) =>
    `${counted(blocks, 'review block')} in ${source}, ${counted(review?.criteria.length ?? 0, 'judgement')}`,
  check({ due, reading, spec, head, evidence }) {
    const { review } = reading;
    if (review === undefined) return [...unread(reading), ...notOne(reading, due)];
    return [
      ...unread(reading),
      ...misdirected(review, spec, head),
      ...uncounted(review, spec),
      ...review.criteria.flatMap((criterion, index) =>
        judgement(criterion, index, evidence[index]),
      ),
      ...review.criteria.flatMap(suggestion),
      ...review['follow-ups'].map(followUp),
    ];
  },
});

function unread({ source, problems }: ReviewReading): readonly FindingDraft[] {
  return problems.map(({ field, message, line }, index) => ({
    problem: `The review in ${source} cannot be taken as it is: ${message}.`,
    fix: 'Write the review as one visible block in the form that handoff-gate pack --role critic prints.',
    at: { ...(field !== '' && { field }), ...(line !== undefined && { line }) },
    facts: { field, message, line: line ?? null },
    key: `unread ${index}`,
  }));
}

/** No review yet is doubt: it turns neither way before somebody looked. */
function notOne(
  { source, blocks, problems }: ReviewReading,
  { because }: CriticReviewFacts['due'],
): readonly FindingDraft[] {
  if (blocks === 1 || (blocks === 0 && problems.length > 0)) return [];
  if (blocks === 0)
    return [
      {
        problem: `There is no review in ${source}, and one is due: ${because ?? 'an earlier head was reviewed'}.`,
        fix: 'Judge the head by what handoff-gate pack --role critic prints, and add the block to the note on the head; on GitHub, to a comment or a review by one of roles.critics.',
        severity: 'unproven',
        facts: { blocks },
        key: 'none',
      },
    ];
  return [
    {
      problem: `There are ${blocks} reviews of this head in ${source}; which one counts must not be a guess.`,
      fix: 'Keep one review of the head; a second opinion goes into it as its own verdicts.',
      expected: '1 review',
      found: `${blocks} reviews`,
      facts: { blocks },
      key: 'not-one',
    },
  ];
}

/** A review speaks of one commit of one task; on any other it is worth nothing. */
function misdirected(review: CriticReview, spec: TaskSpec, head: Sha): readonly FindingDraft[] {
  const pairs = [
    { field: 'task-id', expected: spec['task-id'] as string, found: review['task-id'] as string },
    { field: 'head', expected: head as string, found: review.head },
  ];
  return pairs
    .filter(({ expected, found }) => expected !== found)
    .map(({ field, expected, found }) => ({
      problem: `The review is of another ${field}: ${found}, not ${expected}.`,
      fix: 'Review what is there now; a verdict on something else does not carry over.',
      at: { field },
      expected,
      found,
      facts: { expected, found },
    }));
}

function uncounted({ criteria }: CriticReview, spec: TaskSpec): readonly FindingDraft[] {
  const wanted = rubricOf(spec).map(({ id }) => id);
  const known = [...new Set([...wanted, ...spec['acceptance-criteria'].map(({ id }) => id)])];
  const judged = criteria.map(({ id }) => id);
  const twice = judged.filter((id, index) => judged.indexOf(id) !== index);
  const say = (id: string, key: string, problem: string, fix: string): FindingDraft => ({
    problem,
    fix,
    at: { field: 'criteria' },
    facts: { criterion: id },
    key: `${key} ${id}`,
  });
  return [
    ...wanted
      .filter((id) => !judged.includes(id))
      .map((id) =>
        say(id, 'left-out', `The review leaves out ${id}.`, `Judge ${id}: pass, fail or unknown.`),
      ),
    ...[...new Set(twice)].map((id) =>
      say(id, 'twice', `The review judges ${id} more than once.`, `Keep one verdict on ${id}.`),
    ),
    ...[...new Set(judged)]
      .filter((id) => !known.includes(id))
      .map((id) =>
        say(
          id,
          'unknown',
          `The review judges ${quote(id)}, which the task does not have${didYouMean(id, known)}.`,
          `Take ${id} out; what it says beyond the rubric is a follow-up.`,
        ),
      ),
  ];
}

function judgement(
  { id, verdict, evidence: ref, ...rest }: CriterionVerdict,
  index: number,
  looked: RefResolution | undefined,
): readonly FindingDraft[] {
  const at = { field: `criteria[${index}]` };
  if (verdict === 'unknown')
    return [
      {
        problem: `${id} is not decided: the critic could not say.`,
        fix: `Give the critic what it needs to judge ${id}, or let the planner reword the rubric.`,
        at,
        severity: 'unproven',
        to: 'planner',
        facts: { criterion: id, evidence: ref },
        key: `undecided ${id}`,
      },
    ];
  const change: readonly FindingDraft[] =
    verdict === 'fail' && rest['required-change'] === undefined
      ? [
          {
            problem: `${id} fails, and the review does not say what would make it pass.`,
            fix: `Name one \`required-change\` for ${id}.`,
            at: { field: `criteria[${index}].required-change` },
            facts: { criterion: id },
            key: `vague ${id}`,
          },
        ]
      : [];
  return [...change, ...evidenceOf(id, ref, index, looked)];
}

/** What a critic would like and does not require holds nothing up, and is not lost either (seed R3). */
function suggestion(
  { id, verdict, 'required-change': change }: CriterionVerdict,
  index: number,
): readonly FindingDraft[] {
  if (verdict === 'fail' || change === undefined) return [];
  return [
    {
      problem: `The critic suggests for ${id}, without failing it: ${change}`,
      fix: 'Take it up in a task of its own, or let it be.',
      at: { field: `criteria[${index}].required-change` },
      severity: 'warn',
      to: 'planner',
      facts: { criterion: id, change },
      key: `suggests ${id}`,
    },
  ];
}

function followUp(
  { objective, scope }: CriticReview['follow-ups'][number],
  index: number,
): FindingDraft {
  const where = scope.length === 0 ? 'no path named' : shortList(scope);
  return {
    problem: `The critic proposes a task beyond this one: ${objective} (${where})`,
    fix: 'Write it as a task of its own and put that through Gate 1, or let it be.',
    at: { field: `follow-ups[${index}]` },
    severity: 'warn',
    to: 'planner',
    facts: { objective, scope: [...scope] },
    key: `proposes ${digestOf(objective).slice(0, 8)}`,
  };
}

/** A pass is worth what it points at: words, or a place that is not there, are prose (seed P12). */
function evidenceOf(
  id: string,
  ref: string,
  index: number,
  looked: RefResolution | undefined,
): readonly FindingDraft[] {
  if (looked === undefined || looked.state === 'resolved') return [];
  const { state, lookedUp } = looked;
  const doubtful = state === 'unverifiable' || state === 'pending';
  return [
    {
      problem: `The evidence of ${id} does not resolve: ${lookedUp}.`,
      fix: `Point ${id} at what was looked at: lines of a file of the head, a commit of this output, or a recorded test run.`,
      at: { field: `criteria[${index}].evidence` },
      expected: 'resolved',
      found: state,
      facts: { criterion: id, ref, state, lookedUp },
      key: `evidence ${id}`,
      ...(doubtful && { severity: 'unproven' }),
    },
  ];
}
