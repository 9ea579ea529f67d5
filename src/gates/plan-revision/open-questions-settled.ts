import { type PlanVersion, versionBefore } from '../../analysis/plan-chain.ts';
import { saysNothing } from '../../analysis/says-nothing.ts';
import type { RefResolution } from '../../evidence/output-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { PLAN_FILE } from '../../model/protected-paths.ts';
import { counted } from '../../model/short-list.ts';
import { quote } from '../../model/wording.ts';
import { unproved } from '../justification.ts';
import { planRevisionRule } from '../rule.ts';

type PlanQuestion = Plan['open-questions'][number];

export const openQuestionsSettled = planRevisionRule({
  id: 'plan-revision/open-questions-settled',
  holds:
    'Each question of the plan is resolved by an answer that is there, or deferred with a reason.',
  needs: ['proposed', 'history', 'justifications'],
  to: 'planner',
  mast: 'FM-2.2',
  seed: ['G4b'],
  threats: ['C01'],
  saw({ proposed }) {
    const questions = proposed['open-questions'];
    const resolved = questions.filter(({ status }) => status === 'resolved').length;
    return `${counted(questions.length, 'question')}, ${resolved} resolved`;
  },
  check({ proposed, history, justifications }) {
    const settled = answersBefore(history);
    return proposed['open-questions'].flatMap((question) =>
      unsettled(question, settled, justifications),
    );
  },
});

/** An answer that the version before had was looked up then; files may have moved on since. */
function answersBefore(history: readonly PlanVersion[]): ReadonlyMap<string, string | undefined> {
  const before = versionBefore(history).flatMap(({ plan }) => plan['open-questions']);
  return new Map(before.map((question) => [question.id, question['answer-ref']]));
}

function unsettled(
  { id, question, status, reason = '', 'answer-ref': answer }: PlanQuestion,
  settled: ReadonlyMap<string, string | undefined>,
  looked: ReadonlyMap<string, RefResolution>,
): readonly FindingDraft[] {
  const at = { path: PLAN_FILE, field: `open-questions.${id}` };
  const said = `${id} ${quote(question)}`;
  switch (status) {
    case 'open':
      return [
        {
          problem: `Question ${said} is still open.`,
          fix: `Answer ${id} and name the answer in answer-ref, or defer it and write down why.`,
          at,
          expected: 'resolved or deferred',
          found: 'open',
          facts: { question: id, status },
        },
      ];
    case 'deferred':
      if (!saysNothing(reason)) return [];
      return [
        {
          problem: `Question ${said} is deferred without a reason.`,
          fix: `Write down in reason why ${id} stays open and who can decide it.`,
          at,
          expected: 'a reason',
          found: reason === '' ? 'nothing' : reason,
          facts: { question: id, status },
        },
      ];
    case 'resolved': {
      if (answer !== undefined && settled.get(id) === answer) return [];
      const refs = answer === undefined ? [] : [answer];
      const fix = `Name what answers ${id} in answer-ref, like docs/sessions.md#L4-L9 of the default branch, or defer it.`;
      return unproved({ what: `Question ${said} is resolved`, refs, at, fix }, looked);
    }
  }
}
