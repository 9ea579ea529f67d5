import { childOf, type SyntaxNode, textOf } from '../syntax-node.ts';
import { plainText } from '../tests/call-chain.ts';
import type { Setting } from './setting.ts';

/** The object literals of a configuration written in JavaScript: `export default defineConfig({ test: { … } })`. */
export function readProgram(root: SyntaxNode): readonly Setting[] {
  if (root.type === 'object') return membersOf(root, '');
  return root.children.flatMap(readProgram);
}

function membersOf(object: SyntaxNode, prefix: string): readonly Setting[] {
  return object.children.flatMap((member) => {
    const name = childOf(member, 'key');
    const value = childOf(member, 'value');
    if (name === undefined || value === undefined) return [];
    const key = `${prefix}${literal(name)}`;
    if (value.type === 'object') return membersOf(value, `${key}.`);
    const values =
      value.type === 'array' ? value.children.filter(isMember).map(literal) : [literal(value)];
    return [{ key, values, runsTests: true }];
  });
}

function isMember({ type }: SyntaxNode): boolean {
  return !/^(?:[[\],]|comment)$/.test(type);
}

function literal(node: SyntaxNode): string {
  return node.type === 'string' ? textOf(node).slice(1, -1) : plainText(node);
}
