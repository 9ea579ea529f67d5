import type { RefResolution } from './output-facts.ts';

/** A look-up that found what the ref says. `E1`: it exists; `E2`: it is bound to the judged head (FORMATS §4). */
export function resolved(
  lookedUp: string,
  grade: RefResolution['grade'],
  found: Pick<RefResolution, 'commit' | 'run'> = {},
): RefResolution {
  return { state: 'resolved', lookedUp, grade, ...found };
}

/** Looked, and it is not there. */
export function unresolved(lookedUp: string): RefResolution {
  return { state: 'unresolved', lookedUp, grade: 'E0' };
}

/** It is there, and it is not what the step says. */
export function mismatched(
  lookedUp: string,
  found: Pick<RefResolution, 'run'> = {},
): RefResolution {
  return { state: 'mismatched', lookedUp, grade: 'E0', ...found };
}

/** Could not look; the text says what would let somebody look. */
export function unverifiable(lookedUp: string): RefResolution {
  return { state: 'unverifiable', lookedUp, grade: 'E0' };
}

/** Shas as people read them. */
export function short(sha: string): string {
  return sha.slice(0, 12);
}
