import type { Actor, Gate } from './actor.ts';
import type { Finding } from './finding.ts';

export type NonEmpty<T> = readonly [T, ...T[]];

/** What one rule said. Every rule of a gate is in the verdict, with what it saw, pass or fail. */
export interface RuleResult {
  readonly rule: string;
  readonly gate: Gate;
  readonly holds: string;
  readonly to: Actor;
  readonly state: 'passed' | 'failed' | 'unproven' | 'not-applicable';
  /** What the rule looked at; for unproven and not-applicable why it said nothing. */
  readonly saw: string;
  /** All findings, advice included; a passed rule may still advise. */
  readonly findings: readonly Finding[];
  /** For unproven: what would let it look. */
  readonly remedy?: string;
}
