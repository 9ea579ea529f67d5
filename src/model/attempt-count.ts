/** A judgement of one task, as far as counting needs it: a line of the record. Red = it had blocking findings. */
export interface JudgedAttempt {
  readonly attempt: number;
  readonly head: string;
  readonly findings: readonly unknown[];
}

export interface AttemptCount {
  /** The attempt that is judged now; the record stores this number, never the claim. */
  readonly attempt: number;
  /** The claim, when it is another number than the record allows. */
  readonly misclaimed: number | undefined;
}

/**
 * The one counter of attempts (threat G12). Only a red judgement uses an attempt up, and pushing another head after it
 * begins the next one. On the same head both numbers are right: a repeated judgement is no attempt, a repaired contract
 * is one, and only the executor knows which of them this is.
 */
export function countAttempt(
  earlier: readonly JudgedAttempt[],
  head: string,
  claimed: number | undefined,
): AttemptCount {
  const red = earlier.filter((judged) => judged.findings.length > 0);
  const last = Math.max(0, ...red.map((judged) => judged.attempt));
  const sameHead = red.some((judged) => judged.attempt === last && judged.head === head);
  const least = sameHead ? last : last + 1;
  const said = claimed ?? least;
  return said < least || said > last + 1
    ? { attempt: least, misclaimed: said }
    : { attempt: said, misclaimed: undefined };
}
