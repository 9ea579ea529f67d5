import type { Trust } from '../model/trust-level.ts';
import { conclude } from '../verdict/conclude.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { type Annotation, annotationsOf } from './annotations.ts';
import { behindParts } from './check-behind.ts';
import {
  CHECK_CONCLUSIONS,
  CHECK_LIMITS,
  type CheckConclusion,
  type CheckName,
  checkName,
} from './check-limits.ts';
import { findingParts, leadOf, rulesPart, standingPart, trustLines } from './check-sections.ts';
import {
  isEvaluated,
  type Judged,
  type NotEvaluated,
  stateInWords,
  titleOf,
} from './check-title.ts';
import { fitPage, type Part } from './fit-page.ts';
import { code } from './markdown-text.ts';
import type { Report } from './report.ts';

/** What one check run says. Summary and text are Markdown; title and annotations are plain text. */
export interface CheckPage {
  readonly name: CheckName;
  /** The commit that it stands on. */
  readonly head: string;
  readonly conclusion: CheckConclusion;
  readonly title: string;
  readonly summary: string;
  /** Every rule with what it saw; empty when there is none. */
  readonly text: string;
  /** At most CHECK_LIMITS.annotations; `annotationPages` says in which requests. */
  readonly annotations: readonly Annotation[];
}

/** What the pages of one run have in common. */
export interface Surroundings {
  readonly report: Pick<Report, 'engine' | 'outputs' | 'integration'>;
  readonly trust: Trust;
  /** Where the whole report is: `the summary of the workflow run`. */
  readonly whole: string;
}

/** The check of one gate on one commit. */
export function gateCheck(judged: Judged, surroundings: Surroundings): CheckPage {
  return isEvaluated(judged)
    ? verdictCheck(judged, surroundings)
    : notEvaluatedCheck(judged, surroundings);
}

function verdictCheck(verdict: Verdict, surroundings: Surroundings): CheckPage {
  const { report, trust, whole } = surroundings;
  const { gate, subject, outcome } = verdict;
  const { shown, left } = annotationsOf([verdict]);
  const because = outcome.state === 'not-applicable' ? outcome.because : undefined;
  const page = {
    lead: leadOf([verdict]),
    parts: [
      ...findingParts([verdict]),
      ...behindParts([verdict], report),
      unmarkedPart(left),
      standingPart([verdict]),
    ],
    tail: [trustLines(trust, report.engine)],
  };
  return {
    name: checkName(gate),
    head: subject.head,
    conclusion: CHECK_CONCLUSIONS[conclude([verdict])],
    title: titleOf(`${stateInWords(verdict)}${because === undefined ? '' : `: ${because}`}`),
    summary: fitPage(page, CHECK_LIMITS.summaryBytes, whole),
    text: rulesText([verdict], surroundings),
    annotations: shown,
  };
}

/** A gate that could not look is action_required, whatever the mode: nobody knows what it would have said (P4). */
function notEvaluatedCheck(
  judged: NotEvaluated,
  { report, trust, whole }: Surroundings,
): CheckPage {
  return {
    name: checkName(judged.gate),
    head: judged.subject.head,
    conclusion: CHECK_CONCLUSIONS['not-proven'],
    title: titleOf(`not evaluated: ${judged.because}`),
    summary: fitPage(
      { lead: leadOf([judged]), parts: [], tail: [trustLines(trust, report.engine)] },
      CHECK_LIMITS.summaryBytes,
      whole,
    ),
    text: '',
    annotations: [],
  };
}

/** Findings with a place but without a mark on it are named; they stand in full above. */
export function unmarkedPart(ids: readonly string[]): Part {
  return {
    heading: `Findings without a mark on their lines: ${ids.length} beyond the first ${CHECK_LIMITS.annotations}`,
    items: ids.map((id) => `- ${code(id)}`),
    shown: 'folded',
    shrinks: 'middle',
  };
}

/** Rules of some verdicts, folded where nobody must act. */
export function rulesText(
  verdicts: readonly Verdict[],
  { report: { engine }, whole }: Surroundings,
): string {
  const parts = verdicts
    .filter(({ rules }) => rules.length > 0)
    .map((verdict) => rulesPart(verdict, conclude([verdict]) === 'pass' ? 'folded' : 'open'));
  if (parts.length === 0) return '';
  const lead = [
    `Each rule has its page: ${code('docs/rules/<rule>.md')} in handoff-gate ${code(engine)}, or ${code('handoff-gate explain <rule>')}.`,
  ];
  return fitPage({ lead, parts, tail: [] }, CHECK_LIMITS.textBytes, whole);
}
