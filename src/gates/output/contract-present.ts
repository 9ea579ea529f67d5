import type { HandoffText } from '../../evidence/output-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { LIMITS } from '../../model/limits.ts';
import { counted, shortList } from '../../model/short-list.ts';
import { outputRule } from '../rule.ts';

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
    `${counted(handoff.blocks.length, 'contract block')} in ${counted(handoff.characters, 'character')} of ${handoff.source}`,
  check({ handoff }) {
    if (handoff.unread !== undefined) return [unread(handoff, handoff.unread)];
    return [...hidden(handoff), ...notOne(handoff), ...tooLarge(handoff), ...invisible(handoff)];
  },
});

function unread({ source, characters }: HandoffText, because: string): FindingDraft {
  return {
    problem: `The ${source} is too large, so nothing of it was read. ${because}.`,
    fix: 'Shorten the text: refer to files instead of copying them.',
    expected: 'a text within the limits',
    found: because,
    facts: { characters, because },
    key: 'unread',
  };
}

/** A copy that a reviewer cannot see, but another reader might take for the contract (threat E01). */
function hidden({ source, hidden }: HandoffText): readonly FindingDraft[] {
  if (hidden.length === 0) return [];
  const places = byLine(hidden).map(({ line, construct }) => `line ${line} (${construct})`);
  return [
    {
      problem: `The ${source} has ${counted(hidden.length, 'contract block')} that a reader cannot see or that does not count: ${shortList(places)}.`,
      fix: 'Keep one contract block at the top level of the text and delete every other copy.',
      expected: 'no hidden contract block',
      found: shortList(places),
      facts: { lines: byLine(hidden).map(({ line }) => line) },
      key: 'hidden',
    },
  ];
}

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

function tooLarge({ blocks: [block, another] }: HandoffText): readonly FindingDraft[] {
  const allowed = LIMITS.blockBytes;
  if (block === undefined || another !== undefined || block.bytes <= allowed) return [];
  return [
    {
      problem: `The contract at line ${block.line} has ${block.bytes} bytes; at most ${allowed} are read.`,
      fix: 'Shorten the contract: name files and commits instead of copying what they hold.',
      at: { line: block.line },
      expected: `at most ${allowed} bytes`,
      found: `${block.bytes} bytes`,
      facts: { bytes: block.bytes, allowed },
      key: 'too-large',
    },
  ];
}

/** What people read and what a program reads must be the same text (threat D18). */
function invisible({ invisible }: HandoffText): readonly FindingDraft[] {
  if (invisible.length === 0) return [];
  const places = byLine(invisible).map(({ line, name }) => `${name} in line ${line}`);
  return [
    {
      problem: `The contract holds ${counted(invisible.length, 'invisible character')}: ${shortList(places)}.`,
      fix: 'Delete the invisible characters from the contract.',
      expected: 'no invisible character',
      found: shortList(places),
      facts: { characters: places },
      key: 'invisible',
    },
  ];
}

function byLine<T extends { readonly line: number }>(list: readonly T[]): readonly T[] {
  return [...list].sort((a, b) => a.line - b.line);
}
