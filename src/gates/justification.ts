import type { RefResolution } from '../evidence/output-facts.ts';
import type { FindingDraft, Location } from '../model/finding.ts';

/** Something that has to be proved by one of the refs that it names. */
interface Claim {
  /** The beginning of a sentence: `Task auth is removed`. */
  readonly what: string;
  readonly refs: readonly string[];
  readonly at: Location;
  /** How its author names a ref. */
  readonly fix: string;
}

/**
 * Nothing when one of the refs was found; else one finding. A ref that only GitHub can look up is doubt, not a lie; one
 * that was looked up and not found, or that nobody looked up, is no evidence.
 */
export function unproved(
  { what, refs, at, fix }: Claim,
  looked: ReadonlyMap<string, RefResolution>,
): readonly FindingDraft[] {
  const found = refs.flatMap((ref) => {
    const resolution = looked.get(ref);
    return resolution === undefined ? [] : [{ ref, ...resolution }];
  });
  if (found.some(({ state }) => state === 'resolved')) return [];
  const doubt = found.some(({ state }) => state === 'unverifiable');
  const words = found.map(({ ref, lookedUp }) => `${ref} (${lookedUp})`).join('; ');
  return [
    {
      problem: `${what} ${words === '' ? 'without evidence' : `by evidence that is not there: ${words}`}.`,
      fix,
      at,
      expected: 'a ref that is found',
      found: words === '' ? 'no ref' : words,
      facts: { refs, states: found.map(({ state }) => state) },
      ...(doubt && { severity: 'unproven' as const }),
    },
  ];
}
