import { type HandoffBlock, readHandoffBody } from '../analysis/handoff-blocks.ts';
import { sourceOf } from '../analysis/spec-text.ts';
import type { HandoffContract } from '../model/handoff-contract.ts';
import { readContract } from '../model/read-contract.ts';

export type ReadHandoff = ReturnType<typeof readHandoffBody>;

/**
 * The blocks of a text that came with an output. A file or note that is one JSON object is a contract by itself; anything
 * else is Markdown with a framed block, as in a pull request.
 */
export function handoffIn(text: string): ReadHandoff {
  if (!text.trimStart().startsWith('{')) return readHandoffBody(text);
  return {
    ok: true,
    visible: [{ kind: 'contract', format: 'json', text, line: 0 }],
    hidden: [],
    prose: '',
  };
}

export function contractBlocks(read: ReadHandoff): readonly HandoffBlock[] {
  return read.ok ? read.visible.filter(({ kind }) => kind === 'contract') : [];
}

/** The contract of another output's text, or undefined when it has none that can be read. */
export function contractIn(text: string): HandoffContract | undefined {
  const [block, ...more] = contractBlocks(handoffIn(text));
  if (block === undefined || more.length > 0) return undefined;
  const read = readContract(block.text, sourceOf(block));
  return read.ok ? read.value : undefined;
}

/** Does a text hold a contract, readable or not, or what looks like one where it does not count (threat E01)? */
export function claimsContract(text: string): boolean {
  const read = handoffIn(text);
  return !read.ok || read.hidden.length > 0 || contractBlocks(read).length > 0;
}
