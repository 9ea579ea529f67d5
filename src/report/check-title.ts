import { GATES, type Gate } from '../model/actor.ts';
import type { Finding } from '../model/finding.ts';
import { counted, shortList } from '../model/short-list.ts';
import { conclusionOf } from '../verdict/conclusion.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { CHECK_LIMITS } from './check-limits.ts';
import { shortened } from './shortened.ts';
import { visible } from './visible-text.ts';

/** A gate that should have judged and could not: what is there instead of its verdict. */
export interface NotEvaluated {
  readonly gate: Gate;
  readonly subject: Pick<Verdict['subject'], 'id' | 'head'>;
  readonly because: string;
  /** One step that lets it be judged. */
  readonly remedy: string;
}

/** What there is to say of one gate. */
export type Judged = Verdict | NotEvaluated;

export function isBlind(judged: Judged): judged is NotEvaluated {
  return !isEvaluated(judged);
}

export function isEvaluated(judged: Judged): judged is Verdict {
  return 'outcome' in judged;
}

/** In one order, whatever order they were judged in: the same verdicts give the same page. */
export function inOrder(judged: readonly Judged[]): readonly Judged[] {
  return judged.toSorted(
    (a, b) =>
      a.subject.id.localeCompare(b.subject.id, 'en', { numeric: true }) ||
      GATES.indexOf(a.gate) - GATES.indexOf(b.gate),
  );
}

/** The line beside the check: plain text, which GitHub does not read as Markdown. */
export function titleOf(words: string): string {
  const text = visible(words);
  return shortened(text.charAt(0).toUpperCase() + text.slice(1), CHECK_LIMITS.titleBytes);
}

/** `output passed`, `integration waits for #12`: one gate in words, for the title of the required check. */
export function gateInWords(judged: Judged): string {
  const gate = judged.gate.replace('-', ' ');
  return isEvaluated(judged) ? `${gate} ${stateInWords(judged)}` : `${gate} was not evaluated`;
}

/** `passed`, `waits for #12`, `failed: 2 findings`: what a verdict says, without the name of its gate. */
export function stateInWords(verdict: Verdict): string {
  const { outcome, mode } = verdict;
  const would =
    conclusionOf(verdict) === conclusionOf({ ...verdict, mode: 'block' })
      ? ''
      : ` (mode ${mode}: does not block)`;
  switch (outcome.state) {
    case 'passed':
      return 'passed';
    case 'not-applicable':
      return 'does not apply';
    case 'unproven':
      return `not proven: ${counted(new Set(outcome.reasons.map(({ rule }) => rule)).size, 'rule')} could not look${would}`;
    case 'failed':
      return `${failureInWords(outcome.findings)}${would}`;
  }
}

/** Who only has to wait is told for whom. */
function failureInWords(findings: readonly Finding[]): string {
  const others = findings.flatMap(({ at }) => at?.output ?? []);
  return others.length === findings.length
    ? `waits for ${shortList(others, 3)}`
    : `failed: ${counted(findings.length, 'finding')}`;
}
