import { z } from 'zod';

/** The id of a task: kebab-case, 1 to 64 characters. The executor's branch is `handoff/<task-id>`. */
export type TaskId = string & { readonly __brand: 'TaskId' };

const LONGEST = 64;
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export function parseTaskId(text: string): TaskId | undefined {
  return text.length <= LONGEST && KEBAB.test(text) ? (text as TaskId) : undefined;
}

export const TaskIdText = z
  .string()
  .refine(
    (value): value is TaskId => parseTaskId(value) !== undefined,
    `must be kebab-case, at most ${LONGEST} characters`,
  )
  .meta({ pattern: KEBAB.source, maxLength: LONGEST })
  .describe('kebab-case id of the task; the branch is handoff/<task-id>');

/** The task that a branch belongs to by its name: `handoff/<task-id>` or `handoff/<task-id>/<attempt>` (seed C5). */
export function taskOfBranch(branch: string): TaskId | undefined {
  const match = /^(?:refs\/heads\/)?handoff\/([^/]+)(?:\/\d+)?$/.exec(branch);
  return match?.[1] === undefined ? undefined : parseTaskId(match[1]);
}
