import { type Refused, vocabulary } from '../../analysis/words/vocabulary.ts';
import type { AcceptanceCriterion } from '../../model/acceptance-criterion.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { quote } from '../../model/wording.ts';
import { taskEntryRule } from '../rule.ts';

export const criteriaTestable = taskEntryRule({
  id: 'task-entry/criteria-testable',
  holds: 'Each criterion says what proves it, in words that two readers judge alike.',
  needs: ['spec'],
  to: 'planner',
  mast: 'FM-3.2',
  seed: ['G1e'],
  threats: ['A13'],
  saw({ spec: { 'acceptance-criteria': criteria } }) {
    const proved = criteria.filter(({ verify }) => verify !== undefined);
    return `${proved.length} of ${counted(criteria.length, 'criterion', 'criteria')} say what proves them`;
  },
  check({ spec }, { words }) {
    const refused = vocabulary(words);
    return spec['acceptance-criteria'].flatMap((criterion) => [
      ...unproved(criterion),
      ...vague(criterion, refused),
    ]);
  },
});

function unproved({ id, text, verify }: AcceptanceCriterion): readonly FindingDraft[] {
  if (verify !== undefined) return [];
  return [
    {
      problem: `Nothing says what proves criterion ${id}: ${quote(text)}.`,
      fix: `Add to ${id} what proves it, as in "verify: {tests: src/auth/auth.spec.ts, min: 12}"; the other kinds are command, exists, unchanged and review.`,
      at: { field: 'acceptance-criteria' },
      expected: 'verify, or words like "12 tests in auth.spec.ts pass"',
      found: text,
      facts: { kind: 'unproved', criterion: id },
      key: `${id} unproved`,
    },
  ];
}

/** What a critic judges is judged by the words of its rubric (rubric-explicit). */
function vague(
  { id, text, verify }: AcceptanceCriterion,
  refused: Refused,
): readonly FindingDraft[] {
  if (verify !== undefined && 'review' in verify) return [];
  const words = [...refused('vague', text), ...refused('unmeasured', text)];
  if (words.length === 0) return [];
  return [
    {
      problem: `Criterion ${id} can be read in two ways: ${shortList(words.map(quote))} in ${quote(text)}.`,
      fix: `Say in ${id} what is seen when it holds (an output, a status, a figure with its unit), or let a critic judge it by a rubric.`,
      at: { field: 'acceptance-criteria' },
      expected: 'a statement that a run decides',
      found: shortList(words),
      facts: { kind: 'vague', criterion: id, words },
      key: `${id} vague`,
    },
  ];
}
