import { classOfPair } from '../analysis/classify-conflicts.ts';
import { landingWords } from '../analysis/landing-words.ts';
import { sharedPaths } from '../analysis/shared-paths.ts';
import type { Survey, SurveyedPair } from '../evidence/survey-pending.ts';
import { shortList } from '../model/short-list.ts';
import type { Integration, PairRow, UnmergedOutput } from '../report/report.ts';

/** A survey in the words of a report: who waits for whom, who shares what, in which order to land. */
export function integrationOf(survey: Survey): Integration {
  const { focus } = survey;
  const rows = [...survey.pairs.flatMap((pair) => pairRow(pair)), ...sharedRows(survey)].filter(
    ({ a, b }) => focus === undefined || a === focus || b === focus,
  );
  const waiting = whoWaits(survey);
  const shown = new Set([focus, ...rows.flatMap(({ a, b }) => [a, b])]);
  const count = survey.outputs.length;
  return {
    order: survey.order
      .filter((output) => focus === undefined || shown.has(output))
      .map((output) => ({ output, because: waiting.get(output) ?? 'waits for nobody' })),
    pairs: rows.sort((a, b) => (a.a === b.a ? order(a.b, b.b) : order(a.a, b.a))),
    unmerged: survey.outputs.flatMap(({ id }) => unmergedOutput(id, survey)),
    evaluated: {
      outputs: count,
      pairs: focus === undefined ? (count * (count - 1)) / 2 : count - 1,
      merges: survey.pairs.filter(({ candidates }) => candidates.length > 0).length,
    },
  };
}

function unmergedOutput(output: string, { baseMerges }: Survey): readonly UnmergedOutput[] {
  const merge = baseMerges.get(output);
  if (merge === undefined || merge.state === 'clean') return [];
  if (merge.state === 'not-evaluated')
    return [{ output, state: merge.state, because: merge.because }];
  const paths = merge.conflicts.flatMap((conflict) => conflict.paths);
  return [{ output, state: 'conflict', because: `conflicts with the base in ${shortList(paths)}` }];
}

function pairRow(pair: SurveyedPair): readonly PairRow[] {
  const { first: a, second: b, merge, conflicts, clashes, decision } = pair;
  if (merge.state === 'not-evaluated') {
    return [
      {
        a,
        b,
        state: 'not-evaluated',
        paths: pair.candidates.map(({ first }) => first),
        because: merge.because,
      },
    ];
  }
  if (conflicts.length === 0 && clashes.length === 0) return [];
  return [
    {
      a,
      b,
      state: 'conflict',
      class: conflicts.length === 0 ? 'structural' : classOfPair(conflicts),
      paths: [
        ...new Set([
          ...conflicts.flatMap(({ paths }) => paths),
          ...clashes.map(({ first }) => first),
        ]),
      ],
      holder: decision.holder,
      because: landingWords(decision.because),
    },
  ];
}

function sharedRows({ index, pairs }: Survey): readonly PairRow[] {
  const said = new Set(
    pairs
      .filter(({ merge }) => merge.state !== 'clean' && merge.state !== 'names-only')
      .map(({ first, second }) => `${first}\0${second}`),
  );
  return index.outputs.flatMap(({ name: a }) => {
    const paths = new Map<string, string[]>();
    for (const { other, path } of sharedPaths(index, a)) {
      if (other > a && !said.has(`${a}\0${other}`))
        paths.set(other, [...(paths.get(other) ?? []), path]);
    }
    return [...paths].map(([b, shared]): PairRow => ({ a, b, state: 'shares', paths: shared }));
  });
}

function whoWaits({ pairs }: Survey): ReadonlyMap<string, string> {
  const waiting = new Map<string, string>();
  for (const { conflicts, clashes, decision } of pairs) {
    if (conflicts.length === 0 && clashes.length === 0) continue;
    const { holder, blocked, because } = decision;
    const before = waiting.get(blocked);
    const whom = `${holder} (${landingWords(because)})`;
    waiting.set(blocked, before === undefined ? `after ${whom}` : `${before}, ${whom}`);
  }
  return waiting;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
