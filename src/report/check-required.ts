import type { NonEmpty } from '../model/rule-result.ts';
import { conclude } from '../verdict/conclude.ts';
import { annotationsOf } from './annotations.ts';
import { behindParts } from './check-behind.ts';
import {
  CHECK_CONCLUSIONS,
  CHECK_LIMITS,
  type CheckConclusion,
  checkName,
  REQUIRED_CHECK,
} from './check-limits.ts';
import { type CheckPage, rulesText, type Surroundings, unmarkedPart } from './check-page.ts';
import { findingParts, leadOf, standingPart, trustLines } from './check-sections.ts';
import {
  gateInWords,
  inOrder,
  isEvaluated,
  type Judged,
  stateInWords,
  titleOf,
} from './check-title.ts';
import { fitPage, type Part } from './fit-page.ts';
import { code, prose } from './markdown-text.ts';

/** Policy `checks`: `each` gate has its own check with its marks, or one `summary` says everything. */
export type Checks = 'each' | 'summary';

/**
 * The required check of one commit: the fold of all that is to be said of it, over every pull request that has this head,
 * because GitHub gives a colour to the commit and not to the pull request (decision K5, threat A06). A gate that does not
 * apply, as to a pull request that is no agent's, is green and says why; one that could not look is never green.
 */
export function requiredCheck(
  judged: NonEmpty<Judged>,
  checks: Checks,
  surroundings: Surroundings,
): CheckPage {
  const { report, trust, whole } = surroundings;
  const all = inOrder(judged);
  const verdicts = all.filter(isEvaluated);
  const outputs = new Set(all.map(({ subject }) => subject.id));
  const { shown, left } = annotationsOf(checks === 'summary' ? verdicts : []);
  const page = {
    lead: leadOf(all),
    parts: [
      gatesPart(all),
      ...findingParts(verdicts),
      // Of several pull requests each has its own comment with what lies behind.
      ...(checks === 'summary' && outputs.size === 1 ? behindParts(verdicts, report) : []),
      unmarkedPart(left),
      standingPart(verdicts),
    ],
    tail: [trustLines(trust, report.engine)],
  };
  return {
    name: REQUIRED_CHECK,
    head: judged[0].subject.head,
    conclusion: foldOf(all),
    title: titleOf(requiredTitle(all)),
    summary: fitPage(page, CHECK_LIMITS.summaryBytes, whole),
    text: checks === 'summary' && outputs.size === 1 ? rulesText(verdicts, surroundings) : '',
    annotations: shown,
  };
}

/** One no is a no; else one gate that could not look is doubt, in every mode. */
function foldOf(all: readonly Judged[]): CheckConclusion {
  const verdicts = all.filter(isEvaluated);
  const conclusion = conclude(verdicts);
  const blind = verdicts.length < all.length;
  return CHECK_CONCLUSIONS[conclusion === 'pass' && blind ? 'not-proven' : conclusion];
}

/** The state of each gate in words; of each pull request where several have this head, those that are not green first. */
export function requiredTitle(all: readonly Judged[]): string {
  const applies = all.filter(
    (judged) => !isEvaluated(judged) || judged.outcome.state !== 'not-applicable',
  );
  if (applies.length === 0) return `does not apply${becauseOf(all)}`;
  const groups = [...new Set(applies.map(({ subject }) => subject.id))].map((id) => {
    const own = applies.filter(({ subject }) => subject.id === id);
    return { id, words: own.map(gateInWords).join('; '), green: isGreen(own) };
  });
  return [...groups.filter(({ green }) => !green), ...groups.filter(({ green }) => green)]
    .map(({ id, words }) => (groups.length === 1 ? words : `${id}: ${words}`))
    .join(' – ');
}

export function isGreen(judged: readonly Judged[]): boolean {
  return foldOf(judged) === CHECK_CONCLUSIONS.pass;
}

function becauseOf(all: readonly Judged[]): string {
  const because = all.flatMap((judged) =>
    isEvaluated(judged) && judged.outcome.state === 'not-applicable'
      ? [judged.outcome.because]
      : [],
  );
  return because
    .slice(0, 1)
    .map((words) => `: ${words}`)
    .join('');
}

/** One line a gate: what it says, in words. */
export function gatesPart(all: readonly Judged[]): Part {
  const several = new Set(all.map(({ subject }) => subject.id)).size > 1;
  return {
    heading: 'Gates',
    items: all.map((judged) => {
      const mark = isGreen([judged]) ? '✓' : '✗';
      const of = several ? ` of ${code(judged.subject.id)}` : '';
      const says = isEvaluated(judged) ? stateInWords(judged) : 'was not evaluated';
      return `- ${mark} ${checkName(judged.gate)}${of} ${prose(says)}`;
    }),
    shown: 'open',
    shrinks: 'late',
  };
}
