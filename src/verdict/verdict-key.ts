import { digestOf } from '../model/digest.ts';

/**
 * Everything that a verdict stands on (decision K2). A verdict may be published only while reading all of it again gives
 * the same key, so an input that is left out here is a hole: every member is compulsory, `undefined` means that it was
 * looked for and is not there.
 */
export interface VerdictInputs {
  readonly engine: string;
  /** What is judged: a branch of this repository, or a pull request. */
  readonly subject: string;
  readonly head: string;
  /** Name and tip of the base: a retarget changes the one, a landing the other (threats A05, B07). */
  readonly baseRef: string;
  readonly baseTip: string;
  readonly mergeBases: readonly string[];
  /** Digests of the texts that were read. */
  readonly contract: string | undefined;
  readonly spec: string | undefined;
  readonly plan: string | undefined;
  readonly policy: string | undefined;
  /** Finding ids of the waivers in force on the day: one that expires changes the verdict, the day alone does not. */
  readonly waivers: readonly string[];
  /** Digests of what else rules read: seals, test runs, lines of the record, texts of other tasks. */
  readonly evidence: readonly string[];
  /** Heads of the other pending outputs that Gate 3 looked at (threat B08). */
  readonly otherHeads: readonly string[];
}

/** 64 hex digits, the same for the same inputs on every machine; lists are sets, in whatever order they were found. */
export function verdictKey(inputs: VerdictInputs): string {
  const { mergeBases, waivers, evidence, otherHeads } = inputs;
  return digestOf({
    ...inputs,
    mergeBases: asSet(mergeBases),
    waivers: asSet(waivers),
    evidence: asSet(evidence),
    otherHeads: asSet(otherHeads),
  });
}

function asSet(list: readonly string[]): readonly string[] {
  return [...new Set(list)].sort();
}
