import { describe, expect, test } from '@jest/globals';
import type { TaskEntryFacts } from '../../src/evidence/task-entry-facts.ts';
import { judge } from '../../src/gates/judge.ts';
import { taskEntryRules } from '../../src/gates/registry.ts';
import type { AnyRule } from '../../src/gates/rule.ts';
import type { Gathered } from '../../src/model/evidence.ts';
import { Policy } from '../../src/model/policy.ts';
import type { NonEmpty } from '../../src/model/rule-result.ts';
import { fold } from '../../src/verdict/fold.ts';
import type { Outcome } from '../../src/verdict/verdict.ts';
import { rulesOf, withoutRule } from './attack.ts';
import { gathered } from './output-facts.ts';

interface Row {
  readonly why: string;
  /** The facts as somebody without the defence would take them: everything known, the attack believed. */
  readonly facts: TaskEntryFacts | Promise<TaskEntryFacts>;
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
 * An attack on Gate 1, through every rule of it. Each variant is red by its defence alone, and proved to need it: without
 * that one rule the gate would be green.
 */
export function attackOnEntry({ threat, rule, attacks, twins }: Attack): void {
  describe(`threat ${threat} at Gate 1, answered by ${rule}`, () => {
    test.each(attacks.map((row) => [row.why, row] as const))('is red: %s', async (_, row) => {
      const facts = gathered(await row.facts);
      expect(rulesOf(entryOutcome(taskEntryRules, facts))).toEqual([rule]);
      expect(entryOutcome(withoutRule(taskEntryRules, rule), facts)).toEqual({ state: 'passed' });
    });
    test.each(twins.map((row) => [row.why, row] as const))('stays green: %s', async (_, row) => {
      const facts = gathered(await row.facts);
      expect(entryOutcome(taskEntryRules, facts)).toEqual({ state: 'passed' });
    });
  });
}

/** Gate 1 over facts as they were gathered. */
export function entryOutcome(
  rules: readonly AnyRule<TaskEntryFacts>[],
  facts: Gathered<TaskEntryFacts>,
  policy: Readonly<Record<string, unknown>> = {},
): Outcome {
  return fold(
    judge(rules, facts, {
      policy: Policy.parse(policy),
      subject: 'auth-oauth',
      today: '2026-05-03',
    }),
  );
}
