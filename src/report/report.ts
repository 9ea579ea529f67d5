import type { FailurePacket } from '../model/failure-packet.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** Everything that one run of the gates has to say; each renderer turns it into one text. */
export interface Report {
  /** Version of the engine. */
  readonly engine: string;
  readonly base: { readonly name: string; readonly sha: string };
  readonly verdicts: readonly Verdict[];
  /** What lies behind the verdicts of Gate 2, one an output; empty when it was not gathered. */
  readonly outputs: readonly OutputDetail[];
  /** What goes back to those who must act (FORMATS §6), one a verdict that blocks. */
  readonly packets: readonly FailurePacket[];
  /** Only when pending outputs were compared with each other. */
  readonly integration?: Integration;
}

/** One output in the terms of its task: what it was allowed, what it did, what proves it. */
export interface OutputDetail {
  /** Subject id of its verdicts. */
  readonly output: string;
  readonly objective?: string;
  /** Scope patterns of the sealed spec. */
  readonly authorised: readonly string[];
  readonly changed: readonly {
    readonly path: string;
    readonly kind: string;
    readonly inScope: boolean;
  }[];
  readonly evidence: readonly {
    readonly step: string;
    readonly ref: string;
    readonly state: string;
    readonly grade: string;
    readonly lookedUp: string;
  }[];
}

/** All pending outputs against each other (Gate 3). */
export interface Integration {
  /** Every output that was compared, in landing order. */
  readonly order: readonly { readonly output: string; readonly because: string }[];
  /** Pairs that are not listed were compared, merge cleanly and share no file. */
  readonly pairs: readonly PairRow[];
  /** Outputs that could not be brought onto the base, so that they were compared with nobody. */
  readonly unmerged: readonly UnmergedOutput[];
  readonly evaluated: { readonly outputs: number; readonly pairs: number; readonly merges: number };
}

export interface UnmergedOutput {
  readonly output: string;
  readonly state: 'conflict' | 'not-evaluated';
  /** The paths, or why nobody could look. */
  readonly because: string;
}

export type PairState = 'conflict' | 'shares' | 'not-evaluated';

export interface PairRow {
  readonly a: string;
  readonly b: string;
  readonly state: PairState;
  /** For a conflict: content, structural or mechanical. */
  readonly class?: string;
  readonly paths: readonly string[];
  /** For a conflict: the one that may land first. */
  readonly holder?: string;
  /** Why the holder holds, or why the pair was not evaluated. */
  readonly because?: string;
}
