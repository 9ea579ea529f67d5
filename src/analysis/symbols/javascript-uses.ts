import { childOf, fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';
import { count, type OpenTable, visit } from './symbol-table.ts';

/** Every occurrence of a name below the root, but those in imports and in names that are only passed on. */
export function javascriptUses(table: OpenTable, root: SyntaxNode): void {
  visit(root, (node) => {
    if (node.type === 'import_statement') return 'skip';
    if (node.type === 'export_statement' && childOf(node, 'source')) return 'skip';
    occurrence(table, node);
    return 'enter';
  });
}

function occurrence(table: OpenTable, node: SyntaxNode): void {
  switch (node.type) {
    case 'identifier':
      count(isBinding(node) ? table.bound : table.uses, textOf(node));
      return;
    case 'shorthand_property_identifier':
      count(table.uses, textOf(node));
      count(table.members, textOf(node));
      return;
    case 'shorthand_property_identifier_pattern':
      count(table.bound, textOf(node));
      count(table.memberUses, textOf(node));
      return;
    case 'property_identifier':
      property(table, node);
      return;
    case 'call_expression':
      called(table, node, 'function');
      return;
    case 'new_expression':
      called(table, node, 'constructor');
  }
}

/** Rather too much than too little: a name that is bound somewhere is never an alarm. */
function isBinding({ field, parent }: SyntaxNode): boolean {
  if (parent?.type.startsWith('jsx')) return false;
  return (
    ['name', 'pattern', 'parameter'].includes(`${field}`) ||
    (field === 'left' && parent?.type !== 'binary_expression') ||
    ['formal_parameters', 'rest_pattern', 'array_pattern', 'pair_pattern'].includes(
      `${parent?.type}`,
    )
  );
}

/** `a.b` uses b; `a.b = 1`, `{ b: 1 }`, and b in the body of a class, an interface or an enum give it. */
function property(table: OpenTable, node: SyntaxNode): void {
  const name = textOf(node);
  const of = node.parent;
  if (of?.type === 'pair_pattern') count(table.memberUses, name);
  else if (of?.type !== 'member_expression') count(table.members, name);
  else {
    const assigned = of.field === 'left' && of.parent?.type === 'assignment_expression';
    count(assigned ? table.members : table.memberUses, name);
    const object = childOf(of, 'object');
    if (object?.type === 'identifier') count(table.uses, `${textOf(object)}.${name}`);
  }
}

function called({ calls }: OpenTable, node: SyntaxNode, callee: 'function' | 'constructor'): void {
  const list = childOf(node, 'arguments');
  if (list?.type !== 'arguments') return;
  if (list.children.some(({ type }) => type === 'spread_element')) return;
  const given = list.children.filter(({ type }) => !['(', ')', ',', 'comment'].includes(type));
  const name = fieldText(node, callee);
  if (/^[\w$]+(?:\.[\w$]+)?$/.test(name))
    calls.set(name, [...(calls.get(name) ?? []), given.length]);
}
