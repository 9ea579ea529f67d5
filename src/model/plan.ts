import { z } from 'zod';
import { DigestText } from './digest.ts';
import { LIMITS } from './limits.ts';
import { Pattern } from './scope.ts';
import { ShaText } from './sha.ts';
import { TaskIdText } from './task-id.ts';
import { text, uniqueIds } from './text-field.ts';
import { wholeNumber } from './whole-number.ts';

const Ref = text(LIMITS.refCharacters);
const ConstraintId = z.string().regex(/^C\d{1,3}$/, 'must look like C1');

export const PlanConstraint = z
  .strictObject({
    id: ConstraintId.describe('C1, C2, …; never used again for another constraint'),
    text: z.string().min(1).max(1_000).describe('Specs and contracts repeat it byte for byte'),
    status: z
      .enum(['active', 'superseded'])
      .default('active')
      .describe('superseded keeps it in the plan, so that nothing is dropped silently'),
    by: ConstraintId.optional().describe('The constraint that supersedes it'),
    reason: text(500).optional().describe('Why it is superseded'),
    because: Ref.optional().describe('Ref of what justifies the change'),
    'applies-to': z
      .array(TaskIdText)
      .max(256)
      .optional()
      .describe('Ids of the tasks that it binds; left out: every task'),
  })
  .describe('A constraint: superseded by a named one with reason and evidence, never dropped');
export type PlanConstraint = z.infer<typeof PlanConstraint>;

export const PlanTask = z.strictObject({
  id: TaskIdText,
  issue: wholeNumber(1, 1_000_000_000).optional().describe('Number of the issue with its spec'),
  objective: text(300).optional().describe('One outcome, one named artefact'),
  scope: z
    .array(Pattern)
    .max(LIMITS.patterns)
    .default([])
    .describe('Paths and globs that the task may touch'),
  'depends-on': z
    .array(TaskIdText)
    .max(64)
    .default([])
    .describe('Ids of tasks that must have landed'),
  domain: text(64).optional().describe('The part of the product that a specialist owns'),
  runtime: z.enum(['codex', 'claude']).default('codex').describe('Which agent executes the task'),
  because: Ref.optional().describe('Ref of what justifies the task'),
});
export type PlanTask = z.infer<typeof PlanTask>;

const PlanQuestion = z.strictObject({
  id: z
    .string()
    .regex(/^Q\d{1,3}$/, 'must look like Q1')
    .describe('Q1, Q2, …'),
  question: text(1_000).describe('The question, in one sentence'),
  status: z.enum(['open', 'resolved', 'deferred']).describe('open, resolved or deferred'),
  reason: text(500).optional().describe('Why it is deferred'),
  'answer-ref': Ref.optional().describe('Ref of what answers it'),
});

/** The canonical plan (FORMATS §5): no status in it, so parallel work never conflicts there. */
export const Plan = z
  .strictObject({
    schema: z.literal('handoff-plan/v1').describe('Format and version'),
    'plan-id': TaskIdText.describe('kebab-case id of the plan, the same in every version'),
    version: wholeNumber(1, 1_000_000).describe('One more than the version before'),
    supersedes: z
      .strictObject({
        version: wholeNumber(1, 1_000_000).describe('The version before'),
        sha256: DigestText.describe('Digest of its file'),
      })
      .optional()
      .describe('The version before; a hash chain that is checked against git history'),
    goal: text(1_000).describe('What all tasks together reach'),
    constraints: z
      .array(PlanConstraint)
      .max(256)
      .check(uniqueIds)
      .default([])
      .describe('What every task must keep'),
    shared: z
      .array(Pattern)
      .max(256)
      .default([])
      .describe('Files and modules that only the coordinator may change'),
    tasks: z
      .array(PlanTask)
      .max(500)
      .check(uniqueIds)
      .prefault([])
      .describe('The tasks; what became of them is in issues and pull requests'),
    'open-questions': z
      .array(PlanQuestion)
      .max(256)
      .check(uniqueIds)
      .default([])
      .describe('What is not decided'),
    revision: z
      .strictObject({
        by: text(100).describe('Who revised the plan'),
        changes: z
          .array(
            z.strictObject({
              target: text(100).describe(
                'Id of the constraint, task or question that changed; goal or shared',
              ),
              because: Ref.describe('Ref of what justifies the change'),
            }),
          )
          .max(500)
          .default([])
          .describe('Every change against the version before'),
        completed: z
          .array(
            z.strictObject({
              task: TaskIdText,
              head: ShaText.describe('Head of its output, as the gates judged it'),
            }),
          )
          .max(500)
          .default([])
          .describe('Tasks that landed since the version before; the gates look up the proof'),
      })
      .optional()
      .describe('What this version changes, and why'),
  })
  .describe('The canonical plan');
export type Plan = z.infer<typeof Plan>;
