import type { SpecText } from '../../evidence/task-entry-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import { counted, shortList } from '../../model/short-list.ts';
import {
  byLine,
  hiddenCopies,
  invisibleCharacters,
  tooLargeBlock,
  unreadText,
} from '../one-block.ts';
import { taskEntryRule } from '../rule.ts';

const NOUN = 'task spec';

export const specPresent = taskEntryRule({
  id: 'task-entry/spec-present',
  holds: 'The text holds exactly one visible task spec, within the limits.',
  needs: ['text'],
  to: 'planner',
  mast: 'FM-1.1',
  integrity: true,
  seed: ['G1a'],
  threats: ['D18', 'E01', 'E06'],
  saw: ({ text }) =>
    `${specsOf(text)} in ${counted(text.characters, 'character')} of ${text.source}`,
  check({ text }) {
    if (text.unread !== undefined) return [unreadText(text, text.unread)];
    return [
      ...hiddenCopies(text, NOUN),
      ...notOne(text),
      ...tooLargeBlock(text, NOUN),
      ...contradicting(text),
      ...invisibleCharacters(text, NOUN),
    ];
  },
});

function specsOf({ blocks, form }: SpecText): string {
  const found = counted(blocks.length, 'task spec block');
  return form === 'none' ? found : `${found} and an issue form`;
}

function notOne({ source, blocks, hidden, form }: SpecText): readonly FindingDraft[] {
  // Answers of a form are a spec; a hidden block is already reported.
  if (blocks.length === 0 && (form !== 'none' || hidden.length > 0)) return [];
  if (blocks.length === 1) return [];
  const lines = byLine(blocks).map(({ line }) => line);
  const none = blocks.length === 0;
  return [
    {
      problem: none
        ? `There is no task spec in ${source}: an executor would have to guess what is allowed.`
        : `Found in ${source}: ${blocks.length} task specs, at lines ${shortList(lines.map(String))}; which one counts must not be a guess.`,
      fix: none
        ? 'Add one visible block with the info string "yaml handoff-task", or answer the issue form; `handoff-gate init` writes an example.'
        : 'Delete all task spec blocks but the one that is meant.',
      expected: '1 task spec',
      found: counted(blocks.length, 'task spec block'),
      facts: { blocks: blocks.length, lines },
      key: 'not-one',
    },
  ];
}

/** An executor would read the one, the gate the other. */
function contradicting({ source, form, blocks }: SpecText): readonly FindingDraft[] {
  if (form !== 'contradicts') return [];
  const lines = blocks.map(({ line }) => line);
  return [
    {
      problem: `The task spec block (line ${shortList(lines.map(String))}) and the issue form of ${source} say different things.`,
      fix: 'Delete the block or the answers of the form, so that one spec is left.',
      expected: 'one spec, or two that say the same',
      found: 'two that differ',
      facts: { lines },
      key: 'contradicts',
    },
  ];
}
