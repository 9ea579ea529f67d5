import { type Alphabet, type CommonRow, commonRow, type WildRow } from './common-row.ts';
import { characters, splitPattern } from './scope-match.ts';

/** A pattern of the scope grammar, taken apart once to be compared with many others. */
export interface PatternParts {
  readonly pattern: string;
  /** The text before the first wild part: every path of the pattern begins with it. */
  readonly start: string;
  /** `**` is a wild part. */
  readonly segments: WildRow<Segment>;
}

interface Segment {
  readonly text: string;
  readonly kind: 'literal' | 'glob';
  /** `*` is a wild part. */
  readonly characters: WildRow<string>;
}

export function takeApart(pattern: string): PatternParts {
  return { pattern, start: startOf(pattern), segments: splitPattern(pattern).map(segmentOf) };
}

export function startOf(pattern: string): string {
  return pattern.slice(0, `${pattern}*`.search(/[*?]/));
}

/**
 * A path that both patterns reach, whether or not it is there; undefined: no path can be both. Exact for the grammar, and
 * the path is canonical where the patterns are (threat D11).
 */
export function commonPath(a: PatternParts, b: PatternParts): string | undefined {
  if (!a.start.startsWith(b.start) && !b.start.startsWith(a.start)) return undefined;
  return commonRow(a.segments, b.segments, SEGMENTS)?.texts.join('/');
}

function segmentOf(text: string): Segment | undefined {
  if (text === '**') return undefined;
  const row = Array.from(characters(text), (one) => (one === '*' ? undefined : one));
  return { text, kind: /[*?]/.test(text) ? 'glob' : 'literal', characters: row };
}

const ANY_SEGMENT: Segment = { text: '*', kind: 'glob', characters: [undefined] };

const SEGMENTS: Alphabet<Segment> = {
  both: commonSegment,
  one: (segment) => commonSegment(segment, ANY_SEGMENT),
};

/** Stands for characters that nobody named. */
const ANY = 'x';

const CHARACTERS: Alphabet<string> = {
  both(a, b) {
    if (a === '?') return b === '?' ? ANY : b;
    return b === '?' || a === b ? a : undefined;
  },
  one: (character) => (character === '?' ? ANY : character),
};

function commonSegment(a: Segment, b: Segment): string | undefined {
  if (a.kind === 'literal' && b.kind === 'literal' && a.text !== b.text) return undefined;
  const row = commonRow(a.characters, b.characters, CHARACTERS);
  return row && (segmentName(wordOf(row)) ?? fromTheRight(a, b));
}

/**
 * `*.*` and `?.` meet in `..` when stars take as little as they can, and in `x.` when the first one takes more: of all
 * rows as short as that, the leftmost and the rightmost are the only two.
 */
function fromTheRight(a: Segment, b: Segment): string | undefined {
  const row = commonRow(a.characters.toReversed(), b.characters.toReversed(), CHARACTERS);
  return row && segmentName(wordOf({ texts: row.texts.toReversed(), gap: undefined }));
}

/** Something stands in the gap where the word would be empty, or look like a hidden file. */
function wordOf({ texts, gap }: CommonRow): string {
  const word = texts.join('');
  return gap === undefined || /^[^.]/.test(word)
    ? word
    : [...texts.slice(0, gap), ANY, ...texts.slice(gap)].join('');
}

/** No path has an empty segment, `.` or `..`. */
function segmentName(word: string): string | undefined {
  return /^\.{0,2}$/.test(word) ? undefined : word;
}
