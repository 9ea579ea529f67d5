import type { Finding } from '../model/finding.ts';
import type { RuleResult } from '../model/rule-result.ts';
import { mustAct } from '../verdict/must-act.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { html, type Markup, NOTHING } from './markup.ts';
import type { Integration, OutputDetail, PairRow } from './report.ts';
import { PAIR_WORDS, placeOf, STATE_WORDS } from './words.ts';

const SEVERITY_WORDS = {
  block: 'blocks',
  warn: 'advice',
  unproven: 'unproven',
  waived: 'waived',
} as const;

/** One output: what was authorised, what changed, what proves it, with whom it meets, and what each gate says. */
export function outputSection(
  output: string,
  verdicts: readonly Verdict[],
  detail: OutputDetail | undefined,
  integration: Integration | undefined,
): Markup {
  const pairs = integration?.pairs.filter(({ a, b }) => a === output || b === output);
  return html`${detail?.objective === undefined ? '' : html`<p>${detail.objective}</p>`}
<div class="grid">${detail === undefined ? NOTHING : detailCards(detail)}${pairs === undefined ? NOTHING : pairsCard(output, pairs)}</div>
${verdicts.map(verdictCard)}`;
}

function detailCards({ authorised, changed, evidence }: OutputDetail): Markup {
  return html`<div class="card"><h3>Authorised</h3>${list(
    authorised.map((pattern) => html`<li><code>${pattern}</code></li>`),
    'Nothing: no sealed spec was found.',
  )}</div>
<div class="card"><h3>Changed</h3>${list(
    changed.map(
      ({ path, kind, inScope }) =>
        html`<li><code>${path}</code> <span class="soft">${kind}</span>${inScope ? '' : html` <span class="state failed">out of scope</span>`}</li>`,
    ),
    'Nothing.',
  )}</div>
<div class="card"><h3>Evidence</h3>${list(
    evidence.map(
      ({ step, ref, state, grade, lookedUp }) =>
        html`<li>${step}: <code>${ref}</code> <span class="state ${state === 'resolved' ? 'passed' : 'failed'}">${state}</span> <span class="soft">${grade}, ${lookedUp}</span></li>`,
    ),
    'None.',
  )}</div>`;
}

function pairsCard(output: string, pairs: readonly PairRow[]): Markup {
  const items = pairs.map((pair) => {
    const other = pair.a === output ? pair.b : pair.a;
    const holder = pair.holder === undefined ? '' : `${pair.holder} lands first. `;
    return html`<li><span class="state ${pair.state}">${PAIR_WORDS[pair.state]}</span> ${other}${pair.class === undefined ? '' : ` (${pair.class})`}<br><code>${pair.paths.join(', ')}</code> <span class="soft">${holder}${pair.because ?? ''}</span></li>`;
  });
  return html`<div class="card"><h3>Meets other outputs</h3>${list(items, 'It meets no other output.')}</div>`;
}

function list(items: readonly Markup[], none: string): Markup {
  return items.length === 0 ? html`<p class="soft">${none}</p>` : html`<ul>${items}</ul>`;
}

function verdictCard(verdict: Verdict): Markup {
  const { gate, subject, outcome, mode, rules, notes, key } = verdict;
  const actors = mustAct(rules);
  return html`<h3>Gate ${gate} <span class="state ${outcome.state}">${STATE_WORDS[outcome.state]}</span></h3>
<p class="soft">${subject.task === undefined ? '' : `task ${subject.task} · `}<code>${subject.head.slice(0, 12)}</code> onto <code>${subject.base.slice(0, 12)}</code> · mode ${mode} · key <code>${key.slice(0, 12)}</code></p>
${actors.length === 0 ? '' : html`<p>Must act: <strong>${actors.join(', ')}</strong></p>`}${
  outcome.state === 'not-applicable' ? html`<p>${outcome.because}</p>` : ''
}${notes.map((note) => html`<p class="soft">Note: ${note}</p>`)}
${rules.flatMap((rule) => rule.findings.map(findingCard))}
<details><summary>All ${rules.length} rules and what they saw</summary><div class="scroll"><table>
<tr><th>Rule</th><th>State</th><th>Holds when</th><th>What it saw</th></tr>
${rules.map(ruleRow)}</table></div></details>`;
}

function ruleRow({ rule, state, holds, saw, remedy }: RuleResult): Markup {
  return html`<tr><td><code>${rule}</code></td><td><span class="state ${state}">${STATE_WORDS[state]}</span></td><td>${holds}</td><td>${saw}${
    remedy === undefined ? '' : html`<br><span class="fix">${remedy}</span>`
  }</td></tr>
`;
}

function findingCard(finding: Finding): Markup {
  const { id, rule, severity, to, mast, problem, fix, expected, found } = finding;
  return html`<div class="card"><p><span class="state ${severity}">${SEVERITY_WORDS[severity]}</span> <code>${rule}</code> <span class="soft">${id} · ${mast}</span> · <strong>${to}</strong></p>
<p>${problem}</p>${value('At', placeOf(finding))}${value('Expected', expected)}${value('Found', found)}
<p class="fix">${fix}</p></div>`;
}

function value(name: string, text: string | undefined): Markup {
  return text === undefined ? NOTHING : html`<p>${name}: <code>${text}</code></p>`;
}
