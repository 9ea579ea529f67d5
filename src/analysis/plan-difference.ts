import { type Canonical, canonicalJson } from '../model/json.ts';
import type { Plan } from '../model/plan.ts';
import { evidenceNamed } from './change-evidence.ts';

/** One field of a thing that changed; undefined = it is not there. */
export interface FieldChange {
  readonly name: string;
  readonly before: Canonical | undefined;
  readonly after: Canonical | undefined;
}

/** One thing of the plan that is not what it was. */
export interface PlanChange {
  /** Id of a constraint, task or question; `goal` or `shared`. */
  readonly target: string;
  readonly of: 'plan' | 'constraint' | 'task' | 'question';
  readonly kind: 'added' | 'removed' | 'changed';
  /** Empty for what is added or removed as a whole. */
  readonly fields: readonly FieldChange[];
  /** Refs that the plan names for it. */
  readonly because: readonly string[];
}

/** What counts as a change. The rest is bookkeeping: a task's issue number, and the refs that justify. */
const CONSTRAINT = ['text', 'status', 'by', 'reason', 'applies-to'] as const;
const TASK = ['objective', 'scope', 'depends-on', 'domain', 'runtime'] as const;
const QUESTION = ['question', 'status', 'reason', 'answer-ref'] as const;

/**
 * Every change from one version of the plan to the next, with the refs that it names (seed G4d). Lists are sets: their
 * order says nothing. Goal and shared files first, then constraints, tasks and questions by id.
 */
export function planDifference(previous: Plan, proposed: Plan): readonly PlanChange[] {
  const ofPlan = (['goal', 'shared'] as const).flatMap((target): readonly PlanChange[] => {
    const fields = fieldChanges(previous, proposed, [target]);
    const because = evidenceNamed(proposed, target);
    return fields.length === 0 ? [] : [{ target, of: 'plan', kind: 'changed', fields, because }];
  });
  const between = itemChanges(proposed);
  return [
    ...ofPlan,
    ...between('constraint', CONSTRAINT, previous.constraints, proposed.constraints),
    ...between('task', TASK, previous.tasks, proposed.tasks),
    ...between('question', QUESTION, previous['open-questions'], proposed['open-questions']),
  ];
}

/** `answer-ref` is to a question what `because` is to the others. */
interface Item {
  readonly id: string;
  readonly because?: string | undefined;
  readonly 'answer-ref'?: string | undefined;
}

function itemChanges(proposed: Plan) {
  return <One extends Item>(
    of: PlanChange['of'],
    names: readonly (keyof One & string)[],
    before: readonly One[],
    after: readonly One[],
  ): readonly PlanChange[] => {
    const [old, now] = [byId(before), byId(after)];
    return [...new Set([...old.keys(), ...now.keys()])]
      .sort()
      .flatMap((target): readonly PlanChange[] => {
        const [was, is] = [old.get(target), now.get(target)];
        const own = { now: ownRef(is), before: ownRef(was) };
        const change = { target, of, because: evidenceNamed(proposed, target, own) };
        if (was === undefined) return [{ ...change, kind: 'added', fields: [] }];
        if (is === undefined) return [{ ...change, kind: 'removed', fields: [] }];
        const fields = fieldChanges(was, is, names);
        return fields.length === 0 ? [] : [{ ...change, kind: 'changed', fields }];
      });
  };
}

function byId<One extends Item>(items: readonly One[]): ReadonlyMap<string, One> {
  return new Map(items.map((item) => [item.id, item]));
}

function ownRef(item: Item | undefined): string | undefined {
  return item?.because ?? item?.['answer-ref'];
}

function fieldChanges<Whole>(
  before: Whole,
  after: Whole,
  names: readonly (keyof Whole & string)[],
): readonly FieldChange[] {
  return names.flatMap((name) => {
    const [was, is] = [before[name], after[name]] as readonly Canonical[];
    return sameSet(was, is) ? [] : [{ name, before: was, after: is }];
  });
}

function sameSet(a: Canonical | undefined, b: Canonical | undefined): boolean {
  return textOf(a) === textOf(b);
}

function textOf(value: Canonical | undefined): string {
  const set = Array.isArray(value) ? [...new Set(value as readonly string[])].sort() : value;
  return set === undefined ? '' : canonicalJson(set);
}
