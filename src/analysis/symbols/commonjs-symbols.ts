import { childOf, fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';
import { arityOf } from './javascript-arity.ts';
import { type Arity, define, type OpenTable, visit } from './symbol-table.ts';

/**
 * CommonJS as it is mostly written: `module.exports = { a, b }`, `exports.a = …`, `const { a } = require('./a')`. Exports
 * that are put together in any other way are unknown, and then no name of the file counts as removed.
 */
export function commonJsSymbols(table: OpenTable, root: SyntaxNode): void {
  visit(root, (node) => {
    if (node.type === 'assignment_expression') assigned(table, node);
    else if (node.type === 'call_expression') required(table, node);
    else if (isExports(node)) {
      if (!isPlain(node)) anything(table);
      return 'skip';
    }
    return 'enter';
  });
}

function isExports(node: SyntaxNode): boolean {
  return node.type === 'identifier'
    ? textOf(node) === 'exports'
    : node.type === 'member_expression' && textOf(node) === 'module.exports';
}

/** `exports = …`, `exports.a = …` and uses of `exports.a` say what is offered; `f(exports)`, `exports[a]` do not. */
function isPlain({ field, parent }: SyntaxNode): boolean {
  if (parent?.type === 'assignment_expression') return field === 'left';
  return parent?.type === 'member_expression' && field === 'object';
}

function anything({ reexports }: OpenTable): void {
  reexports.push({ module: '', name: '*', as: '*' });
}

function assigned(table: OpenTable, node: SyntaxNode): void {
  const place = /^(?:module\.)?exports(?:\.([\w$]+))?$/.exec(fieldText(node, 'left'));
  if (place === null) return;
  for (const value of node.children.filter(({ field }) => field === 'right')) {
    // `exports = module.exports = f`: the inner one counts.
    if (value.type === 'assignment_expression') continue;
    if (place[1] !== undefined) define(table.exports, place[1], valueArity(table, value));
    else if (value.type === 'object') for (const one of value.children) offered(table, one);
    else whole(table, value);
  }
}

function whole(table: OpenTable, value: SyntaxNode): void {
  const arity = valueArity(table, value);
  define(table.exports, 'default', arity);
  // What is no function, or made elsewhere, has members that are not seen here.
  if (arity === 'unknown' && value.type !== 'class') anything(table);
}

function offered(table: OpenTable, entry: SyntaxNode): void {
  if (['{', '}', ',', 'comment'].includes(entry.type)) return;
  if (entry.type === 'shorthand_property_identifier')
    define(table.exports, textOf(entry), valueArity(table, entry));
  else if (entry.type === 'method_definition')
    define(table.exports, fieldText(entry, 'name'), arityOf(entry));
  else if (childOf(entry, 'key')?.type === 'property_identifier')
    define(table.exports, fieldText(entry, 'key'), valueArity(table, childOf(entry, 'value')));
  else anything(table);
}

function valueArity({ definitions }: OpenTable, value: SyntaxNode | undefined): Arity | 'unknown' {
  const named = value && definitions.get(textOf(value));
  return named ?? arityOf(value);
}

/** `require('…')` and `import('…')`, and what is taken of it at once. */
function required({ imports }: OpenTable, call: SyntaxNode): void {
  if (!['require', 'import'].includes(fieldText(call, 'function'))) return;
  const given = childOf(call, 'arguments')?.children.find(({ type }) => type === 'string');
  if (given === undefined) return;
  const module = textOf(given).slice(1, -1);
  const value = awaited(call);
  const { field, parent } = value;
  const take = (name: string, local: string) => imports.push({ module, name, local });
  if (parent?.type === 'member_expression' && field === 'object')
    take(fieldText(parent, 'property'), declaredAs(parent));
  const target = parent?.type === 'variable_declarator' ? childOf(parent, 'name') : undefined;
  if (target?.type === 'identifier') {
    take('*', textOf(target));
    take('default', textOf(target));
  }
  for (const one of target?.type === 'object_pattern' ? target.children : []) {
    if (one.type === 'shorthand_property_identifier_pattern') take(textOf(one), textOf(one));
    if (one.type === 'pair_pattern') take(fieldText(one, 'key'), fieldText(one, 'value'));
  }
}

/** `await import('…')`, with its parentheses. */
function awaited(node: SyntaxNode): SyntaxNode {
  const { parent } = node;
  return parent && ['await_expression', 'parenthesized_expression'].includes(parent.type)
    ? awaited(parent)
    : node;
}

function declaredAs({ parent }: SyntaxNode): string {
  return parent?.type === 'variable_declarator' ? fieldText(parent, 'name') : '';
}
