import type { FunctionTable } from '../functions/function-table.ts';
import { childOf, nodesOf, type SyntaxNode, textOf } from '../syntax-node.ts';

const NO_ROW = /^(?:[[\](){},;]|%[wi]\[|.*comment)$/;

/** How many rows a table literal has, seen directly or by the name that it is bound to; undefined for anything else. */
export type RowCount = (node: SyntaxNode | undefined) => number | undefined;

export function rowCounter(
  root: SyntaxNode,
  functions: FunctionTable,
  rowLists: ReadonlySet<string>,
): RowCount {
  const literalRows = (node: SyntaxNode): number | undefined => {
    if (rowLists.has(node.type)) {
      const list = childOf(node, 'body') ?? node;
      return list.children.filter(({ type }) => !NO_ROW.test(type)).length;
    }
    const inner = functions.transparent.has(node.type)
      ? node.children.find(hasChildren)
      : undefined;
    return inner === undefined ? undefined : literalRows(inner);
  };
  const byName = new Map<string, number>();
  for (const node of nodesOf(root)) {
    const binding = functions.bindings.get(node.type);
    const value = binding === undefined ? undefined : childOf(node, binding.value);
    const name = binding?.name(node);
    const rows = value === undefined ? undefined : literalRows(value);
    if (name !== undefined && rows !== undefined) byName.set(name, rows);
  }
  return (node) =>
    node === undefined ? undefined : (literalRows(node) ?? byName.get(textOf(node)));
}

function hasChildren({ children }: SyntaxNode): boolean {
  return children.length > 0;
}
