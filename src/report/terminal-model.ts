import type { Finding } from '../model/finding.ts';
import type { RuleResult } from '../model/rule-result.ts';
import { mustAct } from '../verdict/must-act.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { Report } from './report.ts';
import { visible } from './visible-text.ts';
import { placeOf, STATE_WORDS } from './words.ts';

/** What a piece of text means; the surface that prints it decides how that looks. */
export type Tone = 'plain' | 'strong' | 'quiet' | 'good' | 'bad' | 'doubt' | 'advice';

/** Text on one line, already safe to print: hidden characters were made visible here (threat F03). */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

export type Block =
  | { readonly kind: 'line'; readonly indent: number; readonly spans: readonly Span[] }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly Span[])[];
    };

/** `brief` leaves out what passed and what was looked at. */
export type Detail = 'full' | 'brief';

export function span(text: string, tone: Tone = 'plain'): Span {
  return { text: visible(text), tone };
}

export function line(indent: number, ...spans: readonly Span[]): Block {
  return { kind: 'line', indent, spans };
}

/** An empty line. */
export const GAP: Block = { kind: 'line', indent: 0, spans: [] };

/** Rows and lines for a terminal: an overview when several outputs were judged, then each verdict that needs somebody. */
export function terminalModel(report: Report, detail: Detail): readonly Block[] {
  const { verdicts } = report;
  const [only] = verdicts;
  if (only === undefined)
    return [
      line(0, span('? nothing was judged', 'doubt'), span('  nothing is pending here', 'quiet')),
    ];
  if (verdicts.length === 1) return verdictBlocks(only, detail);
  const open = verdicts.filter(
    ({ outcome }) => outcome.state === 'failed' || outcome.state === 'unproven',
  );
  return [
    ...(detail === 'full' ? [overview(verdicts)] : []),
    ...open.flatMap((verdict, index) => [
      ...(index > 0 || detail === 'full' ? [GAP] : []),
      ...verdictBlocks(verdict, 'brief'),
    ]),
  ];
}

const MARKS = {
  passed: span(STATE_WORDS.passed, 'good'),
  failed: span(STATE_WORDS.failed, 'bad'),
  unproven: span(STATE_WORDS.unproven, 'doubt'),
  'not-applicable': span(STATE_WORDS['not-applicable'], 'quiet'),
} as const;

const SEVERITY_MARKS = {
  block: span('✗', 'bad'),
  unproven: span('?', 'doubt'),
  warn: span('!', 'advice'),
  waived: span('~', 'quiet'),
} as const;

/** Outputs × gates, with who must act. */
function overview(verdicts: readonly Verdict[]): Block {
  const gates = [...new Set(verdicts.map(({ gate }) => gate))];
  const outputs = [...new Set(verdicts.map(({ subject }) => subject.id))];
  const rows = outputs.map((output) => {
    const own = verdicts.filter(({ subject }) => subject.id === output);
    return [
      span(output, 'strong'),
      ...gates.map((gate) => {
        const verdict = own.find((one) => one.gate === gate);
        return verdict === undefined ? span('not judged', 'quiet') : MARKS[verdict.outcome.state];
      }),
      actors(own.flatMap(({ rules }) => rules)),
    ];
  });
  return {
    kind: 'table',
    head: [
      gates.includes('task-entry') ? 'Task' : 'Output',
      ...gates.map((gate) => `Gate: ${gate}`),
      'Must act',
    ],
    rows,
  };
}

function actors(rules: readonly RuleResult[]): Span {
  const names = mustAct(rules);
  return names.length === 0 ? span('nobody', 'quiet') : span(names.join(', '), 'strong');
}

function verdictBlocks(verdict: Verdict, detail: Detail): readonly Block[] {
  const { subject, gate, outcome, mode, rules, notes } = verdict;
  const mark = MARKS[outcome.state];
  const where = [
    `gate ${gate}`,
    ...(subject.task === undefined ? [] : [`task ${subject.task}`]),
    subject.head === subject.base
      ? `at ${subject.head.slice(0, 12)}`
      : `${subject.head.slice(0, 12)} onto ${subject.base.slice(0, 12)}`,
    ...(mode === 'block' ? [] : [`mode ${mode}: never blocks`]),
  ];
  const stopped = outcome.state === 'failed' || outcome.state === 'unproven';
  return [
    line(0, mark, span(` ${subject.id}`, 'strong'), span(`  ${where.join(' · ')}`, 'quiet')),
    ...(stopped ? [line(2, span('must act: ', 'quiet'), actors(rules))] : []),
    ...(outcome.state === 'not-applicable' ? [line(2, span(outcome.because))] : []),
    ...notes.map((note) => line(2, span(`note: ${note}`, 'advice'))),
    ...(detail === 'full' && rules.length > 0 ? [GAP, ruleTable(rules)] : []),
    ...rules.flatMap((rule) => ruleBlocks(rule, detail)),
  ];
}

function ruleTable(rules: readonly RuleResult[]): Block {
  const rows = rules.map(({ rule, state, saw }) => [span(rule), MARKS[state], span(saw, 'quiet')]);
  return { kind: 'table', head: ['Rule', 'State', 'What it saw'], rows };
}

function ruleBlocks(rule: RuleResult, detail: Detail): readonly Block[] {
  const shown = rule.findings.filter(
    ({ severity }) => detail === 'full' || severity === 'block' || severity === 'unproven',
  );
  if (rule.state === 'unproven' && shown.length === 0) {
    return [
      GAP,
      line(0, SEVERITY_MARKS.unproven, span(` ${rule.rule}`, 'strong'), span(`  ${rule.to}`)),
      line(2, span(`could not be judged: ${rule.saw}`)),
      line(2, span('fix: ', 'quiet'), span(rule.remedy)),
    ];
  }
  return shown.flatMap(findingBlocks);
}

/** One finding in full, an empty line before it. */
export function findingBlocks(finding: Finding): readonly Block[] {
  const { severity, rule, id, to, problem, fix, expected, found } = finding;
  const place = placeOf(finding);
  const pair = (name: string, value: string | undefined): readonly Block[] =>
    value === undefined ? [] : [line(2, span(name, 'quiet'), span(value))];
  return [
    GAP,
    line(
      0,
      SEVERITY_MARKS[severity],
      span(` ${rule}`, 'strong'),
      span(`  ${to}`),
      span(`  ${id}${severity === 'waived' ? ', waived' : ''}`, 'quiet'),
    ),
    line(2, span(problem)),
    ...pair('at: ', place),
    ...pair('expected: ', expected),
    ...pair('found:    ', found),
    ...pair('fix: ', fix),
  ];
}
