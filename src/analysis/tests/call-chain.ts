import { childOf, fieldText, type SyntaxNode, textOf } from '../syntax-node.ts';

/** How a language writes `root.member(args).member`: node types, and the fields that hold their parts. */
export interface ChainShape {
  /** Calls: what is called stands in `callee`; where member and call are one node (Java, Ruby), in `name`. */
  readonly calls: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
  readonly callee: string;
  /** The field of what stands in front of the dot. */
  readonly object: string;
  readonly name: string;
  readonly args: string;
}

/** One link of a chain. `expect(f(1)).not.toBe(2)` is expect(f(1)), not, toBe(2). */
export interface Step {
  readonly name: string;
  readonly isCalled: boolean;
  /** Empty when it is not called. */
  readonly args: readonly SyntaxNode[];
  /** The chain up to here. */
  readonly node: SyntaxNode;
}

/** The links from the root on; empty when the node is no chain, or only a part of a longer one. */
export function chainAt(shape: ChainShape, node: SyntaxNode): readonly Step[] {
  const isLink = shape.calls.has(node.type) || shape.members.has(node.type);
  if (!isLink || node.children.length === 0 || isInner(shape, node)) return [];
  const steps: Step[] = [];
  let at: SyntaxNode | undefined = node;
  while (at !== undefined) {
    const isCalled = shape.calls.has(at.type);
    const args = isCalled ? argumentsOf(at, shape) : [];
    // Where call and member are two nodes, the member is what is called.
    const member: SyntaxNode = childOf(at, shape.callee) ?? at;
    const isRoot: boolean = childOf(member, shape.name) === undefined;
    const isCallAgain: boolean = isRoot && member !== at && shape.calls.has(member.type);
    const name = isCallAgain ? '' : isRoot ? plainText(member) : fieldText(member, shape.name);
    steps.push({ name, isCalled, args, node: at });
    at = isCallAgain ? member : isRoot ? undefined : childOf(member, shape.object);
  }
  return steps.toReversed();
}

/** The last link; one without a name when there is none. */
export function lastOf(steps: readonly Step[]): Omit<Step, 'node'> {
  return steps.at(-1) ?? NO_STEP;
}
const NO_STEP = { name: '', isCalled: false, args: [] };

function isInner(shape: ChainShape, { field, parent }: SyntaxNode): boolean {
  if (parent === undefined || (field !== shape.callee && field !== shape.object)) return false;
  return shape.calls.has(parent.type) || shape.members.has(parent.type);
}

function argumentsOf(call: SyntaxNode, shape: ChainShape): readonly SyntaxNode[] {
  const list = childOf(call, shape.args);
  return list === undefined ? [] : list.children.filter((child) => !PUNCTUATION.has(child.type));
}
const PUNCTUATION = new Set(['(', ')', ',', 'comment', 'line_comment', 'block_comment']);

/** The texts of the last call's arguments, joined. */
export function argumentText(steps: readonly Step[]): string {
  return lastOf(steps).args.map(textOf).join();
}

/** Names joined by dots, arguments left out: `pytest.mark.skip`. */
export function pathOf(steps: readonly Step[]): string {
  return steps.map((step) => step.name).join('.');
}

/** Without any white space: two layouts of one expression are equal. */
export function plainText(node: SyntaxNode): string {
  return textOf(node).replace(/\s+/g, '');
}

/** The tokens of a node, in order; a string is one token. */
export function tokensOf(node: SyntaxNode): readonly string[] {
  if (node.children.length === 0 || /string|template/.test(node.type)) return [textOf(node)];
  return node.children.flatMap(tokensOf);
}
