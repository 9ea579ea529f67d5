import { readConstraint } from '../model/handoff-contract.ts';
import { likeness } from './text-likeness.ts';

/** Over this a text is a constraint in other words, not another one (seed G1c). */
const PARAPHRASE = 0.6;

/** A constraint without its annotation, after NFC and without white space at the end: all that may differ (threat A10). */
export interface ConstraintText {
  readonly text: string;
  /** What a trailing "(verbatim from plan vN)" says. */
  readonly planVersion?: number;
}

export function constraintText(line: string): ConstraintText {
  const { text, ...annotation } = readConstraint(line);
  return { text: text.normalize('NFC').replace(/[ \t\r\n]+$/, ''), ...annotation };
}

/** Each lost constraint's id with the text most like it, likeliest pairs first, whatever the order of the lists. */
export function pairLikeliest(
  lost: readonly { readonly id: string; readonly text: string }[],
  texts: readonly string[],
): ReadonlyMap<string, string> {
  const candidates = [...lost]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id, text: asked }) =>
      [...texts].sort().map((text) => ({ id, text, like: likeness(asked, text) })),
    )
    .filter(({ like }) => like > PARAPHRASE)
    .sort((a, b) => b.like - a.like);
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  for (const { id, text } of candidates) {
    if (pairs.has(id) || taken.has(text)) continue;
    pairs.set(id, text);
    taken.add(text);
  }
  return pairs;
}
