import { childOf, fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';
import { anonymous, type FunctionTable, type NameOf, named } from './function-table.ts';

/** `a`, `'a'`, `#a`; a computed key names nothing. */
function key(field: string): NameOf {
  return (node) => {
    const name = childOf(node, field);
    if (name?.type === 'string') return textOf(name).slice(1, -1);
    return name?.type.endsWith('identifier') ? textOf(name) : undefined;
  };
}

/** `exports.f`, `Pool.prototype.connect`: what is left of the path without the words that only say where it hangs. */
function assigned(node: SyntaxNode): string | undefined {
  const left = fieldText(node, 'left');
  if (!/^[\p{L}\p{N}_$#.]+$/u.test(left)) return undefined;
  const path = left.split('.');
  return path.filter((part) => !HANGERS.has(part)).join('.') || 'default';
}
const HANGERS = new Set(['module', 'exports', 'prototype', 'this', 'globalThis', 'window']);

/** An overload in a class is its method's; a signature in an interface is the interface's. */
function overload(node: SyntaxNode): string | undefined {
  return node.parent?.type === 'class_body' ? key('name')(node) : undefined;
}

function defaultExport(node: SyntaxNode): string | undefined {
  return node.children.some((child) => child.type === 'default') ? 'default' : undefined;
}

/** JavaScript, TypeScript and both with JSX: one table, a type that a grammar lacks never meets. */
export const javascriptFunctions: FunctionTable = {
  units: new Map([
    ['function_declaration', named('name')],
    ['generator_function_declaration', named('name')],
    ['function_signature', named('name')],
    ['method_definition', key('name')],
    ['method_signature', overload],
    ['abstract_method_signature', overload],
    ['function_expression', anonymous],
    ['generator_function', anonymous],
    ['arrow_function', anonymous],
    ['class_declaration', named('name')],
    ['abstract_class_declaration', named('name')],
    ['class', anonymous],
    ['interface_declaration', named('name')],
    ['enum_declaration', named('name')],
    ['internal_module', named('name')],
    ['module', key('name')],
  ]),
  classes: new Set([
    'class_declaration',
    'abstract_class_declaration',
    'class',
    'interface_declaration',
    'enum_declaration',
    'internal_module',
    'module',
  ]),
  bindings: new Map([
    ['variable_declarator', { name: key('name'), value: 'value' }],
    ['assignment_expression', { name: assigned, value: 'right' }],
    ['pair', { name: key('key'), value: 'value' }],
    ['field_definition', { name: key('property'), value: 'value' }],
    ['public_field_definition', { name: key('name'), value: 'value' }],
    ['export_statement', { name: defaultExport, value: 'value' }],
  ]),
  records: new Set(['object']),
  wrappers: new Set([
    'export_statement',
    'lexical_declaration',
    'variable_declaration',
    'expression_statement',
    'ambient_declaration',
  ]),
  transparent: new Set([
    'parenthesized_expression',
    'as_expression',
    'satisfies_expression',
    'non_null_expression',
    'type_assertion',
    'await_expression',
  ]),
  calls: new Set(['call_expression', 'new_expression', 'arguments']),
  isFront: (node) => node.type === 'decorator',
  comments: new Set(['comment', 'html_comment']),
};
