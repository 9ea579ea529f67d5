import type { WaitingFor } from '../analysis/awaited.ts';
import { type ClassifiedConflict, classifyConflicts } from '../analysis/classify-conflicts.ts';
import { type LandingDecision, landingOrder } from '../analysis/landing-order.ts';
import { everyPair, type PairInteraction, pairsOf } from '../analysis/pair-conflicts.ts';
import { indexPending, type PendingIndex } from '../analysis/pending-index.ts';
import type { NormalisedChange } from '../model/change.ts';
import type { Sha } from '../model/sha.ts';
import type { Normalisation, TrialMerge } from '../model/trial-merge.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import type { TrialMerges } from '../ports/trial-merges.ts';

/** A pair that could conflict, and what a real merge of it said. */
export interface SurveyedPair extends PairInteraction {
  readonly merge: TrialMerge | { readonly state: 'names-only' };
  /** Empty unless the merge conflicts. */
  readonly conflicts: readonly ClassifiedConflict[];
  /** Who may land first, should they conflict. */
  readonly decision: LandingDecision;
}

/** Everything that waits to be merged, brought onto one base tip and compared with each other. */
export interface Survey extends WaitingFor {
  readonly base: Sha;
  readonly outputs: readonly PendingOutput[];
  /** The one output whose pairs were asked for; undefined = all. */
  readonly focus: string | undefined;
  /** By output id: the trial merge with the base tip. */
  readonly baseMerges: ReadonlyMap<string, TrialMerge>;
  readonly index: PendingIndex;
  /** Pairs that could conflict; all other pairs cannot. With a focus: only its pairs. */
  readonly pairs: readonly SurveyedPair[];
  /** The same pairs by each of their outputs. */
  readonly pairsOf: ReadonlyMap<string, readonly SurveyedPair[]>;
  /** Every output that merges with the base, first to land first. */
  readonly order: readonly string[];
  /** Of two outputs that merge with the base: who lands first. */
  between(a: string, b: string): LandingDecision;
  /** By output id: the tree of its merge with the base; absent when that is not clean. */
  readonly trees: ReadonlyMap<string, Sha>;
}

export interface SurveyRequest extends WaitingFor {
  readonly base: Sha;
  readonly outputs: readonly PendingOutput[];
  /** Only the pairs of this output are merged for real. */
  readonly focus?: string;
}

/** Git once per output, arithmetic per pair, a real merge for each pair that is flagged (CONFLICTS.md 1-3). */
export async function surveyPending(merges: TrialMerges, request: SurveyRequest): Promise<Survey> {
  const { base, outputs } = request;
  const byHead = await merges.onto(base, unique(outputs.map((output) => output.head)));
  const trees = [...byHead.values()].flatMap((merge) =>
    merge.state === 'clean' ? [merge.tree] : [],
  );
  const changes = await merges.normalised(base, unique(trees));
  const brought = outputs.map((output) => ({
    output,
    ...broughtOntoBase(byHead.get(output.head), changes),
  }));
  const treeOf = new Map(
    brought.flatMap(({ output, merge }) =>
      merge.state === 'clean' ? [[output.id, merge.tree] as const] : [],
    ),
  );
  const index = indexPending(
    brought.flatMap(({ output, change }) =>
      change === undefined ? [] : [{ output: output.id, change }],
    ),
  );
  const flagged = everyPair(index);
  const asked = request.focus === undefined ? flagged : pairsOf(index, request.focus);
  const landing = landingOrder(
    contenders(request, index),
    flagged.map(({ first, second }) => [first, second]),
  );
  const decisions = new Map(
    landing.decisions.map((one) => [pairKey(one.holder, one.blocked), one]),
  );
  const answers = await confirmed(merges, base, asked, treeOf);
  const pairs = asked.map((pair): SurveyedPair => {
    const merge = answers.get(pair) ?? NAMES_ONLY;
    const conflicts = merge.state === 'conflict' ? classifyConflicts(pair, merge.conflicts) : [];
    const decision = decisions.get(pairKey(pair.first, pair.second)) as LandingDecision; // one a flagged pair
    return { ...pair, merge, conflicts, decision };
  });
  return {
    base,
    outputs,
    focus: request.focus,
    dependsOn: request.dependsOn,
    stacks: request.stacks,
    landed: request.landed,
    baseMerges: new Map(brought.map(({ output, merge }) => [output.id, merge])),
    index,
    pairs,
    pairsOf: byOutput(pairs),
    order: landing.order,
    between: landing.between,
    trees: treeOf,
  };
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a}\0${b}` : `${b}\0${a}`;
}

function byOutput(pairs: readonly SurveyedPair[]): ReadonlyMap<string, readonly SurveyedPair[]> {
  const lists = new Map<string, SurveyedPair[]>();
  for (const pair of pairs) {
    for (const output of [pair.first, pair.second]) {
      const list = lists.get(output) ?? [];
      list.push(pair);
      lists.set(output, list);
    }
  }
  return lists;
}

/** A head that merged and whose change cannot be read was not looked at (threat D07). */
function broughtOntoBase(
  merge: TrialMerge = NO_ANSWER,
  changes: ReadonlyMap<Sha, Normalisation>,
): { readonly merge: TrialMerge; readonly change?: NormalisedChange } {
  if (merge.state !== 'clean') return { merge };
  const normalisation = changes.get(merge.tree) ?? NO_ANSWER;
  return normalisation.state === 'read'
    ? { merge, change: normalisation.change }
    : { merge: normalisation };
}

/** Pairs in doubt, merged for real by git in one batch. */
async function confirmed(
  merges: TrialMerges,
  base: Sha,
  pairs: readonly PairInteraction[],
  trees: ReadonlyMap<string, Sha>,
): Promise<ReadonlyMap<PairInteraction, TrialMerge>> {
  const treeOf = (output: string): Sha => trees.get(output) as Sha; // pairs are of outputs in the index
  const doubtful = pairs.filter((pair) => pair.candidates.length > 0);
  const answers = await merges.pairs(
    base,
    doubtful.map(({ first, second }) => [treeOf(first), treeOf(second)] as const),
  );
  return new Map(doubtful.map((pair, place) => [pair, answers[place] ?? NO_ANSWER]));
}

/** Order among all that could conflict, whatever the focus, so that every view names the same holder. */
function contenders({ outputs, dependsOn, stacks }: SurveyRequest, index: PendingIndex) {
  const byTask = new Map(outputs.map((output) => [output.task, output.id]));
  return outputs.flatMap((output) => {
    const number = index.numberOf.get(output.id);
    if (number === undefined) return [];
    const needed = output.task === undefined ? [] : (dependsOn.get(output.task) ?? []);
    return [
      {
        output: output.id,
        dependsOn: [
          ...needed.flatMap((task) => byTask.get(task) ?? []),
          ...(stacks.get(output.id) ?? []),
        ],
        authorisedAt: output.since,
        size: index.outputs[number]?.touches.length ?? 0,
        age: output.since,
      },
    ];
  });
}

/** A pair without candidates meets only in names; git, which compares bytes, has nothing to merge there. */
const NAMES_ONLY = { state: 'names-only' } as const;

const NO_ANSWER: Extract<TrialMerge, Normalisation> = {
  state: 'not-evaluated',
  because: 'git gave no answer for this merge',
};

function unique(shas: readonly Sha[]): readonly Sha[] {
  return [...new Set(shas)];
}
