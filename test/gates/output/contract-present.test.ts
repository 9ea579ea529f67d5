import type { HandoffText } from '../../../src/evidence/output-facts.ts';
import { contractPresent } from '../../../src/gates/output/contract-present.ts';
import { LIMITS } from '../../../src/model/limits.ts';
import { outputFacts } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const given = (handoff: Partial<HandoffText>) =>
  outputFacts({ handoff: { ...outputFacts().handoff, ...handoff } });
const block = (line: number, bytes = 800) => ({ line, bytes });

ruleTable(contractPresent, {
  passes: [
    { why: 'one visible block', facts: outputFacts() },
    {
      why: `a block of exactly ${LIMITS.blockBytes} bytes`,
      facts: given({ blocks: [block(3, LIMITS.blockBytes)] }),
    },
  ],
  fails: [
    {
      why: 'no text at all',
      facts: given({ characters: 0, blocks: [] }),
      findings: [{ facts: { blocks: 0, lines: [] } }],
    },
    {
      why: 'a text without a block',
      facts: given({ blocks: [] }),
      findings: [{ found: '0 contract blocks' }],
    },
    {
      why: 'two blocks, whichever order they were found in (E01)',
      facts: given({ blocks: [block(40), block(3)] }),
      findings: [{ facts: { blocks: 2, lines: [3, 40] } }],
    },
    {
      why: 'a second copy in an HTML comment (E01)',
      facts: given({ hidden: [{ line: 30, construct: 'HTML comment' }] }),
      findings: [{ found: 'line 30 (HTML comment)' }],
    },
    {
      why: 'the only block is hidden: one finding, not two',
      facts: given({ blocks: [], hidden: [{ line: 9, construct: 'block quote' }] }),
      findings: [{ facts: { lines: [9] } }],
    },
    {
      why: 'two visible blocks and a hidden one: two causes',
      facts: given({
        blocks: [block(3), block(9)],
        hidden: [{ line: 30, construct: 'HTML comment' }],
      }),
      findings: [{}, {}],
    },
    {
      why: 'a text beyond its bounds: nothing was read, so nothing else is said',
      facts: given({
        characters: 90_000,
        blocks: [],
        unread: 'The text is longer than 65536 characters',
      }),
      findings: [
        { facts: { characters: 90_000, because: 'The text is longer than 65536 characters' } },
      ],
    },
    {
      why: 'one byte more than a block may have (E06)',
      facts: given({ blocks: [block(3, LIMITS.blockBytes + 1)] }),
      findings: [{ at: { line: 3 }, facts: { bytes: 16_385, allowed: 16_384 } }],
    },
    {
      why: 'characters that nobody sees, in order of their lines (D18)',
      facts: given({
        invisible: [
          { line: 9, name: 'U+200B ZERO WIDTH SPACE' },
          { line: 5, name: 'U+202E RIGHT-TO-LEFT OVERRIDE' },
        ],
      }),
      findings: [
        {
          facts: {
            characters: [
              'U+202E RIGHT-TO-LEFT OVERRIDE in line 5',
              'U+200B ZERO WIDTH SPACE in line 9',
            ],
          },
        },
      ],
    },
  ],
});
