import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { TASK_FOLDER } from '../../../adapters/git/repository-files.ts';
import { readSpecText } from '../../../analysis/spec-text.ts';
import { taskProblems } from '../../../flows/check-task.ts';
import { GateError } from '../../../model/gate-error.ts';
import { LIMITS } from '../../../model/limits.ts';
import type { Plan } from '../../../model/plan.ts';
import { PLAN_FILE } from '../../../model/protected-paths.ts';
import { readPlan } from '../../../model/read-plan.ts';
import type { Problem } from '../../../model/schema-problems.ts';
import { parseTaskId } from '../../../model/task-id.ts';
import { specDigest } from '../../../model/task-spec.ts';
import { quote } from '../../../model/wording.ts';
import type { Call } from '../entry.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { printBlocks, printJson } from '../print.ts';
import { documentBlocks } from '../problem-list.ts';
import { readInput } from '../read-input.ts';
import { withRepository } from '../with-repository.ts';

export function define(command: Command): void {
  command.argument('<task>', 'id of a task, or a file with its spec').addHelpText(
    'after',
    `
Is the spec in the working tree what the plan beside it says: version, constraints byte for byte, dependencies, scope?

Examples:
  $ handoff-gate task check auth-oauth
  $ handoff-gate task check .handoff/tasks/auth-oauth.md --json`,
  );
}

export async function run({ session, args: [task = ''] }: Call): Promise<ExitCode> {
  const { name, text, plan, fileId } = await withRepository(session, async ({ topLevel }) => {
    const root = topLevel ?? session.cwd;
    const id = parseTaskId(task);
    const file =
      id === undefined ? resolve(session.cwd, task) : join(root, TASK_FOLDER, `${id}.md`);
    if (id !== undefined && !existsSync(file)) throw noTask(id);
    const isTaskFile = /[/\\]\.handoff[/\\]tasks[/\\][^/\\]+\.md$/.test(file);
    return {
      name: id === undefined ? task : `${TASK_FOLDER}/${id}.md`,
      text: await readInput(file, LIMITS.bodyCharacters * 4),
      plan: await planBeside(root),
      fileId: isTaskFile ? basename(file, '.md') : undefined,
    };
  });
  const read = readSpecText(text);
  const problems: readonly Problem[] = read.ok
    ? taskProblems(read.value, plan, fileId)
    : read.problems;
  const digest = read.ok && problems.length === 0 ? specDigest(read.value) : undefined;
  if (session.output === 'json') printJson(session, { name, problems, ...(digest && { digest }) });
  else
    await printBlocks(
      session,
      documentBlocks(name, plan === undefined ? 'task; there is no plan' : 'task', problems),
    );
  return problems.length === 0 ? EXIT.pass : EXIT.refused;
}

function noTask(id: string): GateError {
  return new GateError('usage', `There is no task ${quote(id)}`, {
    remedy: `Write its spec to ${TASK_FOLDER}/${id}.md, or name a file.`,
  });
}

async function planBeside(root: string): Promise<Plan | undefined> {
  const file = join(root, PLAN_FILE);
  if (!existsSync(file)) return undefined;
  const read = readPlan(await readInput(file, LIMITS.planBytes), { format: 'yaml' });
  if (read.ok) return read.value;
  throw new GateError('config', `${PLAN_FILE} is not valid: ${read.problems[0]?.message}`, {
    remedy: `See every problem with: handoff-gate validate ${PLAN_FILE}`,
  });
}
