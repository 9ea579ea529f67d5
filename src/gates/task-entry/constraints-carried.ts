import { constraintText } from '../../analysis/constraint-text.ts';
import type { TaskEntryFacts } from '../../evidence/task-entry-facts.ts';
import type { PlanConstraint } from '../../model/plan.ts';
import { quote } from '../../model/wording.ts';
import { taskEntryRule } from '../rule.ts';

export const constraintsCarried = taskEntryRule({
  id: 'task-entry/constraints-carried',
  holds: 'The spec carries every active constraint of the plan that applies to its task.',
  needs: ['spec', 'plan'],
  to: 'planner',
  mast: 'FM-1.4',
  seed: ['G1c', 'S7'],
  threats: ['A10'],
  saw(facts) {
    const applying = applyingTo(facts);
    return `${applying.length - lost(facts).length} of ${applying.length} constraints that apply`;
  },
  check: (facts) =>
    lost(facts).map(({ id, text }) => ({
      problem: `The spec lacks constraint ${id} of the plan, which applies to it: ${quote(text)}.`,
      fix: `Copy constraint ${id} out of the plan unchanged, or say in the plan to which tasks it applies.`,
      at: { field: 'constraints' },
      expected: text,
      found: 'no constraint of that id or text',
      facts: { constraint: id, expected: text },
      key: id,
    })),
});

type Facts = Pick<TaskEntryFacts, 'spec' | 'plan'>;

/** None without a plan; that there is none is told by constraints-verbatim. */
function applyingTo({ spec, plan }: Facts): readonly PlanConstraint[] {
  const bound = ({ 'applies-to': tasks }: PlanConstraint): boolean =>
    tasks?.includes(spec['task-id']) ?? true;
  return (plan?.constraints ?? []).filter((one) => one.status === 'active' && bound(one));
}

/** By id or by text: one that is there in other words is the concern of constraints-verbatim. */
function lost(facts: Facts): readonly PlanConstraint[] {
  const { constraints } = facts.spec;
  const ids = new Set(constraints.map(({ id }) => id));
  const texts = new Set(constraints.map(({ text }) => constraintText(text).text));
  return applyingTo(facts).filter(
    ({ id, text }) => !ids.has(id) && !texts.has(constraintText(text).text),
  );
}
