import { CommanderError } from 'commander';
import { GateError } from '../../model/gate-error.ts';
import { asGateError, EXIT, type ExitCode, exitOfError } from '../exit-codes.ts';
import type { Io } from './io.ts';
import { printError } from './print-error.ts';
import { buildProgram } from './program.ts';

/** One run of the CLI. Never throws: everything that goes wrong is printed with its remedy and becomes an exit code. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = EXIT.pass;
  let command = 'handoff-gate';
  const program = buildProgram(io, {
    chosen: (found) => {
      command = found;
    },
    done: (answer) => {
      code = answer;
    },
  });
  const words = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
  try {
    await program.parseAsync(words, { from: 'user' });
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return EXIT.pass;
    const error =
      thrown instanceof CommanderError ? usageError(thrown, command) : asGateError(thrown);
    printError(error, io, argv.includes('--json') ? 'json' : 'text');
    return exitOfError(error);
  }
}

/** Commander's own words, which name the nearest command or option: `error: unknown command 'chek'\n(Did you mean check?)`. */
function usageError({ code, message }: CommanderError, command: string): GateError {
  const remedy = `See what it takes with: ${command} --help`;
  if (code === 'commander.help') return new GateError('usage', 'No command was given', { remedy });
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n');
  const what = `${first.charAt(0).toUpperCase()}${first.slice(1)}`;
  return new GateError('usage', [what, ...rest].join(' '), { remedy });
}
