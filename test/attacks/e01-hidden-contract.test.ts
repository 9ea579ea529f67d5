import { describe, expect, test } from '@jest/globals';
import { type Node, Parser } from 'commonmark';
import { readHandoffBody } from '../../src/analysis/handoff-blocks.ts';

const HONEST = '```json handoff-contract\n{"scope": "src/auth"}\n```';
const EVIL = '```json handoff-contract\n{"scope": "**"}\n```';
const quote = (text: string): string => text.replace(/^/gm, '> ');
const indent = (text: string): string => text.replace(/^/gm, '  ');

/** The gate acts on a body only if it shows exactly one block and hides none. */
function accepted(body: string): string | undefined {
  const read = readHandoffBody(body);
  if (!read.ok || read.hidden.length > 0 || read.visible.length !== 1) return undefined;
  return read.visible[0]?.text;
}

/** What tools do without the defence: the first or the last match in the raw text, or any fence of the tree. */
function takenBy(body: string): readonly string[] {
  const matches = [...body.matchAll(/```json handoff-contract\s*\n([\s\S]*?)```/g)];
  const taken = [matches[0]?.[1], matches.at(-1)?.[1], lastFence(new Parser().parse(body))];
  return taken.filter((text) => text !== undefined);
}

function lastFence(node: Node): string | undefined {
  let found =
    node.type === 'code_block' && node.info?.includes('handoff-contract')
      ? String(node.literal)
      : undefined;
  for (let child = node.firstChild; child !== null; child = child.next)
    found = lastFence(child) ?? found;
  return found;
}

describe('a second contract that a reader does not see (E01)', () => {
  test.each([
    ['in an html comment before it', `<!--\n${EVIL}\n-->\n\n${HONEST}`],
    ['in an html comment after it', `${HONEST}\n\n<!--\n${EVIL}\n-->`],
    ['in a comment on one line with the fence', `<!-- ${EVIL} -->\n\n${HONEST}`],
    ['in a quote', `${HONEST}\n\n${quote(EVIL)}`],
    ['in a list', `${HONEST}\n\n- item\n\n${indent(EVIL)}`],
    ['in details without a blank line', `${HONEST}\n\n<details>\n${EVIL}\n</details>`],
    ['in another fence', `${HONEST}\n\n\`\`\`\`md\n${EVIL}\n\`\`\`\``],
    ['behind an open comment', `${HONEST}\n\n<div><!--\n\n${EVIL}\n\n--></div>`],
    ['behind an open attribute', `${HONEST}\n\n<div title="\n\n${EVIL}\n\n">`],
    ['in plain sight, twice', `${EVIL}\n\n${HONEST}`],
    ['in plain sight, the other way round', `${HONEST}\n\n${EVIL}`],
    ['swallowing the honest one', `\`\`\`\`json handoff-contract\n{"scope": "**"}\n\n${HONEST}`],
    [
      '30 quotes deep',
      `${HONEST}\n\n${'> '.repeat(30)}\`\`\`json handoff-contract\n${'> '.repeat(30)}{"scope": "**"}`,
    ],
  ])('%s', (_why, body) => {
    expect(accepted(body)).toBeUndefined();
  });

  test('without the defence more than half of them are read as the contract', () => {
    const shapes = [
      `<!--\n${EVIL}\n-->\n\n${HONEST}`,
      `${HONEST}\n\n<!--\n${EVIL}\n-->`,
      `${HONEST}\n\n${quote(EVIL)}`,
      `${HONEST}\n\n<div><!--\n\n${EVIL}\n\n--></div>`,
      `${EVIL}\n\n${HONEST}`,
    ];
    for (const body of shapes)
      expect(takenBy(body).some((text) => text.includes('"**"'))).toBe(true);
  });
});

describe('the only contract, where a reader does not see it', () => {
  test.each([
    ['in an html comment', `<!--\n${EVIL}\n-->`],
    ['in an open comment', `<p><!--\n\n${EVIL}`],
    ['in a quote', quote(EVIL)],
    ['indented', EVIL.replace(/^/gm, '    ')],
    ['unterminated', EVIL.slice(0, -4)],
  ])('%s', (_why, body) => {
    expect(accepted(body)).toBeUndefined();
  });
});

describe('the benign twins', () => {
  test.each([
    ['alone', HONEST],
    ['with a template comment above', `<!-- Describe your change. -->\n\n${HONEST}`],
    ['folded away in details', `<details>\n<summary>Contract</summary>\n\n${HONEST}\n\n</details>`],
    ['below a quote of the issue', `> Please add OAuth\n\n${HONEST}`],
    ['below other code', `\`\`\`sh\nnpm test\n\`\`\`\n\n${HONEST}`],
    ['below words about the block', `The \`json handoff-contract\` block is below.\n\n${HONEST}`],
    ['with html around it', `<p align="center">x</p>\n\n${HONEST}\n\n<sub>y</sub>`],
  ])('%s', (_why, body) => {
    expect(accepted(body)).toBe('{"scope": "src/auth"}\n');
  });
});
