import { fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';
import { anonymous, type FunctionTable, type NameOf, named } from './function-table.ts';

/** `func (p *Pool[T]) Connect()` is `Pool.Connect`. */
function method(node: SyntaxNode): string {
  const receiver = /([\p{L}_][\p{L}\p{N}_]*)\s*(?:\[|\)$)/u.exec(fieldText(node, 'receiver'));
  const name = fieldText(node, 'name');
  return receiver === null ? name : `${receiver[1]}.${name}`;
}

/** `f := func() {}`; a list of several names names nothing. */
const target: NameOf = (node) => {
  const left = fieldText(node, 'left');
  return /^[\w.]+$/.test(left) ? left : undefined;
};

const elementKey: NameOf = (node) => {
  return /^\w+(?=\s*:)/.exec(textOf(node))?.[0];
};

export const goFunctions: FunctionTable = {
  units: new Map([
    ['function_declaration', named('name')],
    ['method_declaration', method],
    ['type_spec', named('name')],
    ['func_literal', anonymous],
  ]),
  classes: new Set(['type_spec']),
  bindings: new Map([
    ['var_spec', { name: named('name'), value: 'value' }],
    ['short_var_declaration', { name: target, value: 'right' }],
    ['assignment_statement', { name: target, value: 'right' }],
    ['keyed_element', { name: elementKey, value: 'value' }],
  ]),
  records: new Set(['composite_literal']),
  wrappers: new Set(['var_declaration', 'type_declaration']),
  transparent: new Set([
    'expression_list',
    'literal_element',
    'parenthesized_expression',
    'unary_expression',
  ]),
  calls: new Set(['call_expression', 'argument_list']),
  isFront: () => false,
  comments: new Set(['comment']),
};
