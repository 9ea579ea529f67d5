import { childOf, fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';
import {
  type Arity,
  count,
  define,
  type OpenTable,
  openTable,
  type SymbolTable,
  visit,
} from './symbol-table.ts';

/** JavaScript and TypeScript modules. CommonJS offers its exports in too many ways to be judged. */
export function javascriptSymbols(root: SyntaxNode): SymbolTable {
  const table = openTable();
  for (const statement of root.children) {
    if (statement.type === 'import_statement') imported(table, statement);
    else if (statement.type === 'export_statement') exported(table, statement);
    else for (const [name, arity] of declared(statement)) define(table.definitions, name, arity);
  }
  // `export { f }` may stand above f.
  for (const statement of root.children) listed(table, statement);
  visit(root, (node) => {
    if (node.type === 'import_statement') return 'skip';
    if (node.type === 'export_statement' && childOf(node, 'source')) return 'skip';
    occurrence(table, node);
    return 'enter';
  });
  return table;
}

function has(node: SyntaxNode, type: string): boolean {
  return node.children.some((child) => child.type === type);
}

function sourceOf(statement: SyntaxNode): string | undefined {
  const source = childOf(statement, 'source');
  return source && textOf(source).slice(1, -1);
}

function imported({ imports }: OpenTable, statement: SyntaxNode): void {
  const module = sourceOf(statement);
  if (module === undefined || has(statement, 'type')) return;
  visit(statement, (node) => {
    const take = (name: string, local: string) => imports.push({ module, name, local });
    if (node.type === 'import_specifier') {
      const [name, local] = specified(node);
      if (!has(node, 'type')) take(name, local);
      return 'skip';
    }
    if (node.type === 'namespace_import') {
      take('*', textOf(node).replace(/^\*\s*as\s+/, ''));
      return 'skip';
    }
    if (node.type === 'identifier') take('default', textOf(node));
    return 'enter';
  });
}

/** `name` and what it is called here. */
function specified(node: SyntaxNode): readonly [string, string] {
  const name = fieldText(node, 'name');
  return [name, fieldText(node, 'alias') || name];
}

function exported({ definitions, exports, reexports }: OpenTable, statement: SyntaxNode): void {
  const module = sourceOf(statement);
  const isDefault = has(statement, 'default');
  if (module !== undefined && has(statement, '*')) reexports.push({ module, name: '*', as: '*' });
  if (module !== undefined && has(statement, 'namespace_export'))
    exports.set(textOf(statement).replace(/^export\s*\*\s*as\s+([\w$]+)[\s\S]*$/, '$1'), 'unknown');
  if (isDefault) define(exports, 'default', 'unknown');
  for (const declaration of statement.children.filter(({ field }) => field === 'declaration')) {
    for (const [name, arity] of declared(declaration)) {
      define(definitions, name, arity);
      if (isDefault) exports.set('default', arity);
      else define(exports, name, arity);
    }
  }
}

function listed({ definitions, exports, reexports }: OpenTable, statement: SyntaxNode): void {
  const clause = statement.children.find(({ type }) => type === 'export_clause');
  if (clause === undefined || has(statement, 'type')) return;
  const module = sourceOf(statement);
  for (const node of clause.children.filter(({ type }) => type === 'export_specifier')) {
    if (has(node, 'type')) continue;
    const [name, as] = specified(node);
    if (module !== undefined) reexports.push({ module, name, as });
    else define(exports, as, definitions.get(name) ?? 'unknown');
  }
}

/** Names of the values that a statement declares. */
function declared(statement: SyntaxNode): readonly (readonly [string, Arity | 'unknown'])[] {
  switch (statement.type) {
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'function_signature':
      return [[specified(statement)[0], arityOf(statement)]];
    case 'class_declaration':
    case 'abstract_class_declaration':
    case 'enum_declaration':
      return [[specified(statement)[0], 'unknown']];
    case 'lexical_declaration':
    case 'variable_declaration':
      return statement.children.flatMap((one) => {
        const name = childOf(one, 'name');
        if (name?.type !== 'identifier') return [];
        return [[textOf(name), arityOf(childOf(one, 'value'))] as const];
      });
    default:
      return [];
  }
}

function arityOf(node: SyntaxNode | undefined): Arity | 'unknown' {
  if (node !== undefined && childOf(node, 'parameter')) return { least: 1, most: 1 };
  const parameters = node && childOf(node, 'parameters');
  if (parameters === undefined) return 'unknown';
  let least = 0;
  let most = 0;
  for (const one of parameters.children.filter(({ type }) => PARAMETERS.has(type))) {
    const pattern = childOf(one, 'pattern') ?? one;
    if (pattern.type === 'this') continue;
    if (pattern.type === 'rest_pattern') most = Number.POSITIVE_INFINITY;
    else {
      most += 1;
      const optional =
        one.type === 'optional_parameter' ||
        one.type === 'assignment_pattern' ||
        childOf(one, 'value') !== undefined;
      if (!optional) least = most;
    }
  }
  return { least, most };
}
const PARAMETERS = new Set([
  ...['identifier', 'object_pattern', 'array_pattern', 'assignment_pattern', 'rest_pattern'],
  ...['required_parameter', 'optional_parameter'],
]);

function occurrence(table: OpenTable, node: SyntaxNode): void {
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier':
      count(isBinding(node) ? table.bound : table.uses, textOf(node));
      return;
    case 'shorthand_property_identifier_pattern':
      count(table.bound, textOf(node));
      return;
    case 'method_definition':
    case 'public_field_definition':
    case 'field_definition':
    case 'abstract_method_signature':
      for (const name of node.children.filter(({ type }) => type === 'property_identifier'))
        count(table.members, textOf(name));
      return;
    case 'member_expression':
      member(table, node);
      return;
    case 'call_expression':
      called(table, node);
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

function member({ uses, memberUses }: OpenTable, node: SyntaxNode): void {
  const name = childOf(node, 'property');
  const object = childOf(node, 'object');
  if (name?.type !== 'property_identifier') return;
  count(memberUses, textOf(name));
  if (object?.type === 'identifier') count(uses, `${textOf(object)}.${textOf(name)}`);
}

function called({ calls }: OpenTable, node: SyntaxNode): void {
  const list = childOf(node, 'arguments');
  if (list?.type !== 'arguments') return;
  if (has(list, 'spread_element')) return;
  const given = list.children.filter(({ type }) => !['(', ')', ',', 'comment'].includes(type));
  const name = fieldText(node, 'function');
  if (/^[\w$]+(?:\.[\w$]+)?$/.test(name))
    calls.set(name, [...(calls.get(name) ?? []), given.length]);
}
