import { createHash } from 'node:crypto';
import { conclude } from '../verdict/conclude.ts';
import { mustAct } from '../verdict/must-act.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { conflictMatrix } from './conflict-svg.ts';
import { html, type Markup } from './markup.ts';
import { outputSection } from './page-output.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { Integration, PairRow, Report } from './report.ts';
import { PAIR_WORDS, STATE_WORDS } from './words.ts';

/**
 * The whole report as one page that needs nothing else: no script, no request. The policy in its head says so to the
 * browser as well, so that even an escaping bug could run and fetch nothing (threat F01).
 */
export function reportPage(report: Report): string {
  const { engine, base, verdicts, outputs, integration } = report;
  const subjects = [...new Set(verdicts.map(({ subject }) => subject.id))];
  const of = (output: string) => verdicts.filter(({ subject }) => subject.id === output);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Handoff Gate: ${CONCLUSIONS[conclude(verdicts)]}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Handoff Gate: ${CONCLUSIONS[conclude(verdicts)]}</h1>
<p class="soft">${subjects.length} judged against ${base.name} at <code>${base.sha.slice(0, 12)}</code> · engine ${engine}</p>
${overview(subjects, verdicts)}
${integration === undefined ? '' : integrationSection(integration)}
${subjects.map(
  (output, index) => html`<section id="output-${index + 1}"><h2>${output}</h2>
${outputSection(
  output,
  of(output),
  outputs.find((detail) => detail.output === output),
  integration,
)}</section>
`,
)}
</body>
</html>
`;
  return page.markup;
}

const CONCLUSIONS = {
  pass: 'nothing stands in the way',
  fail: 'a gate says no',
  'not-proven': 'not everything could be judged',
} as const;

const STYLE: Markup = { markup: PAGE_STYLE };
const STYLE_HASH = `sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}`;

function overview(subjects: readonly string[], verdicts: readonly Verdict[]): Markup {
  const gates = [...new Set(verdicts.map(({ gate }) => gate))];
  const rows = subjects.map((output, index) => {
    const own = verdicts.filter(({ subject }) => subject.id === output);
    const actors = mustAct(own.flatMap(({ rules }) => rules)).join(', ');
    const states = gates.map((gate) => own.find((verdict) => verdict.gate === gate)?.outcome.state);
    return html`<tr><td><a href="#output-${index + 1}">${output}</a></td>${states.map(
      (state) =>
        html`<td>${state === undefined ? html`<span class="soft">not judged</span>` : html`<span class="state ${state}">${STATE_WORDS[state]}</span>`}</td>`,
    )}<td>${actors === '' ? html`<span class="soft">nobody</span>` : html`<strong>${actors}</strong>`}</td></tr>
`;
  });
  return html`<div class="scroll"><table>
<tr><th>Output</th>${gates.map((gate) => html`<th>Gate ${gate}</th>`)}<th>Must act</th></tr>
${rows}</table></div>`;
}

function integrationSection(integration: Integration): Markup {
  const { order, pairs, unmerged, evaluated } = integration;
  return html`<section><h2>Together</h2>
<p>${evaluated.outputs} pending outputs, ${evaluated.pairs} pairs, ${evaluated.merges} trial merges.</p>
${pairs.length === 0 ? html`<p>No pair conflicts or shares a file.</p>` : html`${conflictMatrix(integration)}${pairTable(pairs)}`}
${unmerged.map(({ output, state, because }) => html`<p><span class="state ${state}">${PAIR_WORDS[state]}</span> ${output} <span class="soft">${because}</span></p>`)}
<h3>Landing order</h3>
<ol>${order.map(({ output, because }) => html`<li>${output} <span class="soft">${because}</span></li>`)}</ol></section>`;
}

function pairTable(pairs: readonly PairRow[]): Markup {
  const rows = pairs.map(
    ({ a, b, state, class: kind = '', paths, holder, because = '' }) =>
      html`<tr><td><span class="state ${state}">${PAIR_WORDS[state]}</span></td><td>${a}</td><td>${b}</td><td class="one-line">${kind}</td><td><code>${paths.join(', ')}</code></td><td>${holder === undefined ? because : `${holder} lands first: ${because}`}</td></tr>
`,
  );
  return html`<div class="scroll"><table><tr><th></th><th>Output</th><th>With</th><th>Class</th><th>Paths</th><th>Decision</th></tr>
${rows}</table></div>`;
}
