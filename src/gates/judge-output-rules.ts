import type { FoundBefore, OutputFacts } from '../evidence/output-facts.ts';
import { type Gathered, known } from '../model/evidence.ts';
import type { RuleResult } from '../model/rule-result.ts';
import { type JudgeContext, judgeEach, settle } from './judge.ts';
import type { AnyRule } from './rule.ts';

/**
 * The rules of Gate 2 in two passes: a rule that is about what the others found (`otherFindings`) is judged when that is
 * known. What it finds itself is no part of that fact, so the number that an executor's own check hands over is one that
 * it can reach.
 */
export function judgeOutputRules(
  rules: readonly AnyRule<OutputFacts>[],
  gathered: Gathered<Omit<OutputFacts, 'otherFindings'>>,
  context: JudgeContext,
): readonly RuleResult[] {
  const asksForOthers = ({ needs }: AnyRule<OutputFacts>): boolean =>
    needs.includes('otherFindings');
  const facts = (otherFindings: readonly FoundBefore[]): Gathered<OutputFacts> => ({
    ...gathered,
    otherFindings: known(otherFindings),
  });
  const first = rules.filter((rule) => !asksForOthers(rule));
  const others = judgeEach(first, facts([]), context);
  const then = judgeEach(rules.filter(asksForOthers), facts(blocking(others)), context);
  return settle([...others, ...then]);
}

/** What blocks, as records and self-checks count it. */
export function blocking(results: readonly RuleResult[]): readonly FoundBefore[] {
  return results
    .flatMap(({ findings }) => findings)
    .filter(({ severity }) => severity === 'block')
    .map(({ id, rule }) => ({ id, rule }));
}
