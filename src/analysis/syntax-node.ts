/**
 * A node of a syntax tree, copied out of the parser: it outlives the parser's memory, which is freed at once.
 * Names of types and fields are those of the tree-sitter grammar of the language.
 */
export interface SyntaxNode {
  /** 'ERROR' for text that fits no rule and for a token that is missing. */
  readonly type: string;
  /** The name under which the parent holds it. */
  readonly field: string | undefined;
  /** UTF-16 offsets into `source`. */
  readonly start: number;
  readonly end: number;
  /** 1-based line of `start`. */
  readonly line: number;
  readonly parent: SyntaxNode | undefined;
  /** Every token and node in order; white space is what lies between them. */
  readonly children: readonly SyntaxNode[];
  /** The text of the whole file. */
  readonly source: string;
}

export function textOf(node: SyntaxNode): string {
  return node.source.slice(node.start, node.end);
}

/** The first child that the parent holds under that name. */
export function childOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** The text that the node holds under that name; '' when there is none, or a syntax error took it away. */
export function fieldText(node: SyntaxNode, field: string): string {
  const child = childOf(node, field);
  return child === undefined ? '' : textOf(child);
}

/** What stands in front of a node in its parent; nothing in front of the root. */
export function siblingsBefore(node: SyntaxNode): readonly SyntaxNode[] {
  const { parent } = node;
  return parent === undefined ? [] : parent.children.slice(0, parent.children.indexOf(node));
}

/** The node and everything below it, parents first, in order of the text. */
export function* nodesOf(node: SyntaxNode): Generator<SyntaxNode, void, undefined> {
  const ahead = [node];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
    yield next;
    for (const child of next.children.toReversed()) ahead.push(child);
  }
}
