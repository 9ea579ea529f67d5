import { judgePaths } from '../analysis/authorised-scope.ts';
import { type DriftUnits, driftUnits } from '../analysis/drift.ts';
import { type Gathered, valueIfKnown } from '../model/evidence.ts';
import type { Policy } from '../model/policy.ts';
import type { OutputFacts } from './output-facts.ts';

/**
 * The units of drift of a judged output, for its line in the record: the next outputs of the task add them up (threat
 * A09). undefined: something that they stand on is not known, and then the verdict is not green either.
 */
export function driftOfOutput(
  facts: Gathered<OutputFacts>,
  policy: Policy,
): DriftUnits | undefined {
  const spec = valueIfKnown(facts.spec);
  const changes = valueIfKnown(facts.changedPaths);
  const functions = valueIfKnown(facts.functions);
  const noise = valueIfKnown(facts.noise);
  const others = valueIfKnown(facts.others);
  if (!spec || !changes || !functions || !noise || !others || facts.plan.state !== 'known')
    return undefined;
  const authority = { spec: spec.spec, plan: facts.plan.value, policy, others: others.scopes };
  return driftUnits(judgePaths(changes, authority), functions, noise);
}
