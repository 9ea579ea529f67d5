import { describe, expect, test } from '@jest/globals';
import type { PlanRevisionFacts } from '../../src/evidence/plan-revision-facts.ts';
import { judge } from '../../src/gates/judge.ts';
import { planRevisionRules } from '../../src/gates/registry.ts';
import type { AnyRule } from '../../src/gates/rule.ts';
import { Policy } from '../../src/model/policy.ts';
import type { NonEmpty } from '../../src/model/rule-result.ts';
import { fold } from '../../src/verdict/fold.ts';
import type { Outcome } from '../../src/verdict/verdict.ts';
import { rulesOf, withoutRule } from './attack.ts';
import { gathered } from './output-facts.ts';

interface Row {
  readonly why: string;
  /** The facts as somebody without the defence would take them: everything known, the attack believed. */
  readonly facts: PlanRevisionFacts;
  readonly policy?: Readonly<Record<string, unknown>>;
}

interface Attack {
  /** Row of THREATS.md. */
  readonly threat: string;
  /** The rule that is the defence. */
  readonly rule: string;
  readonly attacks: readonly [Row, Row, Row, ...Row[]];
  /** The same thing done honestly: must stay green. */
  readonly twins: NonEmpty<Row>;
}

/**
 * An attack on Gate 4, through every rule of it. Each variant is red by its defence alone, and proved to need it: without
 * that one rule the gate would be green.
 */
export function attackOnRevision({ threat, rule, attacks, twins }: Attack): void {
  describe(`threat ${threat}, answered by ${rule}`, () => {
    test.each(attacks.map((row) => [row.why, row] as const))('is red: %s', (_, row) => {
      expect(rulesOf(outcomeOf(planRevisionRules, row))).toEqual([rule]);
      const undefended = withoutRule<PlanRevisionFacts>(planRevisionRules, rule);
      expect(outcomeOf(undefended, row)).toEqual({ state: 'passed' });
    });
    test.each(twins.map((row) => [row.why, row] as const))('stays green: %s', (_, row) => {
      expect(outcomeOf(planRevisionRules, row)).toEqual({ state: 'passed' });
    });
  });
}

function outcomeOf(
  rules: readonly AnyRule<PlanRevisionFacts>[],
  { facts, policy = {} }: Omit<Row, 'why'>,
): Outcome {
  const context = { policy: Policy.parse(policy), subject: 'plan/v3', today: '2026-05-03' };
  return fold(judge<PlanRevisionFacts>(rules, gathered(facts), context));
}
