import { describe, expect, test } from '@jest/globals';
import { judge } from '../../src/gates/judge.ts';
import type { AnyRule } from '../../src/gates/rule.ts';
import type { Finding } from '../../src/model/finding.ts';
import { Policy } from '../../src/model/policy.ts';
import type { RuleResult } from '../../src/model/rule-result.ts';
import { gathered } from './output-facts.ts';

interface Row<Facts> {
  /** Why the row is in the table; the name of the test. */
  readonly why: string;
  readonly facts: Facts;
  readonly policy?: Readonly<Record<string, unknown>>;
}

interface FailRow<Facts> extends Row<Facts> {
  /** Expected findings in order; only the named members are compared. Prose is never asserted here. */
  readonly findings: readonly Partial<
    Pick<Finding, 'at' | 'facts' | 'severity' | 'to' | 'expected' | 'found'>
  >[];
}

interface Table<Facts> {
  readonly passes: readonly Row<Facts>[];
  readonly fails: readonly FailRow<Facts>[];
  /** Rows in which the rule has nothing to say (`skip`). */
  readonly skips?: readonly Row<Facts>[];
}

/** What stands in a sentence when nobody thought of a value that may be absent. */
const UNSAID = /\bundefined\b|\bNaN\b|\[object /;

/** The two tables of a rule (STYLE 27), run through the engine as a gate would run it. */
export function ruleTable<Facts extends object>(rule: AnyRule<Facts>, table: Table<Facts>): void {
  describe(rule.id, () => {
    test.each(table.passes.map((row) => [row.why, row] as const))('passes: %s', (_, row) => {
      const result = judged(rule, row);
      expect(result.findings).toEqual([]);
      expect(result.state).toBe('passed');
      expect(result.saw).not.toBe('');
      expect(result.saw).not.toMatch(UNSAID);
    });
    for (const row of table.skips ?? []) {
      test(`has nothing to say: ${row.why}`, () => {
        expect(judged(rule, row).state).toBe('not-applicable');
      });
    }
    test.each(table.fails.map((row) => [row.why, row] as const))('fails: %s', (_, row) => {
      const result = judged(rule, row);
      expect(result.findings).toHaveLength(row.findings.length);
      expect(result.findings).toMatchObject(row.findings);
      expect(new Set(result.findings.map((finding) => finding.id)).size).toBe(
        result.findings.length,
      );
      for (const finding of result.findings) {
        expect(finding.problem).not.toBe('');
        expect(finding.fix).not.toBe('');
        expect([finding.problem, finding.fix, result.saw].join('\n')).not.toMatch(UNSAID);
      }
    });
  });
}

/** One rule judged alone, all its facts known. */
export function judged<Facts extends object>(
  rule: AnyRule<Facts>,
  row: Omit<Row<Facts>, 'why'>,
): RuleResult {
  const [result] = judge<Facts>([rule], gathered(row.facts), {
    policy: Policy.parse(row.policy ?? {}),
    subject: 'auth-oauth',
    today: '2026-05-03',
  });
  if (result === undefined) throw new Error('the engine answered nothing');
  return result;
}
