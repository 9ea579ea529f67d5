import { childOf, fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';
import { constructorArity, functionArity, isDecorated, partsOf } from './python-arity.ts';
import {
  count,
  define,
  type OpenTable,
  openTable,
  type SymbolTable,
  visit,
} from './symbol-table.ts';

/** Python modules: every name at the top level can be imported, and what `__init__.py` imports too. */
export function pythonSymbols(root: SyntaxNode): SymbolTable {
  const table = openTable();
  visit(root, (node) => topLevel(table, node));
  visit(root, (node) => {
    if (IMPORTS.has(node.type)) return 'skip';
    occurrence(table, node);
    return 'enter';
  });
  return { ...table, exports: table.definitions };
}
const IMPORTS = new Set(['import_statement', 'import_from_statement', 'future_import_statement']);

/** Definitions under `if` and `try` count; those in a function or class are its own. */
function topLevel(
  { definitions, imports, reexports }: OpenTable,
  node: SyntaxNode,
): 'skip' | 'enter' {
  const name = fieldText(node, 'name');
  switch (node.type) {
    case 'function_definition':
      define(definitions, name, functionArity(node));
      return 'skip';
    case 'class_definition':
      define(definitions, name, constructorArity(node));
      return 'skip';
    case 'assignment': {
      const left = fieldText(node, 'left');
      if (/^\w+$/.test(left)) define(definitions, left, 'unknown');
      return 'skip';
    }
    case 'import_from_statement': {
      const module = fieldText(node, 'module_name');
      for (const [name, local] of named(node)) {
        imports.push({ module, name, local });
        // `from . import util` may name a module.
        imports.push({
          module: module.endsWith('.') ? `${module}${name}` : `${module}.${name}`,
          name: '*',
          local,
        });
        reexports.push({ module, name, as: local });
      }
      if (node.children.some(({ type }) => type === 'wildcard_import'))
        reexports.push({ module, name: '*', as: '*' });
      return 'skip';
    }
    case 'import_statement':
      for (const [module, local] of named(node)) imports.push({ module, name: '*', local });
      return 'skip';
    default:
      return 'enter';
  }
}

function named(statement: SyntaxNode): readonly (readonly [string, string])[] {
  return statement.children
    .filter(({ field }) => field === 'name')
    .map((node) => {
      const name = textOf(childOf(node, 'name') ?? node);
      return [name, textOf(childOf(node, 'alias') ?? node)] as const;
    });
}

function occurrence(table: OpenTable, node: SyntaxNode): void {
  if (node.type === 'identifier') {
    if (node.field === 'attribute' || isKeyword(node)) return;
    count(isBinding(node) ? table.bound : table.uses, textOf(node));
    if (isAssigned(node) && inClass(node.parent?.parent)) count(table.members, textOf(node));
  }
  if (node.type === 'attribute') {
    const name = fieldText(node, 'attribute');
    const object = childOf(node, 'object');
    count(isAssigned(node) ? table.members : table.memberUses, name);
    if (object?.type === 'identifier') count(table.uses, `${textOf(object)}.${name}`);
  }
  if (node.type === 'function_definition' && inClass(node))
    count(table.members, fieldText(node, 'name'));
  if (node.type === 'call') called(table, node);
}

function isKeyword({ field, parent }: SyntaxNode): boolean {
  return field === 'name' && parent?.type === 'keyword_argument';
}

function isBinding({ field, parent }: SyntaxNode): boolean {
  return (
    field === 'name' ||
    (field === 'left' && parent?.type !== 'binary_operator') ||
    [
      'parameters',
      'typed_parameter',
      'list_splat_pattern',
      'pattern_list',
      'as_pattern_target',
    ].includes(`${parent?.type}`)
  );
}

function isAssigned({ field, parent }: SyntaxNode): boolean {
  return field === 'left' && parent?.type === 'assignment';
}

function inClass(statement: SyntaxNode | undefined): boolean {
  const outer = statement && isDecorated(statement) ? statement.parent : statement;
  return outer?.parent?.parent?.type === 'class_definition';
}

function called({ calls }: OpenTable, node: SyntaxNode): void {
  const name = fieldText(node, 'function');
  const given = partsOf(node, 'argument_list').map(({ type }) => type);
  // `f(x for x in y)` has no list, and is one argument at least.
  if (given.length === 0) return;
  if (!/^\w+(?:\.\w+)?$/.test(name) || given.some((type) => type.endsWith('_splat'))) return;
  const real = given.filter((type) => !['(', ')', ',', 'comment'].includes(type));
  calls.set(name, [...(calls.get(name) ?? []), real.length]);
}
