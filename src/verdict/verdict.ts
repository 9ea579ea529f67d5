import type { Gate } from '../model/actor.ts';
import type { Finding } from '../model/finding.ts';
import type { NonEmpty, RuleResult } from '../model/rule-result.ts';

/** What a gate says. A failure without a finding, or doubt without a reason, does not compile (STYLE 10). */
export type Outcome =
  | { readonly state: 'passed' }
  | { readonly state: 'failed'; readonly findings: NonEmpty<Finding> }
  | { readonly state: 'unproven'; readonly reasons: NonEmpty<Reason> }
  | { readonly state: 'not-applicable'; readonly because: string };

export interface Reason {
  readonly rule: string;
  readonly because: string;
  readonly remedy: string;
}

/** What was judged: all shas that the verdict belongs to. */
export interface Subject {
  /** `#12`, a branch name, or a task id. */
  readonly id: string;
  readonly task?: string;
  readonly head: string;
  readonly base: string;
}

export interface Verdict {
  readonly schema: 'handoff-verdict/v1';
  readonly engine: string;
  readonly gate: Gate;
  readonly subject: Subject;
  /** observe and warn never block; block does. */
  readonly mode: 'observe' | 'warn' | 'block';
  readonly outcome: Outcome;
  readonly rules: readonly RuleResult[];
  /** Digest of engine version and all inputs (decision K2). */
  readonly key: string;
  /** What people should know that is no finding: "no policy file: defaults, mode warn". */
  readonly notes: readonly string[];
}
