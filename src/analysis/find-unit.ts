import type { FunctionTable } from './functions/function-table.ts';
import { childOf, type SyntaxNode } from './syntax-node.ts';

/** Where names are looked for: a callback is named after its binding outside functions only. */
export type Place = 'outside' | 'in-function';

export interface FoundUnit {
  readonly name: string;
  /** The function, class or record itself: what is named inside it has `name` in front. */
  readonly core: SyntaxNode;
  /** 'record': only a name for its members. */
  readonly kind: 'function' | 'class' | 'record';
}

/**
 * The unit whose code begins at this node, looked for from the outside in: `export const f = () => 1` is found at
 * `export`, so that all of the declaration belongs to `f`.
 */
export function unitAt(
  table: FunctionTable,
  node: SyntaxNode,
  before: SyntaxNode | undefined,
  place: Place,
): FoundUnit | undefined {
  const own = table.units.get(node.type)?.(node, before);
  if (own !== undefined) {
    return { name: own, core: node, kind: table.classes.has(node.type) ? 'class' : 'function' };
  }
  const binding = table.bindings.get(node.type);
  const name = binding?.name(node);
  const value = binding === undefined ? undefined : childOf(node, binding.value);
  const core = value === undefined ? undefined : coreOf(table, value, place);
  if (name !== undefined && core !== undefined) {
    return { name, core, kind: kindOf(table, core) };
  }
  if (!table.wrappers.has(node.type)) return undefined;
  const declarations = node.children.filter((child) => mayBeUnit(table, child));
  const [only] = declarations;
  return only === undefined || declarations.length > 1
    ? undefined
    : unitAt(table, only, undefined, place);
}

function mayBeUnit(table: FunctionTable, { type, children }: SyntaxNode): boolean {
  if (children.length === 0) return false;
  return table.units.has(type) || table.bindings.has(type) || table.wrappers.has(type);
}

function kindOf(table: FunctionTable, { type }: SyntaxNode): FoundUnit['kind'] {
  if (table.records.has(type)) return 'record';
  return table.classes.has(type) ? 'class' : 'function';
}

/** The function, class or record that a value is, brackets, casts and (outside functions) calls taken off. */
function coreOf(table: FunctionTable, value: SyntaxNode, place: Place): SyntaxNode | undefined {
  // Keywords are nodes too, `class` of the node `class`: without children.
  if (value.children.length === 0) return undefined;
  if (table.units.has(value.type) || table.records.has(value.type)) return value;
  const passes =
    table.transparent.has(value.type) || (place === 'outside' && table.calls.has(value.type));
  if (!passes) return undefined;
  for (const child of value.children) {
    const core = coreOf(table, child, place);
    if (core !== undefined) return core;
  }
  return undefined;
}
