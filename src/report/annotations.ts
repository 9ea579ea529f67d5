import type { Finding } from '../model/finding.ts';
import type { NonEmpty, RuleResult } from '../model/rule-result.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { CHECK_LIMITS } from './check-limits.ts';
import { shortened } from './shortened.ts';
import { visible } from './visible-text.ts';

/** A mark of a check on lines of a file. Title and message are plain text to GitHub. */
export interface Annotation {
  readonly path: string;
  /** 1-based; a finding about a whole file stands at its first line, as GitHub's own runner does it. */
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** A policy that only warns or observes makes no failures (M6); what a planner waived is no news. */
const LEVELS = {
  block: { block: 'failure', unproven: 'failure', warn: 'warning', waived: 'notice' },
  warn: { block: 'warning', unproven: 'warning', warn: 'notice', waived: 'notice' },
  observe: { block: 'notice', unproven: 'notice', warn: 'notice', waived: 'notice' },
} as const;

const RANK = { failure: 0, warning: 1, notice: 2 } as const;

/** Marks of some verdicts, and the findings that got none. */
export interface Annotations {
  readonly shown: readonly Annotation[];
  /** Ids of the findings beyond the bound, in the same order. */
  readonly left: readonly string[];
}

/** Findings that have a file, worst first, then by path, line and id; one without stands in the summary only. */
export function annotationsOf(verdicts: readonly Verdict[]): Annotations {
  const placed = marksOf(verdicts).flatMap(({ id, at, ...said }) =>
    at === undefined ? [] : [{ id, annotation: { ...at, ...said } }],
  );
  return {
    shown: placed.slice(0, CHECK_LIMITS.annotations).map(({ annotation }) => annotation),
    left: placed.slice(CHECK_LIMITS.annotations).map(({ id }) => id),
  };
}

/** As many requests as it takes; the first one is there without annotations too. */
export function annotationPages(
  annotations: readonly Annotation[],
): NonEmpty<readonly Annotation[]> {
  const size = CHECK_LIMITS.annotationsPerRequest;
  const more = Array.from({ length: Math.ceil(annotations.length / size) - 1 }, (_, page) =>
    annotations.slice((page + 1) * size, (page + 2) * size),
  );
  return [annotations.slice(0, size), ...more];
}

type Place = Pick<Annotation, 'path' | 'startLine' | 'endLine'>;

/** What a finding, or a rule that could not look, says in one short text. */
export interface Mark extends Pick<Annotation, 'level' | 'title' | 'message'> {
  /** Id of the finding, or of the rule. */
  readonly id: string;
  readonly at: Place | undefined;
}

/** All marks of some verdicts, worst first, then by path, line and id. */
export function marksOf(verdicts: readonly Verdict[]): readonly Mark[] {
  return verdicts
    .flatMap(({ rules, mode }) =>
      rules.flatMap((rule) => [
        ...rule.findings.map((finding) => findingMark(finding, mode)),
        ...doubtMarks(rule, mode),
      ]),
    )
    .sort(byWorst);
}

function findingMark(finding: Finding, mode: Verdict['mode']): Mark {
  const { id, rule, to, problem, fix, severity } = finding;
  return {
    id,
    at: placeOf(finding),
    level: LEVELS[mode][severity],
    title: titleOf(rule, to),
    message: messageOf([problem, `Do (${to}): ${fix}`, `${id}, docs/rules/${rule}.md`]),
  };
}

/** A rule that could not look and has no finding that says so. */
function doubtMarks(rule: RuleResult, mode: Verdict['mode']): readonly Mark[] {
  if (rule.state !== 'unproven' || rule.findings.length > 0) return [];
  const { rule: id, to, saw, remedy } = rule;
  return [
    {
      id,
      at: undefined,
      level: LEVELS[mode].unproven,
      title: titleOf(id, to),
      message: messageOf([
        `Could not look: ${saw}`,
        `Do (${to}): ${remedy}`,
        `docs/rules/${id}.md`,
      ]),
    },
  ];
}

/** A path that would have to be escaped is no place that GitHub could show (threats D10, F01). */
function placeOf({ at = {} }: Finding): Place | undefined {
  const { path, line = 1, endLine = line } = at;
  if (path === undefined || visible(path) !== path) return undefined;
  return { path, startLine: Math.max(1, line), endLine: Math.max(1, line, endLine) };
}

function titleOf(rule: string, to: Finding['to']): string {
  return shortened(`${rule}: for the ${to}`, CHECK_LIMITS.titleBytes);
}

function messageOf(lines: readonly string[]): string {
  const each = Math.floor(CHECK_LIMITS.messageBytes / lines.length) - 1;
  return lines.map((line) => shortened(visible(line), each)).join('\n');
}

function byWorst(a: Mark, b: Mark): number {
  return (
    RANK[a.level] - RANK[b.level] ||
    compare(a.at?.path ?? '', b.at?.path ?? '') ||
    (a.at?.startLine ?? 0) - (b.at?.startLine ?? 0) ||
    compare(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
