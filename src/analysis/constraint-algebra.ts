import type { Plan, PlanConstraint } from '../model/plan.ts';
import { evidenceNamed } from './change-evidence.ts';
import { likeness } from './text-likeness.ts';

/** What a superseded constraint has to name: another one that is active, why, and what proves it. */
export type Lack = 'by' | 'active-successor' | 'reason' | 'because';

/** What became of one constraint from one version of the plan to the next. */
export type ConstraintFate = { readonly id: string } & (
  | { readonly kind: 'preserved' | 'added' | 'revived' }
  | { readonly kind: 'superseded'; readonly by: string }
  | { readonly kind: 'dropped'; readonly before: string }
  /** The same constraint in other words, or with another character that nobody sees. */
  | { readonly kind: 'reworded'; readonly before: string; readonly after: string }
  /** Another constraint under an id that was taken, in this or in an earlier version. */
  | { readonly kind: 'reused'; readonly before: string; readonly after: string }
  /** It no longer binds tasks that are still there; `tasks` undefined = every task that is not listed. */
  | { readonly kind: 'narrowed'; readonly tasks: readonly string[] | undefined }
  | { readonly kind: 'half-superseded'; readonly by: string; readonly lacks: readonly Lack[] }
);

export type LostConstraint = Extract<
  ConstraintFate,
  { kind: 'dropped' | 'reworded' | 'reused' | 'narrowed' | 'half-superseded' }
>;

const LOST: readonly string[] = ['dropped', 'reworded', 'reused', 'narrowed', 'half-superseded'];

/** What no evidence can justify: a constraint ends only by being superseded. */
export function isLost(fate: ConstraintFate): fate is LostConstraint {
  return LOST.includes(fate.kind);
}

/** Over this a text is the same constraint in other words, not another one (seed G1c). */
const PARAPHRASE = 0.6;

/**
 * The constraint algebra (seed G4c, threat A10): byte for byte, without any normalisation, because specs and contracts
 * repeat these bytes. Constraints of the previous version in its order, then new ones in theirs.
 * @param earlier versions before the previous one, for ids that must not come back with another text
 */
export function constraintFates(
  previous: Plan,
  proposed: Plan,
  earlier: readonly Plan[] = [],
): readonly ConstraintFate[] {
  const now = new Map(proposed.constraints.map((constraint) => [constraint.id, constraint]));
  const before = new Set(previous.constraints.map(({ id }) => id));
  const tasks = new Set<string>(proposed.tasks.map(({ id }) => id));
  const once = new Map(
    [...earlier].reverse().flatMap((plan) => plan.constraints.map(({ id, text }) => [id, text])),
  );
  return [
    ...previous.constraints.map((constraint) => fateOf(constraint, now.get(constraint.id))),
    ...proposed.constraints.filter(({ id }) => !before.has(id)).map(newFate),
  ];

  function fateOf(old: PlanConstraint, found: PlanConstraint | undefined): ConstraintFate {
    const { id } = old;
    if (found === undefined) return { id, kind: 'dropped', before: old.text };
    if (found.text !== old.text) {
      const texts = { before: old.text, after: found.text };
      const alike = likeness(old.text, found.text) > PARAPHRASE;
      return { id, kind: alike ? 'reworded' : 'reused', ...texts };
    }
    if (found.status === 'superseded')
      return old.status === 'superseded' ? { id, kind: 'preserved' } : superseded(old, found);
    const narrowed = narrowedTo(old, found);
    if (narrowed !== undefined) return narrowed;
    return { id, kind: old.status === 'superseded' ? 'revived' : 'preserved' };
  }

  function newFate({ id, text }: PlanConstraint): ConstraintFate {
    const meant = once.get(id);
    return meant === undefined || meant === text
      ? { id, kind: 'added' }
      : { id, kind: 'reused', before: meant, after: text };
  }

  function superseded(old: PlanConstraint, found: PlanConstraint): ConstraintFate {
    const { id, by = '', reason, because } = found;
    const lacks: Lack[] = [];
    // Nothing supersedes itself: it is not active any more.
    if (now.get(by)?.status !== 'active') lacks.push(by === '' ? 'by' : 'active-successor');
    if (reason === undefined) lacks.push('reason');
    const own = { now: because, before: old.because };
    if (evidenceNamed(proposed, id, own).length === 0) lacks.push('because');
    return lacks.length === 0
      ? { id, kind: 'superseded', by }
      : { id, kind: 'half-superseded', by, lacks };
  }

  /** `applies-to` left out is every task, those to come included. A task that is gone needs no constraint. */
  function narrowedTo(old: PlanConstraint, found: PlanConstraint): ConstraintFate | undefined {
    const { id, 'applies-to': list } = found;
    if (list === undefined) return undefined;
    const bound = old['applies-to'];
    if (bound === undefined) return { id, kind: 'narrowed', tasks: undefined };
    const kept = new Set<string>(list);
    const lost = bound.filter((task) => !kept.has(task) && tasks.has(task));
    return lost.length === 0 ? undefined : { id, kind: 'narrowed', tasks: lost };
  }
}
