import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { POLICY_FILE, TASK_FOLDER, taskOfFile } from '../../adapters/git/repository-files.ts';
import type { Drafts } from '../../flows/check-task.ts';
import * as registry from '../../gates/registry.ts';
import { LIMITS } from '../../model/limits.ts';
import { notValid } from '../../model/not-valid.ts';
import type { Plan } from '../../model/plan.ts';
import { defaultPolicy, type Policy } from '../../model/policy.ts';
import { PLAN_FILE } from '../../model/protected-paths.ts';
import { readPlan } from '../../model/read-plan.ts';
import { readPolicy } from '../../model/read-policy.ts';
import type { Checked } from '../../model/schema-problems.ts';
import type { TaskId } from '../../model/task-id.ts';
import { readInput } from './read-input.ts';

/** UTF-8 takes at most four bytes a character. */
export const SPEC_BYTES = LIMITS.bodyCharacters * 4;

/** What a planner sees: plan, policy and specs as files, committed or not. */
export interface WorkTreeDrafts extends Drafts {
  readonly read: { readonly plan: Plan | undefined; readonly policy: Policy };
}

/** The folder above that holds a git repository; undefined = there is none. */
export function repositoryRoot(directory: string): string | undefined {
  if (existsSync(join(directory, '.git'))) return directory;
  const parent = dirname(directory);
  return parent === directory ? undefined : repositoryRoot(parent);
}

/** @throws GateError 'config' for a plan or policy that is not valid. */
export async function readDrafts(root: string): Promise<WorkTreeDrafts> {
  const [plan, policy, specs] = await Promise.all([
    fileText(root, PLAN_FILE),
    fileText(root, POLICY_FILE),
    Promise.all(
      specFiles(root).map(async ([id, path]) => {
        const text = await readInput(join(root, path), SPEC_BYTES);
        return [id, { id, source: path, text }] as const;
      }),
    ),
  ]);
  const rules = Object.values(registry).flat();
  return {
    plan,
    policy,
    specs: new Map(specs),
    read: {
      plan: plan === undefined ? undefined : valid(PLAN_FILE, readPlan(plan, { format: 'yaml' })),
      policy:
        policy === undefined
          ? defaultPolicy()
          : valid(POLICY_FILE, readPolicy(policy, { format: 'yaml', rules })),
    },
  };
}

/** Ids of tasks, with the files that are theirs by name. */
function specFiles(root: string): readonly (readonly [TaskId, string])[] {
  const folder = join(root, TASK_FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = `${TASK_FOLDER}/${name}`;
      const id = taskOfFile(path);
      return id === undefined ? [] : [[id, path] as const];
    });
}

async function fileText(root: string, path: string): Promise<string | undefined> {
  return existsSync(join(root, path)) ? readInput(join(root, path), LIMITS.planBytes) : undefined;
}

function valid<T>(path: string, read: Checked<T>): T {
  if (read.ok) return read.value;
  throw notValid(
    `${path} is not valid`,
    read.problems,
    `See every problem with: handoff-gate validate ${path}`,
  );
}
