import { type Refused, vocabulary } from '../../analysis/words/vocabulary.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted, shortList } from '../../model/short-list.ts';
import type { TaskSpec } from '../../model/task-spec.ts';
import { didYouMean, quote } from '../../model/wording.ts';
import { taskEntryRule } from '../rule.ts';

export const rubricExplicit = taskEntryRule({
  id: 'task-entry/rubric-explicit',
  holds: "What a critic judges has its rubric in the spec, and the rubric's words decide.",
  needs: ['spec'],
  to: 'planner',
  mast: 'FM-3.3',
  seed: ['P10', 'P11'],
  threats: [],
  skip: ({ spec }) =>
    reviewsOf(spec).length === 0 && spec.rubric.length === 0
      ? 'no critic is asked to judge'
      : undefined,
  saw: ({ spec }) =>
    `${spec.rubric.length} in the rubric, ${counted(reviewsOf(spec).length, 'criterion', 'criteria')} by review`,
  check({ spec }, { words }) {
    const refused = vocabulary(words);
    return [
      ...reviewsOf(spec).flatMap((asked) => absent(asked, spec)),
      ...spec.rubric.flatMap((entry) => elsewhere(entry)),
      ...spec.rubric.flatMap((entry) => vague(entry, refused)),
    ];
  },
});

type Entry = TaskSpec['rubric'][number];
interface Review {
  readonly criterion: string;
  readonly review: string;
}

function reviewsOf({ 'acceptance-criteria': criteria }: TaskSpec): readonly Review[] {
  return criteria.flatMap(({ id, verify }) =>
    verify !== undefined && 'review' in verify ? [{ criterion: id, review: verify.review }] : [],
  );
}

function absent({ criterion, review }: Review, { rubric }: TaskSpec): readonly FindingDraft[] {
  const ids = rubric.map(({ id }) => id);
  if (ids.includes(review)) return [];
  return [
    {
      problem: `Criterion ${criterion} is judged by ${review}, which is not in the rubric${didYouMean(review, ids)}.`,
      fix: `Write entry ${review} into the rubric, in full.`,
      at: { field: 'rubric' },
      expected: review,
      found: ids.length === 0 ? 'no rubric' : shortList(ids),
      facts: { kind: 'absent', criterion, review },
      key: `${criterion} ${review}`,
    },
  ];
}

/** A critic is given the spec and nothing behind it (seed P11). */
const ELSEWHERE =
  /^(?:see|refer to|as (?:in|described in|defined in)|same as|per|according to)\b|^\S+$/i;

function elsewhere({ id, text }: Entry): readonly FindingDraft[] {
  if (!ELSEWHERE.test(text)) return [];
  return [
    {
      problem: `Entry ${id} of the rubric only says where it stands: ${quote(text)}.`,
      fix: `Copy the words of ${id} into the spec: a critic judges by nothing else.`,
      at: { field: 'rubric' },
      expected: 'the criterion, verbatim',
      found: text,
      facts: { kind: 'elsewhere', entry: id },
      key: `${id} elsewhere`,
    },
  ];
}

/** An opinion that goes on to say what is looked at (": each error names …") is explicit enough for a critic. */
const EXPLAINED = /[:;(—–]\s*\S+\s+\S/;

function vague({ id, text }: Entry, refused: Refused): readonly FindingDraft[] {
  const words = EXPLAINED.test(text) ? [] : refused('vague', text);
  if (words.length === 0) return [];
  return [
    {
      problem: `Entry ${id} of the rubric leaves the measure to the critic: ${shortList(words.map(quote))}.`,
      fix: `Say in ${id} what a critic must see, as in "readable: no function has more than 40 lines".`,
      at: { field: 'rubric' },
      expected: 'what a critic must see',
      found: shortList(words),
      facts: { kind: 'vague', entry: id, words },
      severity: 'warn',
      key: `${id} vague`,
    },
  ];
}
