import type { CheckContent } from '../../adapters/github/check-writes.ts';
import type { JudgedPending, PendingGate } from '../../flows/judge-pending.ts';
import type { NonEmpty } from '../../model/rule-result.ts';
import { annotationPages } from '../../report/annotations.ts';
import { type CheckName, checkName, REQUIRED_CHECK } from '../../report/check-limits.ts';
import { type CheckPage, gateCheck, type Surroundings } from '../../report/check-page.ts';
import { type Checks, requiredCheck } from '../../report/check-required.ts';
import { isEvaluated, type Judged } from '../../report/check-title.ts';
import { externalId } from '../../report/written-digest.ts';

export interface HowToSay {
  readonly surroundings: Surroundings;
  readonly checks: Checks;
  /** Only the check of this gate, not the required one that folds all. */
  readonly gate?: PendingGate | undefined;
}

/** The names of those checks. */
export function namesOfChecks(
  own: NonEmpty<JudgedPending>,
  { checks, gate }: Omit<HowToSay, 'surroundings'>,
): NonEmpty<CheckName> {
  if (gate !== undefined) return [checkName(gate)];
  return [REQUIRED_CHECK, ...ofEach(own, checks).map((judged) => checkName(judged.gate))];
}

/** Of two pull requests with one head a gate says two things; then only the required check says both. */
function ofEach([first, second]: NonEmpty<JudgedPending>, checks: Checks): readonly Judged[] {
  return checks === 'each' && second === undefined && handsOver(first) ? first.judged : [];
}

/** What the checks of one commit say of all pull requests that have it as their head. */
export function checkContents(
  own: NonEmpty<JudgedPending>,
  { surroundings, checks, gate }: HowToSay,
): NonEmpty<CheckContent> {
  const [first, ...more] = own;
  const all: NonEmpty<Judged> = [...first.judged, ...more.flatMap(({ judged }) => judged)];
  if (gate !== undefined) return [contentOf(oneCheck(gate, all, surroundings), all)];
  const each = ofEach(own, checks);
  return [
    contentOf(requiredCheck(all, each.length > 0 ? 'each' : 'summary', surroundings), all),
    ...each.map((judged) => contentOf(gateCheck(judged, surroundings), [judged])),
  ];
}

/** What one gate says of a head: of the pull requests that share it, all together (decision K5). */
export function oneCheck(
  gate: PendingGate,
  judged: NonEmpty<Judged>,
  surroundings: Surroundings,
): CheckPage {
  const [first, second] = judged;
  return second === undefined
    ? gateCheck(first, surroundings)
    : { ...requiredCheck(judged, 'summary', surroundings), name: checkName(gate) };
}

/** @param judged what the page stands on */
export function contentOf(page: CheckPage, judged: readonly Judged[]): CheckContent {
  const { name, conclusion, title, summary, text, annotations } = page;
  return {
    ...{ name, conclusion, title, summary, text },
    annotationPages: annotationPages(annotations),
    externalId: externalId(judged.filter(isEvaluated), page),
  };
}

/** Nobody is told in a comment that nothing applies: the check says so. */
export function handsOver({ judged }: JudgedPending): boolean {
  return judged.some((one) => !isEvaluated(one) || one.outcome.state !== 'not-applicable');
}
