import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { frameBlock, replaceFramedBlock } from '../../src/analysis/framed-block.ts';
import { readHandoffBody } from '../../src/analysis/handoff-blocks.ts';
import { LIMITS } from '../../src/model/limits.ts';

const OLD = '```json handoff-contract\n{"old": 1}\n```';
const NEW = '```json handoff-contract\n{"new": 1}\n```';
const framed = frameBlock(NEW);

const REPLACED: readonly { why: string; body: string; result: string }[] = [
  { why: 'an empty body', body: '', result: `${framed}\n` },
  {
    why: 'a body without a frame',
    body: 'Adds OAuth.\n\n\n',
    result: `Adds OAuth.\n\n${framed}\n`,
  },
  {
    why: 'a frame between paragraphs',
    body: `Before.\n\n${frameBlock(OLD)}\n\nAfter.`,
    result: `Before.\n\n${framed}\n\nAfter.`,
  },
  {
    why: 'the line ends that GitHub sends; those around the frame stay',
    body: `Before.\r\n\r\n${frameBlock(OLD).replaceAll('\n', '\r\n')}\r\n\r\nAfter.\r\n`,
    result: `Before.\r\n\r\n${framed}\r\n\r\nAfter.\r\n`,
  },
  {
    why: 'a frame that someone tidied: no blank line before the end marker',
    body: `${frameBlock(OLD).replace('</details>\n\n', '</details>\n')}\n`,
    result: `${framed}\n`,
  },
  {
    why: 'a frame that ends the body',
    body: `Before.\n\n${frameBlock(OLD)}`,
    result: `Before.\n\n${framed}`,
  },
  {
    why: 'markers in code and in a quote are text',
    body: '```\n<!-- handoff:begin -->\n```\n\n> <!-- handoff:end -->\n\n`<!-- handoff:end -->`',
    result: `\`\`\`\n<!-- handoff:begin -->\n\`\`\`\n\n> <!-- handoff:end -->\n\n\`<!-- handoff:end -->\`\n\n${framed}\n`,
  },
];

describe('replaceFramedBlock', () => {
  test.each(REPLACED.map((row) => [row.why, row] as const))('%s', (_, { body, result }) => {
    expect(replaceFramedBlock(body, NEW)).toEqual({ ok: true, body: result });
    expect(replaceFramedBlock(result, NEW)).toEqual({ ok: true, body: result });
    expect(readHandoffBody(result)).toMatchObject({
      ok: true,
      visible: [{ kind: 'contract', text: '{"new": 1}\n' }],
      hidden: [],
    });
  });

  test.each([
    ['two frames: which one?', `${frameBlock(OLD)}\n\n${frameBlock(OLD)}`, 'must have one'],
    ['a begin without an end', '<!-- handoff:begin -->\n\nx', 'must have one'],
    ['an end before the begin', '<!-- handoff:end -->\n\n<!-- handoff:begin -->', 'must have one'],
    ['two begins', '<!-- handoff:begin -->\n\n<!-- handoff:begin -->', 'must have one'],
    ['a fence that is left open', '```\ncode', 'leaves a fence or a comment open'],
    ['a body that is too long', 'x'.repeat(LIMITS.bodyCharacters + 1), 'is longer than'],
    ['a body that gets too long', 'x'.repeat(LIMITS.bodyCharacters - 5), 'is longer than'],
  ])('refuses %s', (_, body, because) => {
    const replaced = replaceFramedBlock(body, NEW);
    expect(replaced).toEqual({ ok: false, because: expect.stringContaining(because) });
  });

  test('twice is once, and the last block counts, whatever stands around it', () => {
    const part = fc.constantFrom(
      ...['text', '\n', '\n\n', '\r\n', '```', '> ', '- ', '<!--', '-->', '<div>', '    ', '~~~\n'],
      ...['<!-- handoff:begin -->\n', '<!-- handoff:end -->\n', `\n\n${frameBlock(OLD)}\n\n`],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const once = replaceFramedBlock(parts.join(''), OLD);
        if (!once.ok) return;
        expect(replaceFramedBlock(once.body, OLD)).toEqual(once);
        const other = replaceFramedBlock(once.body, NEW);
        expect(other.ok && other.body).toContain(framed);
        expect(other.ok && replaceFramedBlock(other.body, OLD)).toEqual(once);
      }),
      { numRuns: 3_000 },
    );
  });
});
