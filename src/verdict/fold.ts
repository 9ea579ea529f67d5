import type { Finding } from '../model/finding.ts';
import type { NonEmpty, RuleResult } from '../model/rule-result.ts';
import type { Outcome, Reason } from './verdict.ts';

/** Rule results to one outcome: red before unproven before green; nothing judged is never green. */
export function fold(rules: readonly RuleResult[]): Outcome {
  const blocking = rules.flatMap((rule) =>
    rule.findings.filter((finding) => finding.severity === 'block'),
  );
  if (isFilled<Finding>(blocking)) return { state: 'failed', findings: blocking };
  const reasons = rules.filter((rule) => rule.state === 'unproven').flatMap(reasonsOf);
  if (isFilled<Reason>(reasons)) return { state: 'unproven', reasons };
  if (rules.some((rule) => rule.state === 'passed')) return { state: 'passed' };
  return {
    state: 'unproven',
    reasons: [
      {
        rule: 'every rule',
        because: 'no rule had anything to judge',
        remedy: 'Turn on at least one rule of this gate in .handoff/policy.yaml.',
      },
    ],
  };
}

function reasonsOf(rule: Extract<RuleResult, { state: 'unproven' }>): readonly Reason[] {
  const doubts = rule.findings.filter((finding) => finding.severity === 'unproven');
  if (doubts.length === 0) return [{ rule: rule.rule, because: rule.saw, remedy: rule.remedy }];
  return doubts.map((doubt) => ({ rule: rule.rule, because: doubt.problem, remedy: doubt.fix }));
}

function isFilled<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0;
}
