import {
  type ConstraintFate,
  constraintFates,
  isLost,
  type Lack,
  type LostConstraint,
} from '../../analysis/constraint-algebra.ts';
import { type PlanVersion, versionBefore } from '../../analysis/plan-chain.ts';
import { textDifference } from '../../analysis/text-difference.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { Plan } from '../../model/plan.ts';
import { PLAN_FILE } from '../../model/protected-paths.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { quote } from '../../model/wording.ts';
import { planRevisionRule } from '../rule.ts';

export const constraintsCarryForward = planRevisionRule({
  id: 'plan-revision/constraints-carry-forward',
  holds:
    'Each constraint of the version before stands byte for byte, or is superseded by a named one with reason and evidence.',
  needs: ['proposed', 'history'],
  to: 'planner',
  mast: 'FM-1.4',
  seed: ['G4c', 'D5'],
  threats: ['A10'],
  skip: ({ history }) =>
    history.length === 0 ? 'the first plan: nothing came before it' : undefined,
  saw({ proposed, history }) {
    const kinds = fatesOf(proposed, history).map(({ kind }) => kind);
    const counts = [...new Set(kinds)].map(
      (kind) => `${kinds.filter((other) => other === kind).length} ${kind}`,
    );
    return counts.length === 0 ? 'no constraint, before or now' : counts.join(', ');
  },
  check: ({ proposed, history }) => fatesOf(proposed, history).filter(isLost).map(lost),
});

function fatesOf(proposed: Plan, history: readonly PlanVersion[]): readonly ConstraintFate[] {
  const earlier = history.map(({ plan }) => plan);
  return versionBefore(history).flatMap(({ plan }) => constraintFates(plan, proposed, earlier));
}

function lost(fate: LostConstraint): FindingDraft {
  const { id, kind } = fate;
  const at = { path: PLAN_FILE, field: `constraints.${id}` };
  switch (fate.kind) {
    case 'dropped':
      return {
        problem: `Constraint ${id} is gone: ${quote(fate.before)}.`,
        fix: `Put ${id} back with its text; if it no longer holds, keep it as superseded, by a named constraint, with reason and because.`,
        at,
        expected: fate.before,
        found: 'nothing',
        facts: { kind, constraint: id, before: fate.before },
      };
    case 'reworded':
      return {
        problem: `Constraint ${id} stands in other words than in the version before.`,
        fix: `Put the words of ${id} back byte for byte; what should hold instead is a new constraint that supersedes it.`,
        at,
        ...textDifference(fate.before, fate.after),
        facts: { kind, constraint: id, before: fate.before, after: fate.after },
      };
    case 'reused':
      return {
        problem: `The id ${id} was ${quote(fate.before)} and is another constraint now.`,
        fix: `Give the new constraint an id that was never used, and keep ${id} as it was.`,
        at,
        expected: fate.before,
        found: fate.after,
        facts: { kind, constraint: id, before: fate.before, after: fate.after },
      };
    case 'narrowed': {
      const tasks = fate.tasks === undefined ? 'every task' : shortList(fate.tasks);
      return {
        problem: `Constraint ${id} no longer binds ${tasks === 'every task' ? 'the tasks that it does not list' : tasks}.`,
        fix: `Let ${id} bind ${tasks} again; a narrower one is a new constraint that supersedes it.`,
        at,
        expected: `binds ${tasks}`,
        found: 'binds fewer',
        facts: { kind, constraint: id, tasks: fate.tasks ?? null },
      };
    }
    case 'half-superseded': {
      const lacks = fate.lacks.map((lack) => LACKS[lack]);
      return {
        problem: `Constraint ${id} is called superseded and names ${lacks.join(', ')}.`,
        fix: `Name by which active constraint ${id} is superseded, with a reason and a because; or make it active again.`,
        at,
        expected: 'by, reason and because',
        found: `${counted(lacks.length, 'lack')}: ${fate.lacks.join(', ')}`,
        facts: { kind, constraint: id, by: fate.by, lacks: fate.lacks },
      };
    }
  }
}

const LACKS: Readonly<Record<Lack, string>> = {
  by: 'no constraint in its place',
  'active-successor': 'one in its place that is not active',
  reason: 'no reason',
  because: 'no evidence',
};
