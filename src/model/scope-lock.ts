import { z } from 'zod';
import { Pattern } from './scope.ts';
import { TaskIdText } from './task-id.ts';

/** The scope of a task that was started, kept for it until it has landed or was given up (seed S8). */
export const ScopeLock = z
  .strictObject({
    task: TaskIdText,
    patterns: z.array(Pattern).max(256).describe('Everything that its spec opens'),
    route: z.enum(['specialist', 'coordinator']).describe('Who does it'),
    at: z.string().max(40).describe('ISO 8601, UTC'),
  })
  .describe('Lock of a scope');
export type ScopeLock = z.infer<typeof ScopeLock>;

/** All locks of a repository: one document, so that taking one looks at all others in the same step (threat A12). */
export const ScopeLocksDocument = z.strictObject({
  schema: z.literal('handoff-locks/v1'),
  locks: z.array(ScopeLock).max(10_000),
});
