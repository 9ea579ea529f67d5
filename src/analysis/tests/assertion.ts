/** How much an assertion demands: an exact value · a part or a property of it · only that it is there · nothing at all. */
export type Rank = 3 | 2 | 1 | 0;

export const EXACT = 3;
export const PARTIAL = 2;
export const LOOSE = 1;
export const CONSTANT = 0;

export interface Assertion {
  /** What is held against something; without white space. */
  readonly subject: string;
  readonly matcher: string;
  readonly expected: string;
  readonly rank: Rank;
  readonly line: number;
  /** Whether a failure of it can still fail the test. */
  readonly fate: 'counts' | 'swallowed' | 'unreachable';
}

/** An assertion as found, before it is known what surrounds it. */
export type FoundAssertion = Pick<Assertion, 'subject' | 'matcher' | 'expected' | 'rank'>;

/** Names of helpers; one that is not part of the change cannot be seen, and is taken at its word. */
export const ASSERTING_NAME = /^(?:assert|expect|verify|check|should|must|ensure|require)/i;

/** Strings without anything put into them, numbers, symbols. */
const VALUES = /"[^"$#]*"|'[^'$#]*'|`[^`$]*`|\b\d[\w.]*|(?<![\w:]):\w+/g;
const NAMELESS = new Set([
  'true',
  'false',
  'null',
  'nil',
  'none',
  'undefined',
  'nan',
  'new',
  'length',
]);

/** Is there no name in it? `1 + 1` is as sure as `2`. */
export function isLiteral(text: string): boolean {
  const names = text.replace(VALUES, ' ').match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
  return text !== '' && names.every((name) => NAMELESS.has(name.toLowerCase()));
}

/**
 * An assertion that cannot fail demands nothing: both sides literal, or the same thing on both sides. A call on both sides
 * can fail: that a function gives the same twice is something to test.
 */
export function demanded(found: FoundAssertion): FoundAssertion {
  const { subject, expected } = found;
  const literal = isLiteral(subject) && (expected === '' || isLiteral(expected));
  const same = subject !== '' && subject === expected && !subject.includes('(');
  return literal || same ? { ...found, rank: CONSTANT } : found;
}
