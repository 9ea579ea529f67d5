import { Command } from 'commander';
import type { ExitCode } from '../exit-codes.ts';
import { VERSION } from '../package.ts';
import { CATALOGUE } from './catalogue.ts';
import type { Branch, Entry, Leaf } from './entry.ts';
import type { Io } from './io.ts';
import { optionsRefusedBy, refuseOptions } from './refused-options.ts';
import { openSession } from './session.ts';

export interface Progress {
  /** The command that was found, in full: `handoff-gate gate output`. */
  chosen(command: string): void;
  /** Its exit code. */
  done(code: ExitCode): void;
}

/** The commander program: every command by name and sentence; what a command takes and does is loaded when it is asked for. */
export function buildProgram(io: Io, { chosen, done }: Progress): Command {
  const program = new Command('handoff-gate')
    .description(
      'Gates for the branches of coding agents: nothing merges unless it is what the\nplan authorised, its evidence is real, and it fits with everything else in flight.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help, also of one command')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: io.out.write,
      writeErr: () => {},
      outputError: () => {},
      getOutHelpWidth: () => io.out.terminal?.columns ?? 80,
    })
    .configureHelp({ showGlobalOptions: true })
    .option('-C <dir>', 'run as if started in this directory')
    .option('--json', 'print JSON on standard output')
    .option('-q, --quiet', 'print only what stops')
    .option('--no-color', 'print no colours')
    .option('--base <ref>', 'the branch to merge into (default: the default branch)')
    .option('--contract <file>', 'read the handoff contract from this file')
    .option('--sarif <file>', 'also write the findings as SARIF 2.1.0')
    .option('--report <file.html>', 'also write the report as one HTML page')
    .addHelpText(
      'after',
      `
Exit codes: 0 pass · 1 a gate said no · 2 wrong usage or configuration · 3 could not look · 4 a bug`,
    );
  for (const [heading, entries] of Object.entries(CATALOGUE)) {
    program.commandsGroup(heading);
    for (const entry of entries) addEntry(program, entry);
  }
  return program;

  function addEntry(parent: Command, entry: Leaf | Branch): void {
    const command = parent
      .command(entry.name)
      .summary(entry.summary)
      .description(entry.summary.replace(/[^?]$/, '$&.'));
    showOnly(command, program, entry);
    // The hook runs before the command reads its own words, so its options are there in time.
    parent.hook('preSubcommand', async (_, found) => {
      if (found !== command) return;
      chosen(pathOf(command));
      if (!('entries' in entry)) await load(command, entry);
    });
    if ('entries' in entry) for (const leaf of entry.entries) addEntry(command, leaf);
  }

  async function load(command: Command, entry: Leaf): Promise<void> {
    const { define, run } = await entry.load();
    define(command);
    command.action(async () => {
      const own = command.opts();
      refuseOptions(entry, program.opts());
      const { session, close } = openSession(io, program.opts());
      const text = (option: string) => (typeof own[option] === 'string' ? own[option] : undefined);
      const flag = (option: string) => own[option] === true;
      const surface = { program, catalogue: CATALOGUE };
      try {
        done(await run({ session, args: command.args, text, flag, surface }));
      } finally {
        await close();
      }
    });
  }
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

/** The help of a command lists the global options that it honours. */
function showOnly(command: Command, program: Command, entry: Entry): void {
  const refused = new Set<string | undefined>(['--version', ...optionsRefusedBy(entry)]);
  command.configureHelp({
    ...command.configureHelp(),
    visibleGlobalOptions: () => program.options.filter(({ long }) => !refused.has(long)),
  });
}
