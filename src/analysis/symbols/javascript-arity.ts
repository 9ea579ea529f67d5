import { childOf, fieldText, type SyntaxNode } from '../syntax-node.ts';
import type { Arity } from './symbol-table.ts';

/** Of a function, an arrow function, a method or a class; 'unknown' for anything else. */
export function arityOf(node: SyntaxNode | undefined): Arity | 'unknown' {
  if (node === undefined) return 'unknown';
  const body = childOf(node, 'body');
  if (body?.type === 'class_body') return constructorArity(body);
  if (childOf(node, 'parameter')) return { least: 1, most: 1 };
  const parameters = childOf(node, 'parameters');
  return parameters === undefined ? 'unknown' : parametersArity(parameters);
}

/** Without a constructor of its own, or with overloads, nobody can say without the class above it. */
function constructorArity(body: SyntaxNode): Arity | 'unknown' {
  const own = body.children.filter((member) => fieldText(member, 'name') === 'constructor');
  return own.length === 1 ? arityOf(own[0]) : 'unknown';
}

function parametersArity(parameters: SyntaxNode): Arity {
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
