import { childOf, fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';
import { commonJsSymbols } from './commonjs-symbols.ts';
import { arityOf } from './javascript-arity.ts';
import { javascriptUses } from './javascript-uses.ts';
import { define, type OpenTable, openTable, type SymbolTable, visit } from './symbol-table.ts';

/** JavaScript and TypeScript: ES modules, and CommonJS as far as it is written plainly. */
export function javascriptSymbols(root: SyntaxNode): SymbolTable {
  const table = openTable();
  for (const statement of root.children) {
    if (statement.type === 'import_statement') imported(table, statement);
    else if (statement.type === 'export_statement') exported(table, statement);
    else
      for (const [name, value] of declared(statement))
        define(table.definitions, name, arityOf(value));
  }
  // `export { f }` may stand above f.
  for (const statement of root.children) listed(table, statement);
  commonJsSymbols(table, root);
  javascriptUses(table, root);
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
  if (isDefault) define(exports, 'default', arityOf(childOf(statement, 'value')));
  for (const declaration of statement.children.filter(({ field }) => field === 'declaration')) {
    for (const [name, value] of declared(declaration)) {
      define(definitions, name, arityOf(value));
      if (isDefault) exports.set('default', arityOf(value));
      else define(exports, name, arityOf(value));
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

/** Names of the values that a statement declares, and what they are: the node that may tell the arity. */
function declared(statement: SyntaxNode): readonly (readonly [string, SyntaxNode | undefined])[] {
  switch (statement.type) {
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'function_signature':
    case 'class_declaration':
    case 'abstract_class_declaration':
    case 'enum_declaration':
      return [[specified(statement)[0], statement]];
    case 'lexical_declaration':
    case 'variable_declaration':
      return statement.children.flatMap((one) => {
        const name = childOf(one, 'name');
        if (name?.type !== 'identifier') return [];
        return [[textOf(name), childOf(one, 'value')] as const];
      });
    default:
      return [];
  }
}
