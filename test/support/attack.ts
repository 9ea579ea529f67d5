import { describe, expect, test } from '@jest/globals';
import type { OutputFacts } from '../../src/evidence/output-facts.ts';
import { judgeOutputRules } from '../../src/gates/judge-output-rules.ts';
import { outputRules } from '../../src/gates/registry.ts';
import type { AnyRule } from '../../src/gates/rule.ts';
import type { Gathered } from '../../src/model/evidence.ts';
import { Policy } from '../../src/model/policy.ts';
import type { NonEmpty } from '../../src/model/rule-result.ts';
import { fold } from '../../src/verdict/fold.ts';
import type { Outcome } from '../../src/verdict/verdict.ts';
import { gathered } from './output-facts.ts';

interface Row {
  readonly why: string;
  /** The facts as somebody without the defence would take them: everything known, the attack believed. */
  readonly facts: OutputFacts | Promise<OutputFacts>;
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
 * An attack on Gate 2, through every rule of it. Each variant is red by its defence alone, and proved to need it: without
 * that one rule the gate would be green.
 */
export function attackOnOutput({ threat, rule, attacks, twins }: Attack): void {
  describe(`threat ${threat}, answered by ${rule}`, () => {
    test.each(attacks.map((row) => [row.why, row] as const))('is red: %s', async (_, row) => {
      const facts = await row.facts;
      const outcome = outcomeOf(outputRules, facts, row.policy);
      expect(rulesOf(outcome)).toEqual([rule]);
      const undefended = outcomeOf(withoutRule(outputRules, rule), facts, row.policy);
      expect(undefended).toEqual({ state: 'passed' });
    });
    test.each(twins.map((row) => [row.why, row] as const))('stays green: %s', async (_, row) => {
      expect(outcomeOf(outputRules, await row.facts, row.policy)).toEqual({ state: 'passed' });
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

/** Gate 2 over facts that are all known. */
export function outcomeOf(
  rules: readonly AnyRule<OutputFacts>[],
  facts: OutputFacts,
  policy: Readonly<Record<string, unknown>> = {},
): Outcome {
  return factsOutcome(rules, gathered(facts), policy);
}

/** Gate 2 over facts as they were gathered. */
export function factsOutcome(
  rules: readonly AnyRule<OutputFacts>[],
  facts: Gathered<OutputFacts>,
  policy: Readonly<Record<string, unknown>> = {},
): Outcome {
  return fold(
    judgeOutputRules(rules, facts, {
      policy: Policy.parse(policy),
      subject: 'auth-oauth',
      today: '2026-05-03',
    }),
  );
}

/** The rules whose findings turned it red, each once. */
export function rulesOf(outcome: Outcome): readonly string[] {
  return outcome.state === 'failed' ? [...new Set(outcome.findings.map(({ rule }) => rule))] : [];
}
