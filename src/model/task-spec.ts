import { z } from 'zod';
import { digestOf } from './digest.ts';
import { LIMITS } from './limits.ts';
import { parseRepoPath } from './repo-path.ts';
import { parseTaskId, type TaskId } from './task-id.ts';
import { wholeNumber } from './whole-number.ts';

const text = (max: number) => z.string().trim().min(1).max(max);
const id = (letters: string) =>
  z.string().regex(new RegExp(`^${letters}\\d{1,3}$`), `must look like ${letters}1`);

export const TaskIdText = z
  .string()
  .refine(
    (value): value is TaskId => parseTaskId(value) !== undefined,
    'must be kebab-case, at most 64 characters',
  )
  .describe('kebab-case id of the task; the branch is handoff/<task-id>');

const PathText = z
  .string()
  .refine(
    (value) => parseRepoPath(value) !== undefined,
    'must be a relative path with "/" and no "." or ".." segment',
  );

/** How a criterion is proved. Exactly one key. */
export const Verify = z
  .union([
    z.strictObject({
      tests: text(500).describe('Test file or selector whose recorded run proves the criterion'),
      min: wholeNumber(1, 100_000).optional().describe('Least number of passing tests'),
    }),
    z.strictObject({
      command: text(500).describe(
        'A recorded test run of this name proves it; never run by a gate',
      ),
    }),
    z.strictObject({ exists: PathText.describe('A regular file that must exist on the head') }),
    z.strictObject({
      unchanged: PathText.describe('A path that must be the same as at the merge base'),
    }),
    z.strictObject({ review: id('R').describe('A rubric id that a critic judges') }),
  ])
  .describe('What proves the criterion');
export type Verify = z.infer<typeof Verify>;

export const AcceptanceCriterion = z.strictObject({
  id: id('AC').describe('AC1, AC2, …'),
  text: text(1_000).describe('One testable statement'),
  verify: Verify.optional(),
});
export type AcceptanceCriterion = z.infer<typeof AcceptanceCriterion>;

export const Constraint = z.strictObject({
  id: id('C').describe("The plan's id of the constraint"),
  text: z.string().min(1).max(1_000).describe('Verbatim from the plan'),
});
export type Constraint = z.infer<typeof Constraint>;

const Pattern = z.string().min(1).max(LIMITS.patternBytes);

/** What the executor may touch. Everything else is out of scope. */
export const Scope = z.strictObject({
  files: z
    .array(Pattern)
    .max(LIMITS.patterns)
    .default([])
    .describe('Existing files, or globs of the restricted grammar'),
  create: z.array(Pattern).max(LIMITS.patterns).default([]).describe('Files that the task creates'),
  symbols: z
    .record(PathText, z.array(text(200)).min(1).max(64))
    .default({})
    .describe('Function-level permission inside a file: path → names'),
  read: z
    .array(Pattern)
    .max(LIMITS.patterns)
    .default([])
    .describe('Context only; never a permission to change'),
});
export type Scope = z.infer<typeof Scope>;

/** The task spec: what a planner authorises (FORMATS §2). Every later gate uses its sealed form. */
export const TaskSpec = z
  .strictObject({
    schema: z.literal('handoff-task/v1').describe('Format and version'),
    'task-id': TaskIdText,
    plan: z
      .string()
      .regex(/^plan@v?\d{1,6}$/, 'must look like plan@2')
      .describe('Plan version this spec derives from'),
    objective: text(300).describe('One outcome, one named artefact'),
    constraints: z
      .array(Constraint)
      .max(64)
      .default([])
      .describe('Constraints of the plan that apply, verbatim'),
    scope: Scope,
    'acceptance-criteria': z.array(AcceptanceCriterion).min(1).max(32),
    rubric: z
      .array(z.strictObject({ id: id('R'), text: text(2_000) }))
      .max(32)
      .default([])
      .describe("The critic's criteria, verbatim"),
    'depends-on': z.array(TaskIdText).max(64).default([]).describe('Tasks that must have landed'),
    runtime: z.enum(['codex', 'claude']).default('codex'),
    route: z.enum(['specialist', 'coordinator']).default('specialist'),
    context: z.array(text(500)).max(64).default([]).describe('Refs to read, never copies'),
    budget: z
      .strictObject({
        tokens: wholeNumber(100, 1_000_000).default(2_000),
        attempts: wholeNumber(1, 20).default(3),
        minutes: wholeNumber(1, 1_440).default(30),
      })
      .prefault({}),
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
