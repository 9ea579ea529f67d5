import { childOf, fieldText, type SyntaxNode } from '../syntax-node.ts';
import type { Arity } from './symbol-table.ts';

/** A decorator may change what a function or class takes. */
export function isDecorated({ parent }: SyntaxNode): boolean {
  return parent?.type === 'decorated_definition';
}

/** What the children of a type hold. */
export function partsOf(node: SyntaxNode, type: string): readonly SyntaxNode[] {
  return node.children.filter((child) => child.type === type).flatMap(({ children }) => children);
}

export function functionArity(node: SyntaxNode): Arity | 'unknown' {
  return isDecorated(node) ? 'unknown' : parametersArity(node);
}

/** Of a class with one plain `__init__`; any other one takes what the class above it or its decorator says. */
export function constructorArity(node: SyntaxNode): Arity | 'unknown' {
  const makers = partsOf(node, 'block')
    .map((member) => childOf(member, 'definition') ?? member)
    .filter((member) => ['__init__', '__new__'].includes(fieldText(member, 'name')));
  const [own] = makers;
  if (own === undefined || makers.length > 1 || fieldText(own, 'name') === '__new__')
    return 'unknown';
  if (isDecorated(node) || isDecorated(own)) return 'unknown';
  const { least, most } = parametersArity(own);
  // Without `self`, which `*args` may take too.
  return { least: Math.max(least - 1, 0), most: most - 1 };
}

function parametersArity(node: SyntaxNode): Arity {
  let least = 0;
  let most = 0;
  for (const one of partsOf(node, 'parameters')) {
    const kind = [one, ...one.children].some(({ type }) => SPLATS.has(type)) ? 'splat' : one.type;
    if (REQUIRED.has(kind)) least += 1;
    if (REQUIRED.has(kind) || OPTIONAL.has(kind)) most += 1;
    if (kind === 'splat') most = Number.POSITIVE_INFINITY;
  }
  return { least, most };
}
const REQUIRED = new Set(['identifier', 'typed_parameter']);
const OPTIONAL = new Set(['default_parameter', 'typed_default_parameter']);
const SPLATS = new Set(['list_splat_pattern', 'dictionary_splat_pattern']);
