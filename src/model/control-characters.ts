/**
 * Characters that no text of ours needs and that lie to a reader or break a later step: C0 and C1 controls except tab,
 * LF and CR (NUL ends strings in C, ESC and CSI drive terminals), DEL, and halves of surrogate pairs, which no encoding
 * can carry, so that two programs disagree on the bytes they hash (threat E13).
 */
const CONTROL = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f]|\p{Surrogate}/gu;

const PLAIN = /^[\t\n\r -~]*$/;

export interface ControlCharacter {
  readonly offset: number;
  /** `U+0000`, four to six hex digits. */
  readonly name: string;
}

export function controlCharacters(text: string): readonly ControlCharacter[] {
  // Every key and every value comes by here, and nearly all are plain.
  if (PLAIN.test(text)) return [];
  return Array.from(text.matchAll(CONTROL), (match) => ({
    offset: match.index,
    name: codePointName(match[0]),
  }));
}

/** `U+200B` for the first character of a text. */
export function codePointName(character: string): string {
  return `U+${Number(character.codePointAt(0)).toString(16).toUpperCase().padStart(4, '0')}`;
}
