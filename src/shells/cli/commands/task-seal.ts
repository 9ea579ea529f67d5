import type { Command } from 'commander';
import { entryWorld } from '../../../evidence/entry-world.ts';
import { type SealedTask, sealTask } from '../../../flows/seal-task.ts';
import type { TaskId } from '../../../model/task-id.ts';
import { type Block, line, span, terminalModel } from '../../../report/terminal-model.ts';
import { verdictMembers } from '../../../report/verdict-json.ts';
import { conclusionOf } from '../../../verdict/conclusion.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { VERSION } from '../../package.ts';
import type { Call } from '../entry.ts';
import { entryRequest, namedTask } from '../entry-tasks.ts';
import { printBlocks, printJson } from '../print.ts';
import { withWorkspace } from '../with-repository.ts';
import { differsInTree } from '../work-tree-spec.ts';
import type { Workspace } from '../workspace.ts';

export function define(command: Command): void {
  command.argument('<task>', 'id of a task').addHelpText(
    'after',
    `
A planner approves a task: Gate 1 judges the spec on the default branch; on pass its scope is locked, and what it says now
is sealed, so that every later gate holds the output to it. Of two tasks that overlap exactly one can be sealed, also in the
same moment. Seal again to approve a changed spec; "task release" gives the task up.

Examples:
  $ handoff-gate task seal auth-oauth
  $ handoff-gate task seal auth-oauth --json`,
  );
}

export async function run({ session, args: [name = ''] }: Call): Promise<ExitCode> {
  const { sealed, notes, base } = await withWorkspace(session, async (workspace) => {
    const request = entryRequest(workspace);
    const task = await namedTask(entryWorld(workspace, request), name);
    const done = await sealTask(workspace, request, task);
    return { sealed: done, notes: await notesOn(workspace, task), base: workspace.base };
  });
  if (session.output === 'json') printJson(session, { ...jsonOf(sealed), notes });
  else
    await printBlocks(session, [
      ...verdictOf(sealed, { name: base.name, sha: base.target }),
      ...(sealed.state === 'refused' ? [] : startBlocks(sealed, base.name)),
      ...notes.map((note) => line(2, span(`note: ${note}`, 'advice'))),
    ]);
  return exitOf(sealed);
}

/** What was sealed is what the default branch says, which is not always what its reader looks at. */
async function notesOn(workspace: Workspace, task: TaskId): Promise<readonly string[]> {
  if (!(await differsInTree(workspace, task))) return [];
  const { name } = workspace.authority;
  return [
    `the spec in your working tree is another one than on ${short(name)}, which counts: commit it there`,
  ];
}

/** A spec that is not there is refused whatever the mode says. */
function exitOf({ state, verdict }: SealedTask): ExitCode {
  if (state !== 'refused') return EXIT.pass;
  return conclusionOf(verdict) === 'not-proven' ? EXIT.couldNotLook : EXIT.refused;
}

function jsonOf(sealed: SealedTask) {
  const { state, verdict } = sealed;
  return {
    schema: 'handoff-sealed/v1',
    engine: VERSION,
    state,
    ...(sealed.state !== 'refused' && { seal: sealed.seal, lock: sealed.lock }),
    verdict: verdictMembers(verdict),
  };
}

/** Why it was refused, or what a gate that only advises would have refused. */
function verdictOf(
  { state, verdict }: SealedTask,
  base: { readonly name: string; readonly sha: string },
): readonly Block[] {
  if (state !== 'refused' && verdict.outcome.state === 'passed') return [];
  const report = { engine: VERSION, base, verdicts: [verdict], packets: [], outputs: [] };
  return terminalModel(report, 'brief');
}

function startBlocks(
  { state, seal, lock }: Exclude<SealedTask, { state: 'refused' }>,
  base: string,
): readonly Block[] {
  const { task, plan, digest } = seal;
  const what =
    state === 'started'
      ? 'sealed, its scope is locked'
      : 'sealed again; it had been started before';
  const next =
    state === 'started'
      ? [
          line(2, span('start:  ', 'quiet'), span(`git switch -c handoff/${task} ${short(base)}`)),
          line(2, span('give:   ', 'quiet'), span(`handoff-gate pack ${task}`)),
        ]
      : [];
  return [
    line(0, span('✓ ', 'good'), span(task, 'strong'), span(`  ${what}`)),
    line(2, span('spec:   ', 'quiet'), span(`${digest.slice(0, 12)} of plan v${plan}`)),
    line(2, span('scope:  ', 'quiet'), span(lock.patterns.join(', '))),
    ...next,
  ];
}

function short(ref: string): string {
  return ref.replace(/^refs\/(?:heads|remotes)\//, '');
}
