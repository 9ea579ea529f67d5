import { awaitedBy } from '../analysis/awaited.ts';
import { classOfPair } from '../analysis/classify-conflicts.ts';
import type { DoubleClaim } from '../analysis/double-claims.ts';
import { sharedPaths } from '../analysis/shared-paths.ts';
import type { SymbolBreak } from '../analysis/symbols/symbol-breaks.ts';
import { type Evidence, type Gathered, known, missing, unknown } from '../model/evidence.ts';
import type { PendingOutput } from '../ports/pending-outputs.ts';
import type { ComparedSymbols } from './gather-symbols.ts';
import type {
  IntegrationFacts,
  LandingEvidence,
  NotEvaluated,
  PairBreak,
  PairClaim,
  PairConflict,
} from './integration-facts.ts';
import type { Survey, SurveyedPair } from './survey-pending.ts';

/** What was asked once for all outputs, beside the survey. */
export interface AskedForAll {
  readonly sharedPatterns: readonly string[];
  readonly claims: Evidence<readonly DoubleClaim[]>;
  readonly symbols: Evidence<ComparedSymbols>;
  /** By output id; outputs that do not merge with the base are absent. */
  readonly landing: ReadonlyMap<string, Evidence<LandingEvidence>>;
}

/** The facts of one output out of a survey of all. Nothing is asked any more: a survey answers for every output. */
export function integrationFacts(
  survey: Survey,
  output: PendingOutput,
  { sharedPatterns, claims, symbols, landing }: AskedForAll,
): Gathered<IntegrationFacts> {
  const merge = survey.baseMerges.get(output.id) ?? {
    state: 'not-evaluated' as const,
    because: 'it is not among the pending outputs',
  };
  const own = survey.pairsOf.get(output.id) ?? [];
  const others = survey.outputs.filter((other) => other.id !== output.id);
  const conflicts = own.flatMap((pair) => conflictOf(pair, output.id));
  const inConflict = new Set(conflicts.map((conflict) => conflict.other));
  const onBase = <T>(value: () => Evidence<T>): Evidence<T> => {
    if (merge.state === 'clean') return value();
    if (merge.state === 'conflict')
      return missing('the output does not merge with its base', 'integration/base-merges');
    return unknown(merge.because, 'Fetch the missing history and judge again.');
  };
  return {
    output: known(output),
    baseConflicts:
      merge.state === 'not-evaluated'
        ? unknown(merge.because, 'Fetch the missing history and judge again.')
        : known(merge.state === 'conflict' ? merge.conflicts : []),
    pairs: onBase(() => known(conflicts)),
    sharedPaths: onBase(() =>
      known(sharedPaths(survey.index, output.id).filter(({ other }) => !inConflict.has(other))),
    ),
    notEvaluated: known(doubts(survey, output.id, own)),
    evaluated: known({
      others: others.length,
      merges: own.filter((pair) => pair.candidates.length > 0).length,
      waitingForBase: others.filter(
        (other) => survey.baseMerges.get(other.id)?.state === 'conflict',
      ).length,
    }),
    awaited: known(awaitedBy(output, survey)),
    claims: mapped(claims, (all) => all.flatMap((claim) => claimOf(claim, output.id, survey))),
    symbols: mapped(symbols, ({ files, breaks }) => ({
      ...(files.get(output.id) ?? { compared: 0, left: 0 }),
      breaks: breaks.flatMap((one) => breakOf(one, output.id, survey)),
    })),
    evidence: onBase(() => landing.get(output.id) ?? NOT_ASKED),
    sharedPatterns: known(sharedPatterns),
  };
}

const NOT_ASKED = unknown(
  'nobody looked its evidence up',
  'Judge it with integration/evidence-still-holds turned on.',
);

function mapped<T, U>(evidence: Evidence<T>, of: (value: T) => U): Evidence<U> {
  return evidence.state === 'known' ? known(of(evidence.value)) : evidence;
}

function claimOf(
  { first, second, kind, what, paths }: DoubleClaim,
  self: string,
  survey: Survey,
): readonly PairClaim[] {
  if (self !== first && self !== second) return [];
  return [
    {
      other: first === self ? second : first,
      kind,
      what,
      paths,
      ...turn(survey, first, second, self),
    },
  ];
}

function breakOf(
  { changer, user, kind, name, defined, used }: SymbolBreak,
  self: string,
  survey: Survey,
): readonly PairBreak[] {
  if (self !== changer && self !== user) return [];
  const [other, part] =
    self === changer ? ([user, 'changer'] as const) : ([changer, 'user'] as const);
  return [{ other, part, kind, name, defined, used, ...turn(survey, changer, user, self) }];
}

function turn(survey: Survey, first: string, second: string, self: string) {
  const { holder, because } = survey.between(first, second);
  return { holder: holder === self ? 'this' : 'other', because } as const;
}

function conflictOf(pair: SurveyedPair, self: string): readonly PairConflict[] {
  if (pair.conflicts.length === 0 && pair.clashes.length === 0) return [];
  const other = pair.first === self ? pair.second : pair.first;
  const { holder, because } = pair.decision;
  return [
    {
      other,
      class: pair.conflicts.length === 0 ? 'structural' : classOfPair(pair.conflicts),
      conflicts: pair.conflicts,
      clashes: pair.clashes,
      holder: holder === self ? 'this' : 'other',
      because,
    },
  ];
}

/** What nobody looked at: outputs that git could not bring onto the base, and pairs that it could not merge. */
function doubts(
  survey: Survey,
  self: string,
  own: readonly SurveyedPair[],
): readonly NotEvaluated[] {
  const outputs = survey.outputs.flatMap(({ id }) => {
    const merge = survey.baseMerges.get(id);
    return merge?.state === 'not-evaluated' ? [{ output: id, because: merge.because }] : [];
  });
  const pairs = own.flatMap((pair) =>
    pair.merge.state === 'not-evaluated'
      ? [{ output: pair.first === self ? pair.second : pair.first, because: pair.merge.because }]
      : [],
  );
  return [...outputs, ...pairs];
}
