import { childOf, fieldText, type SyntaxNode } from '../syntax-node.ts';
import { anonymous, type FunctionTable, named } from './function-table.ts';

/** `impl<T> Display for &'a crate::Pool<T>` adds to `Pool`. */
function implemented(node: SyntaxNode): string | undefined {
  const type = fieldText(node, 'type').replace(/<.*$/s, '');
  return type.split(/::|[\s&]/).at(-1) || undefined;
}

/** `mod tests { … }`; `mod pool;` only points to a file. */
function moduleWithBody(node: SyntaxNode): string | undefined {
  return childOf(node, 'body') === undefined ? undefined : named('name')(node);
}

function variable(node: SyntaxNode): string | undefined {
  const pattern = fieldText(node, 'pattern');
  return /^[\p{L}\p{N}_]+$/u.test(pattern) ? pattern : undefined;
}

export const rustFunctions: FunctionTable = {
  units: new Map([
    ['function_item', named('name')],
    ['macro_definition', named('name')],
    ['closure_expression', anonymous],
    ['impl_item', implemented],
    ['mod_item', moduleWithBody],
    ['trait_item', named('name')],
    ['struct_item', named('name')],
    ['enum_item', named('name')],
    ['union_item', named('name')],
  ]),
  classes: new Set([
    'impl_item',
    'mod_item',
    'trait_item',
    'struct_item',
    'enum_item',
    'union_item',
  ]),
  bindings: new Map([
    ['let_declaration', { name: variable, value: 'value' }],
    ['static_item', { name: named('name'), value: 'value' }],
    ['const_item', { name: named('name'), value: 'value' }],
  ]),
  records: new Set(),
  wrappers: new Set(),
  transparent: new Set(['parenthesized_expression', 'reference_expression']),
  calls: new Set(['call_expression', 'arguments']),
  isFront: (node) => node.type === 'attribute_item',
  comments: new Set(['line_comment', 'block_comment']),
};
