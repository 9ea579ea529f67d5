import { readSpecText } from '../analysis/spec-text.ts';
import { GateError } from '../model/gate-error.ts';
import { notValid } from '../model/not-valid.ts';
import type { Sha } from '../model/sha.ts';
import type { TaskId } from '../model/task-id.ts';
import { specDigest, type TaskSpec } from '../model/task-spec.ts';
import { didYouMean, quote } from '../model/wording.ts';
import type { Seals } from '../ports/seals.ts';
import type { Tasks } from '../ports/tasks.ts';

export interface SealedSpec {
  readonly spec: TaskSpec;
  readonly digest: string;
  /** open: no planner approved it yet. */
  readonly seal: 'sealed' | 'open';
}

/**
 * The spec of a task as the default branch has it, equal to what was sealed where it was sealed.
 * @param known ids of the plan, for the nearest name.
 * @throws GateError 'usage' for a task without a spec; 'config' for one that cannot be read, or changed after its seal (A03).
 */
export async function sealedSpec(
  { tasks, seals }: { readonly tasks: Tasks; readonly seals: Pick<Seals, 'find'> },
  authority: Sha,
  task: TaskId,
  known: readonly string[],
): Promise<SealedSpec> {
  const [texts, seal] = await Promise.all([tasks.read(authority, [task]), seals.find(task)]);
  const found = texts.get(task);
  if (found === undefined)
    throw new GateError(
      'usage',
      known.includes(task)
        ? `Task ${quote(task)} is in the plan and has no spec yet`
        : `There is no spec of task ${quote(task)}${didYouMean(task, known)}`,
      {
        remedy: `Write .handoff/tasks/${task}.md on the default branch, or name another task.`,
      },
    );
  const read = readSpecText(found.text);
  if (!read.ok)
    throw notValid(
      `${found.source} is not valid`,
      read.problems,
      `See every problem with: handoff-gate task check ${task}`,
    );
  const digest = specDigest(read.value);
  if (read.value['task-id'] !== task)
    throw new GateError('config', `${found.source} is the spec of ${read.value['task-id']}`, {
      remedy: `Give it the task-id ${task}, or rename the file.`,
    });
  if (seal !== undefined && seal.digest !== digest)
    throw new GateError('config', `The spec of ${task} changed after it was approved`, {
      remedy: 'Take the change back, or have the planner approve the task again.',
    });
  return { spec: read.value, digest, seal: seal === undefined ? 'open' : 'sealed' };
}
