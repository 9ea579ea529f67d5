import { z } from 'zod';
import { AcceptanceCriteria } from './acceptance-criterion.ts';
import { digestOf } from './digest.ts';
import { LIMITS } from './limits.ts';
import { ScopeField } from './scope.ts';
import { TaskIdText } from './task-id.ts';
import { text, uniqueIds } from './text-field.ts';
import { wholeNumber } from './whole-number.ts';

export const Constraint = z.strictObject({
  id: z
    .string()
    .regex(/^C\d{1,3}$/, 'must look like C1')
    .describe("The plan's id of the constraint"),
  text: z.string().min(1).max(1_000).describe('Verbatim from the plan'),
});
export type Constraint = z.infer<typeof Constraint>;

const RubricEntry = z.strictObject({
  id: z
    .string()
    .regex(/^R\d{1,3}$/, 'must look like R1')
    .describe('R1, R2, …; a criterion names it in `verify.review`'),
  text: text(2_000).describe("The critic's criterion, verbatim"),
});

/** The task spec: what a planner authorises (FORMATS §2). Every later gate uses its sealed form. */
export const TaskSpec = z
  .strictObject({
    schema: z.literal('handoff-task/v1').describe('Format and version'),
    'task-id': TaskIdText,
    plan: z
      .string()
      .regex(/^plan@v?\d{1,6}$/, 'must look like plan@2')
      .describe('Version of the plan that this spec derives from'),
    objective: text(300).describe('One outcome, one named artefact'),
    constraints: z
      .array(Constraint)
      .max(64)
      .check(uniqueIds)
      .default([])
      .describe('Constraints of the plan that apply, verbatim'),
    scope: ScopeField.describe(
      'What the executor may touch, as a map or in words: "src/db/connection.ts only"',
    ),
    'acceptance-criteria': AcceptanceCriteria.describe(
      'What proves the task, as a list or separated by ";"',
    ),
    rubric: z
      .array(RubricEntry)
      .max(32)
      .check(uniqueIds)
      .default([])
      .describe("The critic's criteria, verbatim"),
    'depends-on': z
      .array(TaskIdText)
      .max(64)
      .default([])
      .describe('Ids of tasks that must have landed'),
    runtime: z.enum(['codex', 'claude']).default('codex').describe('Which agent executes the task'),
    route: z
      .enum(['specialist', 'coordinator'])
      .default('specialist')
      .describe('coordinator for shared files, one task after the other'),
    context: z
      .array(text(LIMITS.refCharacters))
      .max(64)
      .default([])
      .describe('Refs that the executor should read; never copies'),
    budget: z
      .strictObject({
        tokens: wholeNumber(100, 1_000_000).prefault(2_000).describe('Of the context pack, o200k'),
        attempts: wholeNumber(1, 20)
          .prefault(3)
          .describe('Before the task goes back to the planner'),
        minutes: wholeNumber(1, 1_440).prefault(30).describe('Of one attempt'),
      })
      .prefault({})
      .describe('What the task may cost'),
  })
  .describe('Task spec: the scope, constraints and criteria that a planner authorises');
export type TaskSpec = z.infer<typeof TaskSpec>;

/** The number in `plan@2` or `plan@v2`. */
export function planVersionOf(spec: TaskSpec): number {
  return Number(spec.plan.replace(/^plan@v?/, ''));
}

/** The digest that a seal, a contract's `task-spec` ref and a verdict key carry. */
export function specDigest(spec: TaskSpec): string {
  return digestOf(spec);
}

/**
 * What a spec asks for, whatever it is called: the same for a copy under another id, of another plan version, with another
 * objective or budget (threat G12).
 */
export function workDigest({ scope, 'acceptance-criteria': criteria }: TaskSpec): string {
  const { files, create, symbols } = scope;
  const asked = criteria.map(({ text, verify }) => ({ text, verify }));
  return digestOf([[...files].sort(), [...create].sort(), symbols, asked]);
}
