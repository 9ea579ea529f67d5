import { scopeReaches } from '../analysis/authorised-scope.ts';
import type { OutputFacts } from '../evidence/output-facts.ts';
import { type Gathered, valueIfKnown } from '../model/evidence.ts';
import type { OutputDetail, Report } from '../report/report.ts';
import type { JudgedOutput } from './judge-output.ts';
import { packetOf } from './send-back.ts';

/** All that Gate 2 has to say about some outputs. */
export function outputReport(
  engine: string,
  base: Report['base'],
  judged: readonly JudgedOutput[],
): Report {
  return {
    engine,
    base,
    verdicts: judged.map(({ verdict }) => verdict),
    packets: judged.flatMap((one) => packetOf(one) ?? []),
    outputs: judged.flatMap(({ verdict, facts }) =>
      facts === undefined ? [] : [outputDetail(verdict.subject.id, facts)],
    ),
  };
}

/** What lies behind a verdict of Gate 2, as far as it is known: authorised, changed, proved. */
export function outputDetail(output: string, facts: Gathered<OutputFacts>): OutputDetail {
  const spec = valueIfKnown(facts.spec)?.spec;
  const contract = valueIfKnown(facts.contract);
  const scope = spec?.scope;
  const reaches = scope === undefined ? () => false : scopeReaches(scope);
  return {
    output,
    ...(spec !== undefined && { objective: spec.objective }),
    authorised:
      scope === undefined ? [] : [...scope.files, ...scope.create, ...Object.keys(scope.symbols)],
    changed: (valueIfKnown(facts.changedPaths) ?? []).map(({ path, kind }) => ({
      path,
      kind,
      inScope: reaches(path),
    })),
    evidence: (valueIfKnown(facts.steps) ?? []).flatMap(({ index, resolution }) => {
      const step = contract?.['completed-steps'][index];
      const { state, grade, lookedUp } = resolution;
      return step === undefined ? [] : [{ step: step.step, ref: step.ref, state, grade, lookedUp }];
    }),
  };
}
