import type { OutputFacts, RefResolution, StepEvidence } from '../../src/evidence/output-facts.ts';
import { parseArtifactRef } from '../../src/model/parse-artifact-ref.ts';
import { contract, outputFacts, path } from './output-facts.ts';

/** One completed step as it was looked up; `resolved`, E2, unless a test says otherwise. */
export interface Cited {
  readonly ref: string;
  readonly covers?: readonly string[];
  readonly resolution?: Partial<RefResolution>;
  readonly artifact?: Partial<RefResolution>;
}

/** The contract and the looked-up steps that belong together. */
export function stepsOf(...cited: readonly Cited[]): Pick<OutputFacts, 'contract' | 'steps'> {
  return {
    contract: contract({
      'completed-steps': cited.map(({ ref, covers = [] }, index) => ({
        step: `Step ${index}`,
        artifact: 'src/auth/oauth.ts',
        ref,
        covers,
      })),
    }),
    steps: cited.map(evidence),
  };
}

/** An honest output whose contract has these steps, and facts beside them. */
export function citing(cited: readonly Cited[], also: Partial<OutputFacts> = {}): OutputFacts {
  return outputFacts({ ...stepsOf(...cited), ...also });
}

function evidence({ ref: text, resolution, artifact }: Cited, index: number): StepEvidence {
  const found: RefResolution = { state: 'resolved', lookedUp: `looked up ${text}`, grade: 'E2' };
  const file = { ...found, lookedUp: 'file of the head tree', path: path('src/auth/oauth.ts') };
  const parsed = parseArtifactRef(text);
  const looked = {
    index,
    resolution: { ...found, ...resolution },
    artifact: { ...file, ...artifact },
  };
  return 'problem' in parsed
    ? { ...looked, ref: undefined, refProblem: parsed.problem }
    : { ...looked, ref: parsed.ref };
}
