import type { HandoffText } from '../../evidence/output-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted, shortList } from '../../model/short-list.ts';
import {
  byLine,
  hiddenCopies,
  invisibleCharacters,
  tooLargeBlock,
  unreadText,
} from '../one-block.ts';
import { outputRule } from '../rule.ts';

const NOUN = 'contract';

export const contractPresent = outputRule({
  id: 'output/contract-present',
  holds: 'The output carries exactly one visible handoff contract, within the limits.',
  needs: ['handoff'],
  to: 'executor',
  mast: 'FM-2.4',
  integrity: true,
  seed: ['C1', 'G2a'],
  threats: ['D18', 'E01', 'E06'],
  saw: ({ handoff }) =>
    `${counted(handoff.blocks.length, 'contract block')} in ${counted(handoff.characters, 'character')} of the ${handoff.source}`,
  check({ handoff }) {
    const text = { ...handoff, source: `the ${handoff.source}` };
    if (handoff.unread !== undefined) return [unreadText(text, handoff.unread)];
    return [
      ...hiddenCopies(text, NOUN),
      ...notOne(handoff),
      ...tooLargeBlock(handoff, NOUN),
      ...invisibleCharacters(handoff, NOUN),
    ];
  },
});

function notOne({ source, blocks, hidden }: HandoffText): readonly FindingDraft[] {
  // A hidden block is already reported; "there is none" would send its author looking for another cause.
  if (blocks.length === 1 || (blocks.length === 0 && hidden.length > 0)) return [];
  const lines = byLine(blocks).map(({ line }) => line);
  const none = blocks.length === 0;
  return [
    {
      problem: none
        ? `There is no handoff contract in the ${source}.`
        : `The ${source} has ${blocks.length} handoff contracts, at lines ${shortList(lines.map(String))}; which one counts must not be a guess.`,
      fix: none
        ? 'Add one visible block with the info string "json handoff-contract"; `handoff-gate contract draft` writes it.'
        : 'Delete all contract blocks but the one that is true.',
      expected: '1 contract block',
      found: counted(blocks.length, 'contract block'),
      facts: { blocks: blocks.length, lines },
      key: 'not-one',
    },
  ];
}
