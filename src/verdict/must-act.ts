import { ACTORS, type Actor } from '../model/actor.ts';
import type { RuleResult } from '../model/rule-result.ts';

/** Who must act before the gate can turn green: on what blocks, and on what could not be judged. Fixed order, each once. */
export function mustAct(rules: readonly RuleResult[]): readonly Actor[] {
  const called = new Set(rules.flatMap(calledBy));
  return ACTORS.filter((actor) => called.has(actor));
}

function calledBy({ state, to, findings }: RuleResult): readonly Actor[] {
  const stopping = findings.filter(
    ({ severity }) => severity === 'block' || severity === 'unproven',
  );
  if (stopping.length > 0) return stopping.map((finding) => finding.to);
  return state === 'unproven' ? [to] : [];
}
