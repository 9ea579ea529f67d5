import { closest, distance } from 'fastest-levenshtein';

/** Characters that hide or move what stands beside them: bidi, zero-width, tags, line separators (threat D18). */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const LONGEST = 60;

/** Text of others as JSON, shortened and made visible: never more than 60 characters, unseen ones escaped. */
export function quote(value: unknown): string {
  const text = (JSON.stringify(value) ?? 'nothing').replace(
    UNSEEN,
    (character) => `\\u{${Number(character.codePointAt(0)).toString(16)}}`,
  );
  const characters = [...text];
  return characters.length <= LONGEST ? text : `${characters.slice(0, LONGEST - 1).join('')}…`;
}

/** The allowed name that is at most a third of its letters away, as ` (did you mean commit?)`, else nothing. */
export function didYouMean(found: string, allowed: readonly string[]): string {
  if (allowed.length === 0 || found.length > LONGEST) return '';
  const nearest = closest(found, [...allowed]);
  return distance(found, nearest) <= Math.max(1, Math.floor(nearest.length / 3))
    ? ` (did you mean ${nearest}?)`
    : '';
}

/** `a, b or c`. */
export function oneOf(names: readonly string[]): string {
  return [names.slice(0, -1).join(', '), ...names.slice(-1)]
    .filter((part) => part !== '')
    .join(' or ');
}
