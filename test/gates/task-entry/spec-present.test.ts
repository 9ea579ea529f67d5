import type { SpecText } from '../../../src/evidence/task-entry-facts.ts';
import { specPresent } from '../../../src/gates/task-entry/spec-present.ts';
import { LIMITS } from '../../../src/model/limits.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { taskEntryFacts } from '../../support/task-entry-facts.ts';

const given = (text: Partial<SpecText>) =>
  taskEntryFacts({ text: { ...taskEntryFacts().text, ...text } });
const block = (line: number, bytes = 800) => ({ line, bytes });

ruleTable(specPresent, {
  passes: [
    { why: 'one visible block', facts: taskEntryFacts() },
    { why: 'an issue form without a block', facts: given({ blocks: [], form: 'answers' }) },
    { why: 'a form that says what the block says', facts: given({ form: 'answers' }) },
    {
      why: `a block of exactly ${LIMITS.blockBytes} bytes`,
      facts: given({ blocks: [block(3, LIMITS.blockBytes)] }),
    },
    {
      why: 'copied code is the concern of another rule',
      facts: given({ copies: [{ line: 20, lines: 400 }] }),
    },
  ],
  fails: [
    {
      why: 'a text without a spec',
      facts: given({ blocks: [] }),
      findings: [{ found: '0 task spec blocks', facts: { blocks: 0, lines: [] } }],
    },
    {
      why: 'two blocks, whichever order they were found in (E01)',
      facts: given({ blocks: [block(40), block(3)] }),
      findings: [{ facts: { blocks: 2, lines: [3, 40] } }],
    },
    {
      why: 'two blocks and a form',
      facts: given({ blocks: [block(40), block(3)], form: 'answers' }),
      findings: [{ facts: { blocks: 2 } }],
    },
    {
      why: 'a second copy in an HTML comment (E01)',
      facts: given({ hidden: [{ line: 30, construct: 'html-comment' }] }),
      findings: [{ found: 'line 30 (html-comment)' }],
    },
    {
      why: 'the only block is hidden: one finding, not two',
      facts: given({ blocks: [], hidden: [{ line: 9, construct: 'quote' }] }),
      findings: [{ facts: { lines: [9] } }],
    },
    {
      why: 'a form that says something else than the block',
      facts: given({ form: 'contradicts' }),
      findings: [{ found: 'two that differ', facts: { lines: [3] } }],
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
      why: 'characters that nobody sees (D18)',
      facts: given({ invisible: [{ line: 9, name: 'U+200B' }] }),
      findings: [{ facts: { characters: ['U+200B in line 9'] } }],
    },
  ],
});
