import type { Json } from '../model/json.ts';
import { type Block, GAP, line, type Span, span } from './terminal-model.ts';

export interface PlanName {
  /** `.handoff/plan.yaml at main`. */
  readonly source: string;
  readonly version: number;
}

/** What became of one constraint; the words of Gate 4. */
export interface ConstraintRow {
  readonly id: string;
  readonly fate: string;
  /** Would a revision that does this be refused? */
  readonly allowed: 'yes' | 'no';
  /** The text, with what differs marked where there are two. */
  readonly before?: string;
  readonly after?: string;
  /** Which constraint takes its place, what is lacking, or which tasks are left out. */
  readonly detail?: string;
}

export interface ChangeRow {
  readonly target: string;
  readonly of: 'plan' | 'constraint' | 'task' | 'question';
  readonly kind: 'added' | 'removed' | 'changed';
  readonly fields: readonly {
    readonly name: string;
    readonly before: Json;
    readonly after: Json;
  }[];
  /** Refs that the newer plan names for it. */
  readonly because: readonly string[];
}

/** Two plans against each other: the constraint algebra, and every change. */
export interface PlanComparison {
  readonly from: PlanName;
  readonly to: PlanName;
  readonly constraints: readonly ConstraintRow[];
  readonly changes: readonly ChangeRow[];
}

export function comparisonBlocks(comparison: PlanComparison): readonly Block[] {
  const { from, to, constraints, changes } = comparison;
  const lost = constraints.filter(({ allowed }) => allowed === 'no').length;
  return [
    line(
      0,
      span(`v${from.version} → v${to.version}: `, 'strong'),
      span(`${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`),
      ...(lost === 0
        ? []
        : [span(', '), span(`${lost} of ${constraints.length} constraints lost`, 'bad')]),
      span(`  (${from.source}, ${to.source})`, 'quiet'),
    ),
    ...(constraints.length === 0 ? [] : [GAP, constraintTable(constraints)]),
    ...(changes.length === 0 ? [] : [GAP, changeTable(changes)]),
  ];
}

function constraintTable(constraints: readonly ConstraintRow[]): Block {
  const rows = constraints.map(({ id, fate, allowed, before = '', after = '', detail = '' }) => [
    span(id),
    span(fate, allowed === 'no' ? 'bad' : fate === 'preserved' ? 'quiet' : 'good'),
    span(before),
    span(after),
    span(detail),
  ]);
  return { kind: 'table', head: ['Constraint', 'Fate', 'Before', 'After', ''], rows };
}

function changeTable(changes: readonly ChangeRow[]): Block {
  const rows = changes.flatMap(({ target, of, kind, fields, because }): (readonly Span[])[] => {
    const evidence = because.length === 0 ? span('none', 'doubt') : span(because.join(', '));
    const what = span(of === 'plan' ? target : `${of} ${target}`);
    if (fields.length === 0) return [[what, span(kind), span(''), span(''), evidence]];
    return fields.map(({ name, before, after }, at) => [
      at === 0 ? what : span(''),
      span(of === 'plan' ? kind : `${name} ${kind}`),
      span(valueText(before)),
      span(valueText(after)),
      at === 0 ? evidence : span(''),
    ]);
  });
  return { kind: 'table', head: ['Change', '', 'Before', 'After', 'Because'], rows };
}

function valueText(value: Json): string {
  if (value === null) return '–';
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(', ') || 'nothing' : JSON.stringify(value);
}
