import { ACTORS, type Actor } from '../model/actor.ts';
import type { RuleResult } from '../model/rule-result.ts';

/** Who must act before the gate can turn green: on what blocks, and on what could not be judged. Fixed order, each once. */
export function mustAct(rules: readonly RuleResult[]): readonly Actor[] {
  const called = new Set(rules.flatMap(calledBy));
  return ACTORS.filter((actor) => called.has(actor));
}

/** What a planner must settle cannot be repaired below; then what a coordinator must; an executor comes last. */
const TURN: Readonly<Record<Actor, number>> = {
  planner: 0,
  coordinator: 1,
  critic: 2,
  executor: 3,
};

/** Sorts those whose step the others wait for to the front. */
export function byTurn(a: Actor, b: Actor): number {
  return TURN[a] - TURN[b];
}

/** Of those who must act, the one whose step the others wait for. */
export function actsFirst(actors: readonly Actor[]): Actor {
  return actors.reduce(
    (first, actor) => (byTurn(actor, first) < 0 ? actor : first),
    'executor' as Actor,
  );
}

function calledBy({ state, to, findings }: RuleResult): readonly Actor[] {
  const stopping = findings.filter(
    ({ severity }) => severity === 'block' || severity === 'unproven',
  );
  if (stopping.length > 0) return stopping.map((finding) => finding.to);
  return state === 'unproven' ? [to] : [];
}
