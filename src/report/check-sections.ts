import type { Finding } from '../model/finding.ts';
import type { Json } from '../model/json.ts';
import type { RuleResult } from '../model/rule-result.ts';
import { counted } from '../model/short-list.ts';
import { TRUST_LEVELS, type Trust } from '../model/trust-level.ts';
import { conclude } from '../verdict/conclude.ts';
import { actsFirst, byTurn, mustAct } from '../verdict/must-act.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { checkName } from './check-limits.ts';
import { isBlind, isEvaluated, type Judged, type NotEvaluated } from './check-title.ts';
import type { Part } from './fit-page.ts';
import { code, prose } from './markdown-text.ts';
import { placeOf, STATE_WORDS } from './words.ts';

/** Lines of one kind at the top of a page: a thousand pull requests may have one head. */
const LEAD_LINES = 3;

/** Who acts first, then what stands in the way: the first lines of every page. */
export function leadOf(all: readonly Judged[]): readonly string[] {
  const verdicts = all.filter(isEvaluated);
  const blind = all
    .filter(isBlind)
    .map((judged) => `**${checkName(judged.gate)} was not evaluated.** ${blindLine(judged)}`);
  const exempt = verdicts.flatMap(({ outcome }) =>
    outcome.state === 'not-applicable' ? [`No gate applies here: ${prose(outcome.because)}.`] : [],
  );
  return [
    ...firstOf(blind),
    ...(exempt.length === all.length
      ? firstOf([...new Set(exempt)])
      : [`${actorsLine(verdicts)} ${countsLine(verdicts.flatMap(({ rules }) => rules))}`]),
  ];
}

function firstOf(lines: readonly string[]): readonly string[] {
  const more = lines.length - LEAD_LINES;
  return [...lines.slice(0, LEAD_LINES), ...(more > 0 ? [`And ${more} more like this.`] : [])];
}

function actorsLine(verdicts: readonly Verdict[]): string {
  const actors = mustAct(verdicts.flatMap(({ rules }) => rules));
  if (actors.length === 0) return 'Nothing to repair.';
  const first = actsFirst(actors);
  const others = actors.filter((actor) => actor !== first);
  const then = others.length === 0 ? '' : ` Then: ${others.join(', ')}.`;
  return conclude(verdicts) === 'pass'
    ? `**Would have to act first: ${first}.**${then} The mode of the policy does not block.`
    : `**Must act first: ${first}.**${then}`;
}

function countsLine(rules: readonly RuleResult[]): string {
  const findings = rules.flatMap((rule) => rule.findings);
  const count = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const of = (state: RuleResult['state']) => rules.filter((rule) => rule.state === state).length;
  const unproven = of('unproven');
  const exempt = of('not-applicable');
  const facts = [
    `${counted(of('passed'), 'rule')} passed`,
    ...(count('block') > 0 ? [`${counted(count('block'), 'finding')} to repair`] : []),
    ...(unproven > 0 ? [`${counted(unproven, 'rule')} not proven`] : []),
    ...(count('warn') > 0 ? [`${counted(count('warn'), 'piece')} of advice`] : []),
    ...(count('waived') > 0 ? [`${count('waived')} waived by a planner`] : []),
    ...(exempt > 0 ? [`${counted(exempt, 'rule')} had nothing to judge`] : []),
  ];
  return `${facts.join(', ')}.`;
}

/** Why a gate could not look, and the step that lets it. */
export function blindLine({ because, remedy }: NotEvaluated): string {
  return `Nobody could look: ${prose(because)}. **Do:** ${prose(remedy)}`;
}

/** What must be repaired, what could not be judged, and advice. Of several outputs each finding names its own. */
export function findingParts(verdicts: readonly Verdict[]): readonly Part[] {
  const several = new Set(verdicts.map(({ subject }) => subject.id)).size > 1;
  const all = verdicts.flatMap(({ rules, subject }) =>
    rules.map((rule) => ({ rule, of: several ? ` of ${code(subject.id)}` : '' })),
  );
  const items = (severity: Finding['severity']) =>
    all
      .flatMap(({ rule, of }) => rule.findings.map((finding) => ({ finding, of })))
      .filter(({ finding }) => finding.severity === severity)
      .sort((a, b) => byTurn(a.finding.to, b.finding.to))
      .map(({ finding, of }) => findingItem(finding, of));
  const silent = all.flatMap(({ rule, of }) =>
    rule.state === 'unproven' && !rule.findings.some(({ severity }) => severity === 'unproven')
      ? [
          item([
            `**${rule.to}**${of}: could not look: ${prose(rule.saw)}`,
            `**Do:** ${prose(rule.remedy)}`,
            `Rule ${code(rule.rule)}`,
          ]),
        ]
      : [],
  );
  return [
    { heading: 'To repair', items: items('block'), shown: 'open', shrinks: 'late' },
    {
      heading: 'Not proven',
      items: [...items('unproven'), ...silent],
      shown: 'open',
      shrinks: 'late',
    },
    { heading: 'Advice', items: items('warn'), shown: 'folded', shrinks: 'middle' },
    { heading: 'Waived by a planner', items: items('waived'), shown: 'open', shrinks: 'middle' },
  ];
}

function findingItem(finding: Finding, of: string): string {
  const { id, rule, to, mast, problem, fix, expected, found } = finding;
  const place = placeOf(finding);
  const names = namesIn(finding);
  const values = [
    ...(place === undefined ? [] : [`at ${code(place)}`]),
    ...(expected === undefined ? [] : [`expected ${code(expected)}`]),
    ...(found === undefined ? [] : [`found ${code(found)}`]),
  ].join(', ');
  return item([
    `**${to}**${of}: ${prose(problem, names)}`,
    `**Do:** ${prose(fix, names)}`,
    ...(values === '' ? [] : [values.charAt(0).toUpperCase() + values.slice(1)]),
    `Rule ${code(rule)}, finding ${code(id)}, failure mode ${code(mast)}`,
  ]);
}

/** Text of others that the sentences of a finding may name: where it points, and every string of its facts. */
function namesIn({ at = {}, expected, found, facts }: Finding): readonly string[] {
  const strings = (value: Json): readonly string[] => {
    if (typeof value === 'string') return [value];
    return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
  };
  return [at.path, at.field, at.output, expected, found, ...strings(facts)].filter(
    (name) => name !== undefined,
  );
}

/** A list item with a list of its own. */
function item([first, ...rest]: readonly string[]): string {
  return [`- ${first}`, ...rest.map((line) => `  - ${line}`)].join('\n');
}

/** What needs somebody stands first. */
const STATE_ORDER = ['failed', 'unproven', 'passed', 'not-applicable'] as const;

/** Every rule with what it saw: the whole truth, below what matters now. */
export function rulesPart({ gate, rules }: Verdict, shown: Part['shown']): Part {
  return {
    heading: `${checkName(gate)}: ${counted(rules.length, 'rule')}, and what each saw`,
    items: STATE_ORDER.flatMap((now) => rules.filter(({ state }) => state === now)).map(
      ({ rule, state, saw, holds, findings }) =>
        `- ${STATE_WORDS[state]} ${code(rule)}: ${prose(saw, findings.flatMap(namesIn))}. Holds when: ${prose(holds)}`,
    ),
    shown,
    shrinks: 'early',
  };
}

/** What some verdicts stand on: subject, commits, mode, key, and what people should know that is no finding. */
export function standingPart(verdicts: readonly Verdict[]): Part {
  const notes = [...new Set(verdicts.flatMap((verdict) => verdict.notes))];
  return {
    heading: 'What this stands on',
    items: [
      ...notes.map((note) => `- Note: ${prose(note)}`),
      ...verdicts.map(({ gate, subject, mode, key }) => {
        const task = subject.task === undefined ? '' : `, task ${code(subject.task)}`;
        return `- ${checkName(gate)}: ${code(subject.id)}${task}, head ${code(subject.head)} onto ${code(subject.base)}, mode ${mode}, verdict key ${code(key)}`;
      }),
    ],
    shown: 'folded',
    shrinks: 'middle',
  };
}

/** Last on every page: what it is worth, and whose word it is. */
export function trustLines({ level, because }: Trust, engine: string): string {
  return [
    `Trust level ${level}: ${TRUST_LEVELS[level]}. Because: ${prose(because)}.`,
    `Engine: handoff-gate ${code(engine)}.`,
  ].join(' ');
}
