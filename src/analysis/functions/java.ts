import { childOf, fieldText, type SyntaxNode } from '../syntax-node.ts';
import { anonymous, type FunctionTable, named } from './function-table.ts';

/** A constant with a body is a class of its own. */
function constantWithBody(node: SyntaxNode): string | undefined {
  return childOf(node, 'body') === undefined ? undefined : named('name')(node);
}

function target(node: SyntaxNode): string {
  return fieldText(node, 'left').replace(/^this\./, '');
}

export const javaFunctions: FunctionTable = {
  units: new Map([
    ['method_declaration', named('name')],
    ['constructor_declaration', named('name')],
    ['compact_constructor_declaration', named('name')],
    ['lambda_expression', anonymous],
    ['class_declaration', named('name')],
    ['interface_declaration', named('name')],
    ['enum_declaration', named('name')],
    ['record_declaration', named('name')],
    ['annotation_type_declaration', named('name')],
    ['enum_constant', constantWithBody],
  ]),
  classes: new Set([
    'class_declaration',
    'interface_declaration',
    'enum_declaration',
    'record_declaration',
    'annotation_type_declaration',
    'enum_constant',
  ]),
  bindings: new Map([
    ['variable_declarator', { name: named('name'), value: 'value' }],
    ['assignment_expression', { name: target, value: 'right' }],
  ]),
  // `Runnable r = new Runnable() { void run() {} }`: r.run
  records: new Set(['object_creation_expression']),
  wrappers: new Set(['field_declaration', 'local_variable_declaration', 'expression_statement']),
  transparent: new Set(['parenthesized_expression', 'cast_expression']),
  calls: new Set(['method_invocation', 'argument_list']),
  isFront: () => false,
  comments: new Set(['line_comment', 'block_comment']),
};
