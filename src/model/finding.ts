import { z } from 'zod';
import type { Actor } from './actor.ts';
import { digestOf } from './digest.ts';
import type { Json } from './json.ts';
import type { MastMode } from './mast.ts';

/** Where a finding points: lines of a changed file, a field of contract, spec or plan, or another pending output. */
export interface Location {
  readonly path?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly field?: string;
  readonly output?: string;
}

/**
 * block: turns the gate red · warn: advice, never red · unproven: could not look, never green ·
 * waived: a planner took the risk in the policy, stays visible.
 */
export type Severity = 'block' | 'warn' | 'unproven' | 'waived';

/** What a rule writes down; the engine adds id, rule, severity and MAST mode. */
export interface FindingDraft {
  /** What is wrong, with names and numbers. */
  readonly problem: string;
  /** One imperative step that the one who must act may take. */
  readonly fix: string;
  /** The same facts for machines; shown as data, never as text. */
  readonly facts: { readonly [key: string]: Json };
  readonly at?: Location;
  readonly expected?: string;
  readonly found?: string;
  /** Only where it differs from the rule's own actor. */
  readonly to?: Actor;
  /** Only to lower it: a rule may advise or admit that it could not look. */
  readonly severity?: 'warn' | 'unproven';
  /** Tells apart two findings of one rule at one place; part of the stable id. */
  readonly key?: string;
}

export interface Finding extends Omit<FindingDraft, 'severity'> {
  /** `hg_` and 8 hex digits, the same for the same finding in every attempt and on every surface. */
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly to: Actor;
  readonly mast: MastMode;
}

/** Line numbers and figures move between attempts, so they are no part of the id; subject is the task or output. */
export function findingId(rule: string, subject: string, draft: FindingDraft): string {
  const { path, field, output } = draft.at ?? {};
  return `hg_${digestOf([rule, subject, path ?? '', field ?? '', output ?? '', draft.key ?? '']).slice(0, 8)}`;
}

export const FindingIdText = z
  .string()
  .regex(/^hg_[0-9a-f]{8}$/, 'must be the id of a finding, like hg_1a2b3c4d');
