import { fieldText, type SyntaxNode } from '../syntax-node.ts';
import { anonymous, type FunctionTable, type NameOf, named } from './function-table.ts';

/** `module A::B` is `A.B`. */
const path: NameOf = (node) => fieldText(node, 'name').replaceAll('::', '.') || undefined;

/** `def self.open` is `Pool.open` by the class around it, `def Pool.open` by itself. */
const singleton: NameOf = (node) => {
  const object = fieldText(node, 'object');
  const name = fieldText(node, 'name');
  return /^[A-Z]/.test(object) ? `${object}.${name}` : name;
};

const DEFINERS = new Set(['define_method', 'define_singleton_method']);

/** `define_method(:connect) { … }` */
function definedByCall(node: SyntaxNode): string | undefined {
  if (!DEFINERS.has(fieldText(node, 'method'))) return undefined;
  return /^\(?:(\w+[?!=]?)/.exec(fieldText(node, 'arguments'))?.[1];
}

export const rubyFunctions: FunctionTable = {
  units: new Map([
    ['method', named('name')],
    ['singleton_method', singleton],
    ['class', path],
    ['module', path],
    ['lambda', anonymous],
    ['block', anonymous],
    ['do_block', anonymous],
  ]),
  classes: new Set(['class', 'module']),
  bindings: new Map([
    ['assignment', { name: named('left'), value: 'right' }],
    ['call', { name: definedByCall, value: 'block' }],
  ]),
  records: new Set(),
  // `private def connect`
  wrappers: new Set(['call', 'argument_list']),
  transparent: new Set(['parenthesized_statements']),
  calls: new Set(['call', 'argument_list']),
  isFront: () => false,
  comments: new Set(['comment']),
};
