import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TASK_FOLDER } from '../../adapters/git/repository-files.ts';
import type { TaskId } from '../../model/task-id.ts';
import { readInput } from './read-input.ts';
import { SPEC_BYTES } from './work-tree-drafts.ts';
import type { Workspace } from './workspace.ts';

/** Is the spec in the working tree another text than the one on the default branch, which is the one that counts? */
export async function differsInTree(
  { repository: { topLevel }, tasks, authority }: Workspace,
  task: TaskId,
): Promise<boolean> {
  const file = topLevel && join(topLevel, TASK_FOLDER, `${task}.md`);
  if (file === undefined || !existsSync(file)) return false;
  const committed = (await tasks.read(authority.target, [task])).get(task);
  return (await readInput(file, SPEC_BYTES)) !== committed?.text;
}
