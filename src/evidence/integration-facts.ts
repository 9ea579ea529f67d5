import type { Awaited } from '../analysis/awaited.ts';
import type { ClassifiedConflict } from '../analysis/classify-conflicts.ts';
import type { ConflictClass } from '../analysis/conflict-class.ts';
import type { DoubleClaim } from '../analysis/double-claims.ts';
import type { LandingReason } from '../analysis/landing-order.ts';
import type { Interaction } from '../analysis/path-meeting.ts';
import type { SharedPath } from '../analysis/shared-paths.ts';
import type { SymbolBreak } from '../analysis/symbols/symbol-breaks.ts';
import type { RefKind } from '../model/artifact-ref.ts';
import type { MergeConflict } from '../model/trial-merge.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import type { RefResolution } from './output-facts.ts';

/** A pair of this output and another one of which a real three-way merge says that it conflicts. */
export interface PairConflict {
  readonly other: string;
  readonly class: ConflictClass;
  readonly conflicts: readonly ClassifiedConflict[];
  /** Names that only some file systems can hold side by side; git itself sees no conflict (threat D13). */
  readonly clashes: readonly Interaction[];
  /** Who may land first; the other one waits and clears by itself when the holder lands or closes. */
  readonly holder: 'this' | 'other';
  readonly because: LandingReason;
}

/** Something that this output and another one both claim. */
export interface PairClaim extends Pick<DoubleClaim, 'kind' | 'what' | 'paths'> {
  readonly other: string;
  readonly holder: 'this' | 'other';
  readonly because: LandingReason;
}

/** A name that one of two outputs changes and the other newly uses. */
export interface PairBreak extends Pick<SymbolBreak, 'kind' | 'name' | 'defined' | 'used'> {
  readonly other: string;
  /** What this output does to the name. */
  readonly part: 'changer' | 'user';
  readonly holder: 'this' | 'other';
  readonly because: LandingReason;
}

/** An artifact or a ref of a completed step, looked up again. */
export interface CitedEvidence {
  /** `completed-steps[0].artifact` or `completed-steps[0].ref`. */
  readonly field: string;
  /** As the contract writes it. */
  readonly cited: string;
  /** undefined = the text is no ref. */
  readonly kind: RefKind | undefined;
  /** `landing`: it resolves at the head, and in the merge with the base tip it does not. */
  readonly where: 'head' | 'landing';
  readonly state: RefResolution['state'];
  /** What was looked up and what was there, for people. */
  readonly lookedUp: string;
}

/** The evidence of an output as it would land. */
export interface LandingEvidence {
  /** `none` = no contract that can be read came with it; then nothing is cited. */
  readonly contract: 'read' | 'none';
  /** What Gate 2 said of this very head: evidence that is gone now was there when it passed. */
  readonly gate2: 'passed' | 'not-passed';
  readonly cited: readonly CitedEvidence[];
}

export interface NotEvaluated {
  readonly output: string;
  readonly because: string;
}

/** All facts that a rule of Gate 3 may name, for one output among all pending ones. */
export interface IntegrationFacts {
  readonly output: PendingOutput;
  /** Conflicts with the base tip; empty = merges cleanly. */
  readonly baseConflicts: readonly MergeConflict[];
  /** Missing (integration/base-merges) while the output does not merge with its own base. */
  readonly pairs: readonly PairConflict[];
  /** Paths that other pending outputs change too; pairs that conflict are left out. */
  readonly sharedPaths: readonly SharedPath[];
  /** Everything that could not be looked at. Empty = every pair was evaluated. */
  readonly notEvaluated: readonly NotEvaluated[];
  /** Other outputs that were compared with this one, and how many of these pairs git merged for real. */
  readonly evaluated: {
    readonly others: number;
    readonly merges: number;
    readonly waitingForBase: number;
  };
  /** What must land before this output. */
  readonly awaited: readonly Awaited[];
  readonly claims: readonly PairClaim[];
  /** Names that disagree; files of this output that were compared by their names, and that were not. */
  readonly symbols: {
    readonly compared: number;
    readonly left: number;
    readonly breaks: readonly PairBreak[];
  };
  /** Missing (integration/base-merges) while the output does not merge with its own base: there is no place to land. */
  readonly evidence: LandingEvidence;
  /** Shared files of policy and plan: an overlap there blocks. */
  readonly sharedPatterns: readonly string[];
}
