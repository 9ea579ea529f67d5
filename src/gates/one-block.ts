import type { FindingDraft } from '../model/finding.ts';
import { LIMITS } from '../model/limits.ts';
import { counted, shortList } from '../model/short-list.ts';

/** A text that is to hold one block of ours, as its reader found it. */
interface BlockText {
  /** For people, with its article: `the text of handoff/auth`, `issue #12`. */
  readonly source: string;
  readonly characters: number;
  readonly hidden: readonly { readonly line: number; readonly construct: string }[];
  readonly blocks: readonly { readonly line: number; readonly bytes: number }[];
  readonly invisible: readonly { readonly line: number; readonly name: string }[];
}

/** What the block is called in messages: `contract`, `task spec`. */
type Noun = string;

export function unreadText({ source, characters }: BlockText, because: string): FindingDraft {
  return {
    problem: `Nothing of ${source} was read, because it is too large. ${because}.`,
    fix: 'Shorten the text: refer to files instead of copying them.',
    expected: 'a text within the limits',
    found: because,
    facts: { characters, because },
    key: 'unread',
  };
}

/** A copy that a reviewer cannot see, but another reader might take for the real one (threat E01). */
export function hiddenCopies({ source, hidden }: BlockText, noun: Noun): readonly FindingDraft[] {
  if (hidden.length === 0) return [];
  const places = byLine(hidden).map(({ line, construct }) => `line ${line} (${construct})`);
  return [
    {
      problem: `Found in ${source}: ${counted(hidden.length, `${noun} block`)} that a reader cannot see or that does not count, ${shortList(places)}.`,
      fix: `Keep one ${noun} block at the top level of the text and delete every other copy.`,
      expected: `no hidden ${noun} block`,
      found: shortList(places),
      facts: { lines: byLine(hidden).map(({ line }) => line) },
      key: 'hidden',
    },
  ];
}

export function tooLargeBlock(
  { blocks: [block, another] }: BlockText,
  noun: Noun,
): readonly FindingDraft[] {
  const allowed = LIMITS.blockBytes;
  if (block === undefined || another !== undefined || block.bytes <= allowed) return [];
  return [
    {
      problem: `The ${noun} at line ${block.line} has ${block.bytes} bytes; at most ${allowed} are read.`,
      fix: `Shorten the ${noun}: name files and commits instead of copying what they hold.`,
      at: { line: block.line },
      expected: `at most ${allowed} bytes`,
      found: `${block.bytes} bytes`,
      facts: { bytes: block.bytes, allowed },
      key: 'too-large',
    },
  ];
}

/** What people read and what a program reads must be the same text (threat D18). */
export function invisibleCharacters({ invisible }: BlockText, noun: Noun): readonly FindingDraft[] {
  if (invisible.length === 0) return [];
  const places = byLine(invisible).map(({ line, name }) => `${name} in line ${line}`);
  return [
    {
      problem: `The ${noun} holds ${counted(invisible.length, 'invisible character')}: ${shortList(places)}.`,
      fix: `Delete the invisible characters from the ${noun}.`,
      expected: 'no invisible character',
      found: shortList(places),
      facts: { characters: places },
      key: 'invisible',
    },
  ];
}

export function byLine<T extends { readonly line: number }>(list: readonly T[]): readonly T[] {
  return [...list].sort((a, b) => a.line - b.line);
}
