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

/** Marks of some verdicts, and how many findings have a place but got no mark. */
export interface Annotations {
  readonly shown: readonly Annotation[];
  /** Ids of the findings beyond the bound, in the same order. */
  readonly left: readonly string[];
}

/** Findings that have a file, worst first, then by path, line and id; a finding without one stands in the summary only. */
export function annotationsOf(verdicts: readonly Verdict[]): Annotations {
  const placed = verdicts
    .flatMap((verdict) => verdict.rules.flatMap((rule) => placedOf(rule, verdict)))
    .sort(byWorst);
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

interface Placed {
  readonly id: string;
  readonly annotation: Annotation;
}

function placedOf({ findings }: RuleResult, { mode }: Verdict): readonly Placed[] {
  return findings.flatMap((finding) => {
    const { path, line = 1, endLine = line } = finding.at ?? {};
    // A path that would have to be escaped is no place that GitHub could show (threats D10, F01).
    if (path === undefined || visible(path) !== path) return [];
    const annotation = {
      path,
      startLine: Math.max(1, line),
      endLine: Math.max(1, line, endLine),
      level: LEVELS[mode][finding.severity],
      title: shortened(`${finding.rule}: for the ${finding.to}`, CHECK_LIMITS.titleBytes),
      message: messageOf(finding),
    };
    return [{ id: finding.id, annotation }];
  });
}

function messageOf({ id, rule, problem, fix, to }: Finding): string {
  const lines = [visible(problem), `Do (${to}): ${visible(fix)}`, `${id}, docs/rules/${rule}.md`];
  const each = Math.floor(CHECK_LIMITS.messageBytes / lines.length) - 1;
  return lines.map((line) => shortened(line, each)).join('\n');
}

function byWorst(a: Placed, b: Placed): number {
  const [one, two] = [a.annotation, b.annotation];
  return (
    RANK[one.level] - RANK[two.level] ||
    compare(one.path, two.path) ||
    one.startLine - two.startLine ||
    compare(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
