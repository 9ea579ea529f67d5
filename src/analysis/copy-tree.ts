import type { Tree, TreeCursor } from 'web-tree-sitter';
import { LIMITS } from '../model/limits.ts';
import type { SyntaxNode } from './syntax-node.ts';

interface OpenNode extends SyntaxNode {
  readonly parent: OpenNode | undefined;
  readonly children: OpenNode[];
}

/**
 * One walk over the parser's tree by a cursor, without recursion: the depth is the author's choice, not ours.
 * @returns the root, or undefined when the tree is deeper than LIMITS.syntaxDepth.
 */
export function copyTree(tree: Tree, source: string): SyntaxNode | undefined {
  const cursor = tree.walk();
  const root = copyFrom(cursor, tree.language.types, tree.language.fields, source);
  cursor.delete();
  return root;
}

function copyFrom(
  cursor: TreeCursor,
  types: readonly string[],
  fields: readonly (string | null)[],
  source: string,
): SyntaxNode | undefined {
  let line = 1;
  let nextNewline = source.indexOf('\n');
  const copyCurrent = (parent: OpenNode | undefined): OpenNode => {
    const start = cursor.startIndex;
    const end = cursor.endIndex;
    while (nextNewline !== -1 && nextNewline < start) {
      line += 1;
      nextNewline = source.indexOf('\n', nextNewline + 1);
    }
    const missing = start === end && cursor.nodeIsMissing;
    const type = missing ? 'ERROR' : (types[cursor.nodeTypeId] ?? 'ERROR');
    const field = fields[cursor.currentFieldId] ?? undefined;
    const node = { type, field, start, end, line, parent, children: [], source };
    parent?.children.push(node);
    return node;
  };
  const root = copyCurrent(undefined);
  let node = root;
  for (let depth = 0; ; ) {
    if (cursor.gotoFirstChild()) {
      depth += 1;
      if (depth > LIMITS.syntaxDepth) return undefined;
      node = copyCurrent(node);
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (node.parent === undefined) return root;
      cursor.gotoParent();
      depth -= 1;
      node = node.parent;
    }
    node = copyCurrent(node.parent);
  }
}
