import type { Command } from 'commander';
import { entryWorld } from '../../../evidence/entry-world.ts';
import { line, span } from '../../../report/terminal-model.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Call } from '../entry.ts';
import { entryRequest, namedTask } from '../entry-tasks.ts';
import { printBlocks, printJson } from '../print.ts';
import { withWorkspace } from '../with-repository.ts';

export function define(command: Command): void {
  command.argument('<tasks...>', 'ids of tasks').addHelpText(
    'after',
    `
Gives the scopes of tasks back, for others to start. A task that has landed gives its scope back by itself; one whose
branch still waits to land keeps what it changes until the branch is merged or deleted.

Examples:
  $ handoff-gate task release auth-oauth
  $ handoff-gate task release auth-oauth data-layer --json`,
  );
}

interface Released {
  readonly task: string;
  readonly state: 'released' | 'not held';
  readonly note?: string;
}

export async function run({ session, args }: Call): Promise<ExitCode> {
  const released = await withWorkspace(session, async (workspace) => {
    const { locks, outputs } = workspace;
    const [held, pending] = await Promise.all([locks.held(), outputs.list()]);
    const begun = [...held, ...pending].flatMap(({ task }) => task ?? []);
    const world = entryWorld(workspace, entryRequest(workspace));
    // A task that was begun can be given up whatever became of its plan and its spec.
    const ids = await Promise.all(
      args.map((name) => begun.find((task) => task === name) ?? namedTask(world, name)),
    );
    const gone = new Set(await locks.release(ids));
    return ids.map((task): Released => {
      if (!gone.has(task)) return { task, state: 'not held', note: 'it holds no scope' };
      const branch = pending.find((output) => output.task === task)?.id;
      return branch === undefined
        ? { task, state: 'released' }
        : {
            task,
            state: 'released',
            note: `${branch} still waits to land: delete it to give the task up`,
          };
    });
  });
  if (session.output === 'json')
    printJson(session, { schema: 'handoff-released/v1', tasks: released });
  else
    await printBlocks(
      session,
      released.map(({ task, state, note }) =>
        line(
          0,
          state === 'released' ? span('✓ ', 'good') : span('- ', 'quiet'),
          span(task, 'strong'),
          span(
            `  ${state}${note === undefined ? '' : `; ${note}`}`,
            note === undefined ? 'plain' : 'advice',
          ),
        ),
      ),
    );
  return EXIT.pass;
}
