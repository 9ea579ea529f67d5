import { childOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import { type FunctionTable, named } from './function-table.ts';

/** The name inside `*f(…)`, `(*f(int a))(int)`; or, after a macro that the grammar took for the type, the type's place. */
function declared(node: SyntaxNode): string | undefined {
  let name: SyntaxNode | undefined;
  let next = childOf(node, 'declarator');
  while (next !== undefined) {
    if (next.type === 'function_declarator') name = childOf(next, 'declarator');
    next = childOf(next, 'declarator') ?? next.children.find(isDeclarator);
  }
  return name === undefined ? named('type')(node) : textOf(name).replace(/[()*\s]/g, '');
}

function isDeclarator(node: SyntaxNode): boolean {
  return node.type.endsWith('_declarator');
}

/** `TEST(pool, closes)` in front of `{ … }`: a call statement that lacks its semicolon. */
function isMacroHead(node: SyntaxNode): boolean {
  const [call, end] = node.children;
  return (
    node.type === 'expression_statement' &&
    call?.type === 'call_expression' &&
    end?.type === 'ERROR'
  );
}

function macroBody(_: SyntaxNode, before?: SyntaxNode): string | undefined {
  return before !== undefined && isMacroHead(before)
    ? textOf(before).replace(/\s+/g, ' ')
    : undefined;
}

/** Only with a body: `struct pool *p` names a type, it does not define one. */
function defined(node: SyntaxNode): string | undefined {
  return childOf(node, 'body') === undefined ? undefined : named('name')(node);
}

export const cFunctions: FunctionTable = {
  units: new Map([
    ['function_definition', declared],
    ['preproc_function_def', named('name')],
    ['compound_statement', macroBody],
    ['struct_specifier', defined],
    ['union_specifier', defined],
    ['enum_specifier', defined],
  ]),
  classes: new Set(['struct_specifier', 'union_specifier', 'enum_specifier']),
  // typedef struct { … } Pool;
  bindings: new Map([['type_definition', { name: named('declarator'), value: 'type' }]]),
  records: new Set(),
  wrappers: new Set(),
  transparent: new Set(),
  calls: new Set(),
  isFront: isMacroHead,
  comments: new Set(['comment']),
};
