import type { Command } from 'commander';
import { parseTaskId } from '../../../model/task-id.ts';
import { didYouMean } from '../../../model/wording.ts';
import { line, span } from '../../../report/terminal-model.ts';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import type { Call } from '../entry.ts';
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
  const released = await withWorkspace(session, async ({ locks, outputs }) => {
    const ids = args.flatMap((name) => parseTaskId(name) ?? []);
    const before = (await locks.held()).map(({ task }) => task);
    const gone = new Set<string>(await locks.release(ids));
    const pending = await outputs.list();
    return args.map((task): Released => {
      if (!gone.has(task))
        return { task, state: 'not held', note: `it holds no scope${didYouMean(task, before)}` };
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
