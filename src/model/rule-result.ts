import type { Actor, Gate } from './actor.ts';
import type { Finding } from './finding.ts';

export type NonEmpty<T> = readonly [T, ...T[]];

/** What one rule said. Every rule of a gate is in the verdict, with what it saw, pass or fail. */
export type RuleResult = {
  readonly rule: string;
  readonly gate: Gate;
  readonly holds: string;
  readonly to: Actor;
  /** What the rule looked at; for unproven and not-applicable why it said nothing. */
  readonly saw: string;
  /** All findings, advice included; a passed rule may still advise. */
  readonly findings: readonly Finding[];
} & (
  | { readonly state: 'passed' | 'failed' | 'not-applicable'; readonly remedy?: never }
  /** Doubt always says what would let the rule look. */
  | { readonly state: 'unproven'; readonly remedy: string }
);
