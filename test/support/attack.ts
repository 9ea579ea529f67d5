import { describe, expect, test } from '@jest/globals';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import { judgeOutputRules } from '../../src/gates/judge-output-rules.ts';
import { outputRules } from '../../src/gates/registry.ts';
import type { AnyRule } from '../../src/gates/rule.ts';
import { Policy } from '../../src/model/policy.ts';
import type { NonEmpty } from '../../src/model/rule-result.ts';
import { fold } from '../../src/verdict/fold.ts';
import type { Outcome } from '../../src/verdict/verdict.ts';
import { gathered } from './output-facts.ts';

interface Row {
  readonly why: string;
  /** The facts as somebody without the defence would take them: everything known, the attack believed. */
  readonly facts: OutputFacts;
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
 * An attack on Gate 2, through every rule of it. Each variant is red by its defence alone, and proved to need it: without
 * that one rule the gate would be green.
 */
export function attackOnOutput({ threat, rule, attacks, twins }: Attack): void {
  describe(`threat ${threat}, answered by ${rule}`, () => {
    test.each(attacks.map((row) => [row.why, row.facts] as const))('is red: %s', (_, facts) => {
      const outcome = outcomeOf(outputRules, facts);
      expect(rulesOf(outcome)).toEqual([rule]);
      expect(outcomeOf(withoutRule(outputRules, rule), facts)).toEqual({ state: 'passed' });
    });
    test.each(twins.map((row) => [row.why, row.facts] as const))('stays green: %s', (_, facts) => {
      expect(outcomeOf(outputRules, facts)).toEqual({ state: 'passed' });
    });
  });
}

export function withoutRule<Facts>(
  rules: readonly AnyRule<Facts>[],
  id: string,
): readonly AnyRule<Facts>[] {
  const others = rules.filter((rule) => rule.id !== id);
  if (others.length !== rules.length - 1) throw new Error(`no rule is called ${id}`);
  return others;
}

export function outcomeOf(rules: readonly AnyRule<OutputFacts>[], facts: OutputFacts): Outcome {
  return fold(
    judgeOutputRules(rules, gathered(facts), {
      policy: Policy.parse({}),
      subject: 'auth-oauth',
      today: '2026-05-03',
    }),
  );
}

/** The rules whose findings turned it red, each once. */
function rulesOf(outcome: Outcome): readonly string[] {
  return outcome.state === 'failed' ? [...new Set(outcome.findings.map(({ rule }) => rule))] : [];
}
