import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import { PLAN_FILE } from '../../model/protected-paths.ts';
import type { Sha } from '../../model/sha.ts';
import { parseTaskId, type TaskId } from '../../model/task-id.ts';
import type { Blobs } from '../../ports/blobs.ts';
import type { History } from '../../ports/history.ts';
import type { PlanStore } from '../../ports/plan-store.ts';
import type { TaskIndex, Tasks } from '../../ports/tasks.ts';

export const POLICY_FILE = '.handoff/policy.yaml';
export const TASK_FOLDER = '.handoff/tasks';

/** Without GitHub, task specs are files of the base (FORMATS §1). */
export function repositoryTasks(blobs: Blobs): Tasks {
  return {
    async read(base, ids) {
      const found = await Promise.all(
        ids.map(async (id) => {
          const path = `${TASK_FOLDER}/${id}.md`;
          const text = await textAt(blobs, base, path, LIMITS.bodyCharacters);
          return text === undefined
            ? []
            : [[id, { id, source: `${path} at ${base.slice(0, 7)}`, text }] as const];
        }),
      );
      return new Map(found.flat());
    },
  };
}

/** Which of them there are: the names of the files. */
export function repositoryTaskIndex(history: Pick<History, 'tree'>): TaskIndex {
  return {
    async list(base) {
      const names = (await history.tree(base)).map(({ path }) => path);
      return names.flatMap((path) => taskOfFile(path) ?? []).sort();
    },
  };
}

/** The task that the name of a file promises; undefined = it is no file for a spec. */
export function taskOfFile(path: string): TaskId | undefined {
  const [, folder, id = ''] = /^(.*)\/([^/]+)\.md$/.exec(path) ?? [];
  return folder === TASK_FOLDER ? parseTaskId(id) : undefined;
}

/** Plan and policy as files of the base. */
export function repositoryPlans(blobs: Blobs): PlanStore {
  return {
    plan: (base) => textAt(blobs, base, PLAN_FILE, LIMITS.planBytes),
    policy: (base) => textAt(blobs, base, POLICY_FILE, LIMITS.planBytes),
  };
}

async function textAt(
  blobs: Blobs,
  commit: Sha,
  path: string,
  maxBytes: number,
): Promise<string | undefined> {
  const blob = await blobs.file(commit, path, maxBytes);
  if (blob === undefined || blob.state === 'text') return blob?.text;
  const what =
    blob.state === 'binary'
      ? 'is not UTF-8 text'
      : `has ${blob.bytes} bytes; allowed are ${maxBytes}`;
  throw new GateError('access', `${path} at ${commit.slice(0, 7)} ${what}`, {
    remedy: `Replace ${path} on the default branch by a text of at most ${maxBytes} bytes.`,
  });
}
