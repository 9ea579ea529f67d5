import { constraintFates, isLost } from '../../analysis/constraint-algebra.ts';
import { type PlanVersion, versionBefore } from '../../analysis/plan-chain.ts';
import { type PlanChange, planDifference } from '../../analysis/plan-difference.ts';
import type { Plan } from '../../model/plan.ts';
import { PLAN_FILE } from '../../model/protected-paths.ts';
import { counted } from '../../model/short-list.ts';
import { unproved } from '../justification.ts';
import { planRevisionRule } from '../rule.ts';

export const changeJustified = planRevisionRule({
  id: 'plan-revision/change-justified',
  holds: 'Each change of the plan names an artifact that justifies it, and the artifact is there.',
  needs: ['proposed', 'history', 'justifications'],
  to: 'planner',
  mast: 'FM-2.6',
  seed: ['G4d'],
  threats: ['C01', 'C14'],
  skip: ({ history }) => (history.length === 0 ? 'the first plan: nothing changed' : undefined),
  saw: ({ proposed, history }) => counted(changesOf(proposed, history).length, 'change'),
  check: ({ proposed, history, justifications }) =>
    changesOf(proposed, history).flatMap((change) =>
      unproved(
        {
          what: sentence(change),
          refs: change.because,
          at: { path: PLAN_FILE, field: place(change) },
          fix: `Name what justifies it, like a full commit id of work that landed: {target: ${change.target}, because: "commit:…"} in revision.changes.`,
        },
        justifications,
      ),
    ),
});

/** Without what plan-revision/constraints-carry-forward refuses: nothing could justify that. */
function changesOf(proposed: Plan, history: readonly PlanVersion[]): readonly PlanChange[] {
  const earlier = history.map(({ plan }) => plan);
  return versionBefore(history).flatMap(({ plan }) => {
    const lost = constraintFates(plan, proposed, earlier).filter(isLost);
    const refused = new Set(lost.map(({ id }) => id));
    return planDifference(plan, proposed).filter(({ target }) => !refused.has(target));
  });
}

const NOUNS = {
  plan: 'Plan',
  constraint: 'Constraint',
  task: 'Task',
  question: 'Question',
} as const;

function sentence({ of, target, kind, fields }: PlanChange): string {
  if (of === 'plan') return `The plan's ${target} is changed`;
  const which = fields.length === 0 ? '' : ` (${fields.map(({ name }) => name).join(', ')})`;
  return `${NOUNS[of]} ${target} is ${kind}${which}`;
}

function place({ of, target }: PlanChange): string {
  return of === 'plan' ? target : `${of === 'question' ? 'open-questions' : `${of}s`}.${target}`;
}
