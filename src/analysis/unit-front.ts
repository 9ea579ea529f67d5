import type { SyntaxNode } from './syntax-node.ts';

/**
 * Which of the nodes in front of a unit are part of it: decorators always, and the comments that touch them or the unit,
 * so that an edit of a function's documentation is an edit of that function.
 * @returns the index of the first one; fronts.length for none.
 */
export function attachedFrom(
  fronts: readonly SyntaxNode[],
  unit: SyntaxNode,
  comments: ReadonlySet<string>,
): number {
  const decorator = fronts.findIndex((front) => !comments.has(front.type));
  let first = decorator === -1 ? fronts.length : decorator;
  for (let next = fronts[first] ?? unit; first > 0; first -= 1) {
    const comment = fronts[first - 1];
    if (comment === undefined || !touches(comment, next)) break;
    next = comment;
  }
  return first;
}

/** On lines of its own, and at most one line break before what follows: a licence at the top of a file is nobody's. */
function touches(comment: SyntaxNode, next: SyntaxNode): boolean {
  const { source } = comment;
  const between = source.slice(comment.end, next.start);
  const lineBefore = source.slice(source.lastIndexOf('\n', comment.start - 1) + 1, comment.start);
  return between.split('\n').length <= 2 && lineBefore.trim() === '';
}
