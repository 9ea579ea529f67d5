import {
  type ClassifiedConflict,
  classifyConflicts,
  classOfPair,
} from '../analysis/classify-conflicts.ts';
import type { ConflictClass } from '../analysis/conflict-class.ts';
import { everyPair, pairsOf } from '../analysis/pair-conflicts.ts';
import { indexPending, type PendingChange, type PendingIndex } from '../analysis/pending-index.ts';
import type { Sha } from '../model/sha.ts';
import type { TrialMerge, TrialMerges } from '../ports/trial-merges.ts';

/** A pair of outputs that cannot both land as they are. */
export interface ConflictingPair {
  /** Names of outputs; `first` sorts before `second`. */
  readonly first: string;
  readonly second: string;
  readonly class: ConflictClass;
  /** What a real merge of the pair says, and names that clash where case does not count (threat D13). Never empty. */
  readonly conflicts: readonly ClassifiedConflict[];
}

/** Gate 3's textual level over a set of pending outputs (CONFLICTS.md). */
export interface PairMerges {
  /** Each output merged with the base tip, by name. */
  readonly onto: ReadonlyMap<string, TrialMerge>;
  /** Who touches what, of all outputs that merge with the base tip: for shared paths. */
  readonly index: PendingIndex;
  /** In order of first, then second. */
  readonly conflicts: readonly ConflictingPair[];
  /** Outputs, and pairs of two, that could not be looked at. A pair of which one output is listed here is not repeated. */
  readonly notEvaluated: readonly {
    readonly outputs: readonly string[];
    readonly because: string;
  }[];
  readonly evaluated: {
    /** Outputs that merge with the base tip and could be read. */
    readonly outputs: number;
    /** Pairs of them that arithmetic or a merge decided. */
    readonly pairs: number;
    /** Pairs among those that git was asked about. */
    readonly merges: number;
  };
}

/**
 * Brings every output onto the base tip, compares all pairs, and merges those for real that could conflict. Nothing is
 * sampled (threat G15): a pair is decided, or it is listed as not evaluated.
 * @param outputs with unique names.
 * @param only when given, just the pairs with this output are decided.
 */
export async function gatherPairMerges(
  merges: TrialMerges,
  base: Sha,
  outputs: readonly { readonly output: string; readonly head: Sha }[],
  only?: string,
): Promise<PairMerges> {
  const byHead = await merges.onto(
    base,
    outputs.map(({ head }) => head),
  );
  const onto = new Map(outputs.map(({ output, head }) => [output, byHead.get(head) as TrialMerge]));
  const trees = new Map<string, Sha>();
  for (const [output, merge] of onto) if (merge.state === 'clean') trees.set(output, merge.tree);
  const changes = await merges.normalised(base, [...trees.values()]);
  const pending: PendingChange[] = [];
  const notEvaluated: { outputs: readonly string[]; because: string }[] = [];
  for (const { output } of outputs) {
    const merge = onto.get(output) as TrialMerge;
    const read = merge.state === 'clean' ? changes.get(merge.tree) : merge;
    if (read?.state === 'read') pending.push({ output, change: read.change });
    if (read?.state === 'not-evaluated')
      notEvaluated.push({ outputs: [output], because: read.because });
  }
  const index = indexPending(pending);
  const found = only === undefined ? everyPair(index) : pairsOf(index, only);
  const flagged = found.filter(({ candidates }) => candidates.length > 0);
  const answers = await merges.pairs(
    base,
    flagged.map(({ first, second }) => [trees.get(first) as Sha, trees.get(second) as Sha]),
  );
  const answerOf = new Map(flagged.map((pair, at) => [pair, answers[at] as TrialMerge]));
  const conflicts: ConflictingPair[] = [];
  let undecided = 0;
  for (const pair of found) {
    const { first, second } = pair;
    const answer = answerOf.get(pair);
    if (answer?.state === 'not-evaluated') {
      undecided += 1;
      notEvaluated.push({ outputs: [first, second], because: answer.because });
    }
    const said = classifyConflicts(pair, answer?.state === 'conflict' ? answer.conflicts : []);
    if (said.length > 0)
      conflicts.push({ first, second, class: classOfPair(said), conflicts: said });
  }
  const outputCount = pending.length;
  const pairs = only === undefined ? (outputCount * (outputCount - 1)) / 2 : outputCount - 1;
  return {
    onto,
    index,
    conflicts,
    notEvaluated,
    evaluated: {
      outputs: outputCount,
      pairs: pairs - undecided,
      merges: flagged.length - undecided,
    },
  };
}
