import type { Gate } from '../model/actor.ts';
import type { Gathered } from '../model/evidence.ts';
import { type Finding, type FindingDraft, findingId } from '../model/finding.ts';
import type { Policy } from '../model/policy.ts';
import type { RuleResult } from '../model/rule-result.ts';
import type { AnyRule } from './rule.ts';

export interface JudgeContext {
  readonly policy: Policy;
  /** The task or output that is judged; part of every finding's stable id. */
  readonly subject: string;
  /** ISO date of the judgement, for waivers that expire. */
  readonly today: string;
}

/** Every rule of a gate over the gathered facts: all findings at once, by rule id, then place (STYLE 6). */
export function judge<Facts>(
  rules: readonly AnyRule<Facts>[],
  facts: Gathered<Facts>,
  context: JudgeContext,
): readonly RuleResult[] {
  return settle(judgeEach(rules, facts, context));
}

/** Each rule by itself; `settle` puts together what rules say that were not judged at once. */
export function judgeEach<Facts>(
  rules: readonly AnyRule<Facts>[],
  facts: Gathered<Facts>,
  context: JudgeContext,
): readonly Judged[] {
  return rules.map((rule) => judgeRule(rule, facts, context));
}

/** By rule id; a rule that left the word to another one is heard beside that one. */
export function settle(judged: readonly Judged[]): readonly RuleResult[] {
  return judged
    .toSorted((a, b) => order(a.rule, b.rule))
    .map((result, _, results) => doubted(result, results));
}

/**
 * A rule that left the word to another one which then said nothing that holds the gate up (turned to a warning, say) has
 * judged nothing: that is doubt, never silence (decision K4). Where that one failed or doubts, the cause is told once.
 */
function doubted(result: Judged, results: readonly Judged[]): RuleResult {
  const { reportedBy, ...plain } = result;
  if (
    reportedBy === undefined ||
    results.some(({ rule, state }) => rule === reportedBy && HOLDS_UP.has(state))
  )
    return plain;
  return {
    ...plain,
    state: 'unproven',
    remedy: `Repair what ${reportedBy} looks at, so that this rule can be judged.`,
  };
}

const HOLDS_UP: ReadonlySet<RuleResult['state']> = new Set(['failed', 'unproven']);

/** Before it is known what the others say. */
export type Judged = RuleResult & { readonly reportedBy?: string };

function judgeRule<Facts>(
  rule: AnyRule<Facts>,
  facts: Gathered<Facts>,
  context: JudgeContext,
): Judged {
  const { policy } = context;
  const base = { rule: rule.id, gate: gateOf(rule.id), holds: rule.holds, to: rule.to };
  if (rule.integrity !== true && policy.rules[rule.id] === 'off') {
    return { ...base, state: 'not-applicable', saw: 'turned off by the policy', findings: [] };
  }
  const values: Record<PropertyKey, unknown> = {};
  for (const name of rule.needs as readonly (keyof Facts)[]) {
    const fact = facts[name];
    if (fact.state === 'unknown') {
      return { ...base, state: 'unproven', saw: fact.because, remedy: fact.remedy, findings: [] };
    }
    if (fact.state === 'missing') {
      return {
        ...base,
        state: 'not-applicable',
        saw: `${fact.because} (see ${fact.reportedBy})`,
        findings: [],
        reportedBy: fact.reportedBy,
      };
    }
    values[name] = fact.value;
  }
  const seen = values as Pick<Facts, keyof Facts>;
  const skipped = rule.skip?.(seen, policy);
  if (skipped !== undefined)
    return { ...base, state: 'not-applicable', saw: skipped, findings: [] };
  const findings = stamped(rule, rule.check(seen, policy), context);
  const judged = { ...base, saw: rule.saw(seen, policy), findings };
  if (findings.some(({ severity }) => severity === 'block')) return { ...judged, state: 'failed' };
  const doubt = findings.find(({ severity }) => severity === 'unproven');
  if (doubt === undefined) return { ...judged, state: 'passed' };
  return { ...judged, state: 'unproven', remedy: doubt.fix };
}

/** Drafts become findings: id, severity by policy and waiver, sorted by place so that input order does not matter. */
function stamped<Facts>(
  rule: AnyRule<Facts>,
  drafts: readonly FindingDraft[],
  context: JudgeContext,
): readonly Finding[] {
  return drafts
    .map((draft): Finding => {
      const id = findingId(rule.id, context.subject, draft);
      return {
        ...draft,
        id,
        rule: rule.id,
        mast: rule.mast,
        to: draft.to ?? rule.to,
        severity: severityOf(rule, draft, id, context),
      };
    })
    .sort((a, b) => order(placeOf(a), placeOf(b)) || order(a.id, b.id));
}

function severityOf<Facts>(
  rule: AnyRule<Facts>,
  draft: FindingDraft,
  id: string,
  context: JudgeContext,
): Finding['severity'] {
  if (rule.integrity === true) return draft.severity ?? 'block';
  const waived = context.policy.waivers.some(
    (waiver) => waiver.finding === id && waiver.expires >= context.today,
  );
  if (waived) return 'waived';
  return draft.severity ?? (context.policy.rules[rule.id] === 'warn' ? 'warn' : 'block');
}

function gateOf(id: string): Gate {
  return id.slice(0, id.indexOf('/')) as Gate;
}

function placeOf({ at, key }: Finding): string {
  const line = String(at?.line ?? 0).padStart(9, '0');
  return [at?.path, at?.field, at?.output, line, key].join('\0');
}

/** By code unit, the same on every machine; localeCompare is not. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
