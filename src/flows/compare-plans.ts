import { type ConstraintFate, constraintFates, isLost } from '../analysis/constraint-algebra.ts';
import { planDifference } from '../analysis/plan-difference.ts';
import { textDifference } from '../analysis/text-difference.ts';
import type { Json } from '../model/json.ts';
import type { Plan } from '../model/plan.ts';
import type { ConstraintRow, PlanComparison } from '../report/plan-comparison.ts';

export interface NamedPlan {
  readonly source: string;
  readonly plan: Plan;
}

/** Two plans as Gate 4 sees them, without a verdict. */
export function comparePlans(from: NamedPlan, to: NamedPlan): PlanComparison {
  const texts = new Map(
    [...to.plan.constraints, ...from.plan.constraints].map(({ id, text }) => [id, text]),
  );
  return {
    from: { source: from.source, version: from.plan.version },
    to: { source: to.source, version: to.plan.version },
    constraints: constraintFates(from.plan, to.plan).map((fate) => rowOf(fate, texts.get(fate.id))),
    changes: planDifference(from.plan, to.plan).map(({ fields, ...change }) => ({
      ...change,
      fields: fields.map(({ name, before, after }) => ({
        name,
        before: (before ?? null) as Json,
        after: (after ?? null) as Json,
      })),
    })),
  };
}

function rowOf(fate: ConstraintFate, text = ''): ConstraintRow {
  const row = { id: fate.id, fate: fate.kind, allowed: isLost(fate) ? 'no' : 'yes' } as const;
  switch (fate.kind) {
    case 'preserved':
    case 'revived':
      return { ...row, before: text };
    case 'added':
      return { ...row, after: text };
    case 'superseded':
      return { ...row, before: text, detail: `by ${fate.by}` };
    case 'dropped':
      return { ...row, before: fate.before };
    case 'reworded': {
      const { expected, found } = textDifference(fate.before, fate.after);
      return { ...row, before: expected, after: found };
    }
    case 'reused':
      return { ...row, before: fate.before, after: fate.after };
    case 'narrowed':
      return {
        ...row,
        before: text,
        detail: `not for ${fate.tasks?.join(', ') ?? 'tasks that it does not list'}`,
      };
    case 'half-superseded':
      return { ...row, before: text, detail: `lacks ${fate.lacks.join(', ')}` };
  }
}
