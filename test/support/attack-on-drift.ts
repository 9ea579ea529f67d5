import { describe, expect, test } from '@jest/globals';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import { outputRules } from '../../src/gates/registry.ts';
import type { NonEmpty } from '../../src/model/rule-result.ts';
import type { Outcome } from '../../src/verdict/verdict.ts';
import { outcomeOf, withoutRule } from './attack.ts';

interface DriftRow {
  readonly why: string;
  readonly facts: OutputFacts | Promise<OutputFacts>;
}

interface DriftAttack {
  readonly threat: string;
  readonly attacks: readonly [DriftRow, DriftRow, DriftRow, ...DriftRow[]];
  /** The same facts as a gate without the defence would take them. */
  readonly undefended: (facts: OutputFacts) => OutputFacts;
  /** Within the limit: told to the executor at most, never to the planner. */
  readonly twins: NonEmpty<DriftRow>;
}

const DRIFT = 'output/scope-drift';

/**
 * An attack on the share of drift. Whatever is outside the scope is red anyway, by output/scope-compliance; what the
 * attacker wants is the small exit: to be told "revert" instead of "this needs a new plan". Each variant reaches the
 * planner, and would not with the defence off.
 */
export function attackOnDrift({ threat, attacks, undefended, twins }: DriftAttack): void {
  describe(`threat ${threat}, answered by ${DRIFT}`, () => {
    test.each(attacks.map((row) => [row.why, row] as const))('re-plan: %s', async (_, row) => {
      const facts = await row.facts;
      expect(toPlanner(outcomeOf(outputRules, facts))).toEqual([DRIFT]);
      expect(toPlanner(outcomeOf(outputRules, undefended(facts)))).toEqual([]);
      expect(toPlanner(outcomeOf(withoutRule(outputRules, DRIFT), facts))).toEqual([]);
    });
    test.each(twins.map((row) => [row.why, row] as const))('no re-plan: %s', async (_, row) => {
      expect(toPlanner(outcomeOf(outputRules, await row.facts))).toEqual([]);
    });
  });
}

/** The rules whose findings ask a planner to act. */
function toPlanner(outcome: Outcome): readonly string[] {
  if (outcome.state !== 'failed') return [];
  return outcome.findings.filter(({ to }) => to === 'planner').map(({ rule }) => rule);
}
