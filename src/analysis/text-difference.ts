import { diffArrays } from 'diff';

/** Two texts with what differs marked as git's word diff does: `[-removed-]` on one side, `{+added+}` on the other. */
export interface TextDifference {
  readonly expected: string;
  readonly found: string;
}

/**
 * Word by word. A difference that the eye would miss is spelled out as a code point, `S\u{435}ssion`: characters that
 * print nothing or as a space, and letters of another alphabet in a word that looks the same (threat A10).
 */
export function textDifference(expected: string, found: string): TextDifference {
  let [left, right] = ['', ''];
  for (const { removed, added } of pieces(expected, found)) {
    if (removed === added) {
      left += removed;
      right += added;
    } else {
      if (removed !== '') left += `[-${spelled(removed, added)}-]`;
      if (added !== '') right += `{+${spelled(added, removed)}+}`;
    }
  }
  return { expected: left, found: right };
}

interface Piece {
  removed: string;
  added: string;
}

/** Pieces that are the same on both sides, or are not; a lone space between two changes belongs to the change. */
function pieces(expected: string, found: string): readonly Piece[] {
  const all: Piece[] = [];
  const changes = diffArrays(tokensOf(expected), tokensOf(found));
  changes.forEach(({ value, added, removed }, at) => {
    const text = value.join('');
    const piece = { removed: added ? '' : text, added: removed ? '' : text };
    const last = all.at(-1);
    const changed = added || removed || (text === ' ' && at < changes.length - 1);
    if (last !== undefined && last.removed !== last.added && changed) {
      last.removed += piece.removed;
      last.added += piece.added;
    } else all.push(piece);
  });
  return all;
}

function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}_]+|./gsu) ?? [];
}

/** One side of a replacement, so that a reader can tell it from the other side. */
function spelled(part: string, other: string): string {
  const [here, there] = [[...part], [...other]];
  const besidePlain = other !== '' && isAscii(other);
  return here
    .map((character, at) => {
      const opposite = here.length === there.length ? String(there[at]) : character;
      const disguised =
        !isAscii(character + opposite) &&
        (besidePlain || alphabetOf(character) !== alphabetOf(opposite));
      return disguised || UNSEEN.test(character)
        ? `\\u{${Number(character.codePointAt(0)).toString(16)}}`
        : character;
    })
    .join('');
}

/** Controls, formats, surrogates, every space but the plain one, and what a font may leave out. */
const UNSEEN = /(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;

/** Alphabets whose letters look like each other's. */
const ALPHABETS = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u];

function alphabetOf(character: string): number {
  return ALPHABETS.findIndex((alphabet) => alphabet.test(character));
}

function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}
