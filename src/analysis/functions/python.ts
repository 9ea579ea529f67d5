import { fieldText } from '../syntax-node.ts';
import { anonymous, type FunctionTable, type NameOf, named } from './function-table.ts';

const target: NameOf = (node) => {
  const left = fieldText(node, 'left');
  return /^[\p{L}\p{N}_.]+$/u.test(left) ? left : undefined;
};

export const pythonFunctions: FunctionTable = {
  units: new Map([
    ['function_definition', named('name')],
    ['class_definition', named('name')],
    ['lambda', anonymous],
  ]),
  classes: new Set(['class_definition']),
  bindings: new Map([['assignment', { name: target, value: 'right' }]]),
  records: new Set(),
  wrappers: new Set(['decorated_definition', 'expression_statement']),
  transparent: new Set(['parenthesized_expression']),
  calls: new Set(['call', 'argument_list']),
  isFront: () => false,
  comments: new Set(['comment']),
};
