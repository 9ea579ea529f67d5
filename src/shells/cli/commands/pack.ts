import { type Command, Option } from 'commander';
import { o200kTokens } from '../../../adapters/tokenizer/o200k-tokens.ts';
import {
  type ContextPack,
  type PackRequest,
  packForCritic,
  packForExecutor,
} from '../../../flows/pack-context.ts';
import { viewPlan, viewText } from '../../../flows/view-plan.ts';
import { GateError } from '../../../model/gate-error.ts';
import { parseTaskId, type TaskId, taskOfBranch } from '../../../model/task-id.ts';
import { quote } from '../../../model/wording.ts';
import { VIEW_TOKENS } from '../../../report/coordinator-view.ts';
import { visible } from '../../../report/visible-text.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { VERSION } from '../../package.ts';
import type { Call } from '../entry.ts';
import { entryRequest } from '../entry-tasks.ts';
import { printJson } from '../print.ts';
import { withWorkspace } from '../with-repository.ts';
import type { Workspace } from '../workspace.ts';

const ROLES = ['executor', 'critic', 'coordinator'] as const;

export function define(command: Command): void {
  command
    .argument('[task]', 'id of a task; left out: the task of the branch that is checked out')
    .addOption(new Option('--role <role>', 'who is to read it').choices(ROLES).default('executor'))
    .addHelpText(
      'after',
      `
All that an agent of this role is given, as Markdown; how many tokens (o200k) it has, on standard error.
executor: the sealed spec and what was refused of its last attempt, nothing of other tasks.
critic: the rubric word for word, spec, contract and refs. coordinator: the plan and where each task is, never code.
Exit 1 when it is over its budget, the one that Gate 1 holds it to.

Examples:
  $ handoff-gate pack auth-oauth > ../prompt.md
  $ handoff-gate pack --role critic auth-oauth
  $ handoff-gate pack --role coordinator --json`,
    );
}

export async function run({ session, args: [name], text: option }: Call): Promise<ExitCode> {
  const role = option('role') ?? 'executor';
  const pack = await withWorkspace(session, (workspace) =>
    role === 'coordinator' ? viewPack(workspace, name) : taskPack(workspace, role, name),
  );
  const tokens = await o200kTokens(pack.text);
  const { text, budget, notes } = pack;
  if (session.output === 'json')
    printJson(session, {
      schema: 'handoff-pack/v1',
      role,
      tokens,
      budget: budget.tokens,
      'budget-because': budget.because,
      notes,
      text,
    });
  else session.io.out.write(text);
  session.io.err.write(`note: ${tokens} tokens of at most ${budget.tokens}; ${budget.because}\n`);
  for (const note of notes) session.io.err.write(`note: ${visible(note)}\n`);
  return tokens <= budget.tokens ? EXIT.pass : EXIT.refused;
}

async function taskPack(
  workspace: Workspace,
  role: string,
  name: string | undefined,
): Promise<ContextPack> {
  const { base, authority } = workspace;
  const request: PackRequest = {
    engine: VERSION,
    base: base.target,
    baseRef: base.name,
    authority: authority.target,
    task: taskNamed(workspace, name),
  };
  return role === 'critic'
    ? packForCritic(workspace, request)
    : packForExecutor(workspace, request);
}

async function viewPack(
  workspace: Workspace,
  name: string | undefined,
): Promise<Omit<ContextPack, 'digest'>> {
  if (name !== undefined)
    throw new GateError('usage', 'A coordinator has no single task', {
      remedy: 'Leave the task out: handoff-gate pack --role coordinator',
    });
  const facts = await viewPlan(workspace, entryRequest(workspace));
  const budget = { tokens: VIEW_TOKENS, because: 'as every coordinator view' };
  return { text: await viewText(workspace, facts), budget, notes: [] };
}

function taskNamed({ current }: Workspace, name: string | undefined): TaskId {
  const task = name === undefined ? taskOfBranch(current?.name ?? '') : parseTaskId(name);
  if (task !== undefined) return task;
  const what =
    name === undefined ? 'No branch of a task is checked out' : `${quote(name)} is no id of a task`;
  throw new GateError('usage', what, {
    remedy: 'Name the task by its id: handoff-gate pack <task-id>',
  });
}
