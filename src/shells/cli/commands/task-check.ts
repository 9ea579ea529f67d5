import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { listRefs } from '../../../adapters/git/git-refs.ts';
import { TASK_FOLDER, taskOfFile } from '../../../adapters/git/repository-files.ts';
import { systemClock } from '../../../adapters/system-clock.ts';
import { tokensWithin } from '../../../adapters/tokenizer/o200k-tokens.ts';
import { checkTasks, type DraftedTask } from '../../../flows/check-task.ts';
import { checkWords } from '../../../flows/check-words.ts';
import { GateError } from '../../../model/gate-error.ts';
import { parseTaskId } from '../../../model/task-id.ts';
import { didYouMean, quote } from '../../../model/wording.ts';
import { type CheckedTask, checkedBlocks, checkedMembers } from '../../../report/checked-task.ts';
import { GAP } from '../../../report/terminal-model.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { VERSION } from '../../package.ts';
import type { Call } from '../entry.ts';
import { entryRequest } from '../entry-tasks.ts';
import { printBlocks, printJson } from '../print.ts';
import { readInput } from '../read-input.ts';
import type { Session } from '../session.ts';
import { withRepository, workIn } from '../with-repository.ts';
import {
  readDrafts,
  repositoryRoot,
  SPEC_BYTES,
  type WorkTreeDrafts,
} from '../work-tree-drafts.ts';

export function define(command: Command): void {
  command
    .argument('[tasks...]', 'ids of tasks, or files with a spec; left out: all of .handoff/tasks')
    .addHelpText(
      'after',
      `
Holds specs to Gate 1 as it will judge them when plan, policy and specs of the working tree are on the default branch.
A spec that only waits for other tasks passes. Outside of a repository its words and its plan are checked.

Examples:
  $ handoff-gate task check auth-oauth
  $ handoff-gate task check
  $ handoff-gate task check draft.md --json`,
    );
}

export async function run({ session, args }: Call): Promise<ExitCode> {
  const root = repositoryRoot(session.cwd);
  const drafts = await readDrafts(root ?? session.cwd);
  const asked = await askedFor(session, root ?? session.cwd, drafts, args);
  const checked =
    root === undefined ? await byWords(drafts, asked) : await inRepository(session, drafts, asked);
  if (session.output === 'json')
    printJson(session, {
      schema: 'handoff-task-check/v1',
      engine: VERSION,
      tasks: checked.map(checkedMembers),
    });
  else await printBlocks(session, blocksOf(checked, session.detail));
  return exitOf(checked);
}

/** A repository without a commit is none yet. */
function inRepository(
  session: Session,
  drafts: WorkTreeDrafts,
  asked: readonly DraftedTask[],
): Promise<readonly CheckedTask[]> {
  return withRepository(session, async (repository) => {
    if ((await listRefs(repository, ['refs/heads', 'refs/remotes'])).length === 0)
      return byWords(drafts, asked);
    return workIn(session, repository, (workspace) =>
      checkTasks(workspace, entryRequest(workspace), drafts, asked),
    );
  });
}

function byWords(
  { read }: WorkTreeDrafts,
  asked: readonly DraftedTask[],
): Promise<readonly CheckedTask[]> {
  const ports = { clock: systemClock(), tokenizer: { within: tokensWithin } };
  return Promise.all(asked.map((one) => checkWords(ports, read, one)));
}

async function askedFor(
  { cwd }: Session,
  root: string,
  { specs }: WorkTreeDrafts,
  names: readonly string[],
): Promise<readonly DraftedTask[]> {
  if (names.length === 0 && specs.size === 0)
    throw new GateError('usage', `There is no spec in ${TASK_FOLDER}`, {
      remedy: 'Write one, or name a file; handoff-gate init writes an example.',
    });
  const wanted = names.length === 0 ? [...specs.keys()] : names;
  return Promise.all(
    wanted.map(async (name): Promise<DraftedTask> => {
      const id = parseTaskId(name);
      const file = resolve(cwd, name);
      const draft = id && specs.get(id);
      if (draft !== undefined) return { kind: 'draft', draft, task: draft.id };
      if (id !== undefined && !existsSync(file)) throw noTask(id, [...specs.keys()]);
      const text = await readInput(file, SPEC_BYTES);
      const task = taskOfFile(relative(root, file));
      return { kind: 'draft', draft: { source: name, text }, task };
    }),
  );
}

function noTask(id: string, known: readonly string[]): GateError {
  return new GateError('usage', `There is no task ${quote(id)}${didYouMean(id, known)}`, {
    remedy: `Write its spec to ${TASK_FOLDER}/${id}.md, or name a file.`,
  });
}

function blocksOf(checked: readonly CheckedTask[], detail: Session['detail']) {
  const each = checked.map((one) => checkedBlocks(one, detail)).filter(({ length }) => length > 0);
  return each.flatMap((blocks, index) =>
    index > 0 && (each[index - 1]?.length ?? 0) + blocks.length > 2 ? [GAP, ...blocks] : blocks,
  );
}

/** One spec to repair is a no, else one doubt is a doubt. Waiting is no fault of a spec. */
function exitOf(checked: readonly CheckedTask[]): ExitCode {
  const states = checked.map(({ state }) => state);
  if (states.includes('refused')) return EXIT.refused;
  return states.includes('unproven') ? EXIT.couldNotLook : EXIT.pass;
}
