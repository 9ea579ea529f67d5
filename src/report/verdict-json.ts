import type { Finding } from '../model/finding.ts';
import type { RuleResult } from '../model/rule-result.ts';
import { conclude } from '../verdict/conclude.ts';
import { mustAct } from '../verdict/must-act.ts';
import type { Outcome, Verdict } from '../verdict/verdict.ts';
import type { Report } from './report.ts';
import { visibleJson } from './visible-text.ts';

/**
 * The report as JSON, documented in docs/reference/report-json.md: members in a fixed order, two spaces, a final newline.
 * Members may be added within `handoff-report/v1`, never renamed or removed.
 */
export function reportJson(report: Report): string {
  const { engine, base, verdicts, packets, outputs, integration } = report;
  const members = {
    schema: 'handoff-report/v1',
    engine,
    conclusion: conclude(verdicts),
    base,
    verdicts: verdicts.map(verdictMembers),
    packets,
    outputs,
    ...(integration && { integration }),
  };
  return `${visibleJson(JSON.stringify(members, null, 2))}\n`;
}

/** One verdict, byte for byte the same on every surface. */
export function verdictJson(verdict: Verdict): string {
  return `${visibleJson(JSON.stringify(verdictMembers(verdict), null, 2))}\n`;
}

export function verdictMembers(verdict: Verdict) {
  const { schema, engine, gate, subject, mode, outcome, rules, key, notes } = verdict;
  const { id, task, head, base } = subject;
  return {
    schema,
    engine,
    gate,
    subject: { id, ...(task && { task }), head, base },
    mode,
    outcome: outcomeMembers(outcome),
    'must-act': mustAct(rules),
    rules: rules.map(ruleMembers),
    key,
    notes,
  };
}

/** Blocking findings are named by id: they stand in full under their rules. */
function outcomeMembers(outcome: Outcome) {
  switch (outcome.state) {
    case 'passed':
      return { state: outcome.state };
    case 'failed':
      return { state: outcome.state, findings: outcome.findings.map(({ id }) => id) };
    case 'unproven':
      return { state: outcome.state, reasons: outcome.reasons };
    case 'not-applicable':
      return { state: outcome.state, because: outcome.because };
  }
}

function ruleMembers({ rule, state, holds, saw, to, remedy, findings }: RuleResult) {
  return {
    rule,
    state,
    holds,
    saw,
    to,
    ...(remedy && { remedy }),
    findings: findings.map(findingMembers),
  };
}

export function findingMembers(finding: Finding) {
  const { id, rule, severity, to, mast, problem, fix, at, expected, found, facts } = finding;
  return { id, rule, severity, to, mast, problem, fix, at, expected, found, facts };
}
