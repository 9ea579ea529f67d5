import { codePointName } from '../model/control-characters.ts';
import { lineFinder } from '../model/text-problem.ts';

/** A character that a reader does not see, but an agent, a parser or a compiler does. */
export interface HiddenCharacter {
  /** direction: reorders what is shown (Trojan Source) · tag: an invisible copy of ASCII · invisible: has no width. */
  readonly kind: 'direction' | 'tag' | 'invisible';
  /** `U+202E` */
  readonly name: string;
  /** Both 1-based; a column counts UTF-16 units. */
  readonly line: number;
  readonly column: number;
}

/** Scripts whose letters are shaped by a joiner or a non-joiner between them: it is spelling there. */
const JOINING = [
  ...[
    'Arabic',
    'Bengali',
    'Devanagari',
    'Gujarati',
    'Gurmukhi',
    'Kannada',
    'Khmer',
    'Malayalam',
    'Mongolian',
  ],
  ...['Myanmar', 'Nko', 'Oriya', 'Sinhala', 'Syriac', 'Tamil', 'Telugu', 'Tibetan'],
].map((script) => `\\p{Script=${script}}`);

/**
 * Everything that Unicode says to ignore when shown, the line and paragraph separators, and annotation marks. What real
 * words need is matched first and is not hidden: a joiner inside such a word, and in emoji a joiner and one variation
 * selector after its base.
 */
const HIDDEN = new RegExp(
  [
    String.raw`(?<=\p{Extended_Pictographic}\uFE0F?|\p{Emoji_Modifier})\u200D(?=\p{Extended_Pictographic})`,
    `(?<=[${JOINING.join('')}])[\\u200C\\u200D](?=[${JOINING.join('')}])`,
    String.raw`(?<=\p{Extended_Pictographic})[\uFE0E\uFE0F]|(?<=[0-9#*])\uFE0F(?=\u20E3)`,
    String.raw`(?<hidden>[\p{Default_Ignorable_Code_Point}\u2028\u2029\uFFF9-\uFFFB])`,
  ].join('|'),
  'gu',
);
const DIRECTION = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** More than a report shows; 64 KB of joiners are not worth 64 KB of findings. */
const LISTED = 100;

/** The first hundred, in the order of the text; none for honest text in any script (threats D12, D18). */
export function hiddenCharacters(text: string): readonly HiddenCharacter[] {
  const lineOf = lineFinder(text);
  const found: HiddenCharacter[] = [];
  for (const { groups, index } of text.matchAll(HIDDEN)) {
    const character = groups?.['hidden'];
    if (character === undefined) continue;
    found.push({ kind: kindOf(character), name: codePointName(character), ...lineOf(index) });
    if (found.length === LISTED) break;
  }
  return found;
}

function kindOf(character: string): HiddenCharacter['kind'] {
  if (DIRECTION.test(character)) return 'direction';
  return /[\u{E0000}-\u{E007F}]/u.test(character) ? 'tag' : 'invisible';
}
