import { fieldText, type SyntaxNode } from '../syntax-node.ts';

/** The name that a node gives, or undefined when it gives none. `before` is the sibling in front of it. */
export type NameOf = (node: SyntaxNode, before?: SyntaxNode) => string | undefined;

/** How the units of a language are found in its syntax tree; all strings are node types of its grammar. */
export interface FunctionTable {
  /** A function or a class-like body, and the name that it gives itself. */
  readonly units: ReadonlyMap<string, NameOf>;
  /** Those of `units` that are class-like: what stands in them is still outside every function. */
  readonly classes: ReadonlySet<string>;
  /** A name with a value, `const f = () => 1`: the function, class or record in the value takes the name. */
  readonly bindings: ReadonlyMap<string, { readonly name: NameOf; readonly value: string }>;
  /** Records: no units, but their members take the record's name in front (`api.get`). */
  readonly records: ReadonlySet<string>;
  /** Around one declaration and part of it: `export`, `const … ;`, decorators with their function. */
  readonly wrappers: ReadonlySet<string>;
  /** Between a binding and its value: brackets, casts. */
  readonly transparent: ReadonlySet<string>;
  /** The same outside every function only: `const View = memo(() => …)` is View, a callback in a function is nobody. */
  readonly calls: ReadonlySet<string>;
  /** In front of a unit and part of it: decorators, attributes. Comments are too, when they touch it. */
  readonly isFront: (node: SyntaxNode) => boolean;
  readonly comments: ReadonlySet<string>;
}

/** The text that the node holds under `field`; nothing when a syntax error took it away. */
export function named(field: string): NameOf {
  return (node) => fieldText(node, field) || undefined;
}

export const anonymous: NameOf = () => undefined;
