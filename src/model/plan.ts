import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { TaskIdText } from './task-spec.ts';
import { wholeNumber } from './whole-number.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const Ref = text(500);

export const PlanConstraint = z
  .strictObject({
    id: z.string().regex(/^C\d{1,3}$/, 'must look like C1'),
    text: z.string().min(1).max(1_000).describe('Specs and contracts repeat it byte for byte'),
    status: z.enum(['active', 'superseded']).default('active'),
    by: z
      .string()
      .regex(/^C\d{1,3}$/)
      .optional()
      .describe('The constraint that supersedes it'),
    reason: text(500).optional(),
    because: Ref.optional().describe('The artefact that justifies the change'),
    'applies-to': z
      .array(TaskIdText)
      .max(256)
      .optional()
      .describe('Left out: applies to every task'),
  })
  .describe('A constraint: superseded by a named one with reason and evidence, never dropped');
export type PlanConstraint = z.infer<typeof PlanConstraint>;

export const PlanTask = z.strictObject({
  id: TaskIdText,
  issue: wholeNumber(1, 1_000_000_000).optional(),
  objective: text(300).optional(),
  scope: z.array(z.string().min(1).max(LIMITS.patternBytes)).max(LIMITS.patterns).default([]),
  'depends-on': z.array(TaskIdText).max(64).default([]),
  domain: text(64).optional(),
  runtime: z.enum(['codex', 'claude']).default('codex'),
  because: Ref.optional(),
});
export type PlanTask = z.infer<typeof PlanTask>;

/** The canonical plan (FORMATS §5): no status in it, so parallel work never conflicts there. */
export const Plan = z
  .strictObject({
    schema: z.literal('handoff-plan/v1'),
    'plan-id': TaskIdText,
    version: wholeNumber(1, 1_000_000),
    supersedes: z
      .strictObject({
        version: wholeNumber(1, 1_000_000),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      })
      .optional()
      .describe('Hash chain, checked against git history'),
    goal: text(1_000),
    constraints: z.array(PlanConstraint).max(256).default([]),
    shared: z
      .array(z.string().min(1).max(LIMITS.patternBytes))
      .max(256)
      .default([])
      .describe('Coordinator only'),
    tasks: z.array(PlanTask).max(500).default([]),
    'open-questions': z
      .array(
        z.strictObject({
          id: z.string().regex(/^Q\d{1,3}$/),
          question: text(1_000),
          status: z.enum(['open', 'resolved', 'deferred']),
          reason: text(500).optional(),
          'answer-ref': Ref.optional(),
        }),
      )
      .max(256)
      .default([]),
    revision: z
      .strictObject({
        by: text(100),
        changes: z
          .array(z.strictObject({ target: text(100), because: Ref }))
          .max(500)
          .default([]),
      })
      .optional(),
  })
  .describe('The canonical plan');
export type Plan = z.infer<typeof Plan>;
