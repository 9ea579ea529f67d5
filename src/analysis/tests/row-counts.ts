import type { FunctionTable } from '../functions/function-table.ts';
import { groupBy } from '../group-by.ts';
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
  const literals = [...nodesOf(root)].flatMap((node) => {
    const binding = functions.bindings.get(node.type);
    const value = binding === undefined ? undefined : childOf(node, binding.value);
    const name = binding?.name(node);
    const rows = value === undefined ? undefined : literalRows(value);
    return name === undefined || rows === undefined ? [] : [{ name, rows, start: node.start }];
  });
  const bound = groupBy(literals, ({ name }) => name);
  /** The last literal of that name before its use: `tests` is a name in every function of a Go file. */
  const boundRows = (node: SyntaxNode): number | undefined => {
    const values = bound.get(textOf(node)) ?? [];
    return (values.findLast(({ start }) => start < node.start) ?? values[0])?.rows;
  };
  return (node) => (node === undefined ? undefined : (literalRows(node) ?? boundRows(node)));
}

function hasChildren({ children }: SyntaxNode): boolean {
  return children.length > 0;
}
