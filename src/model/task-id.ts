/** The id of a task: kebab-case, 1 to 64 characters. The executor's branch is `handoff/<task-id>`. */
export type TaskId = string & { readonly __brand: 'TaskId' };

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export function parseTaskId(text: string): TaskId | undefined {
  return text.length <= 64 && KEBAB.test(text) ? (text as TaskId) : undefined;
}

/** The task that a branch belongs to by its name: `handoff/<task-id>` or `handoff/<task-id>/<attempt>` (seed C5). */
export function taskOfBranch(branch: string): TaskId | undefined {
  const match = /^(?:refs\/heads\/)?handoff\/([^/]+)(?:\/\d+)?$/.exec(branch);
  return match?.[1] === undefined ? undefined : parseTaskId(match[1]);
}
