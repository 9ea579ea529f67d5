import { Argument, type Command } from 'commander';
import { EXIT, type ExitCode } from '../../exit-codes.ts';
import { bashCompletion, zshCompletion } from '../completion-bash.ts';
import { fishCompletion } from '../completion-fish.ts';
import { completionWords } from '../completion-words.ts';
import type { Call } from '../entry.ts';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;
type Shell = keyof typeof SCRIPTS;
const SHELLS = Object.keys(SCRIPTS) as readonly Shell[];

export function define(command: Command): void {
  command
    .addArgument(new Argument('<shell>', 'the shell that reads the script').choices(SHELLS))
    .addHelpText(
      'after',
      `
Examples:
  $ source <(handoff-gate completion bash)
  $ handoff-gate completion zsh > "\${fpath[1]}/_handoff-gate"
  $ handoff-gate completion fish > ~/.config/fish/completions/handoff-gate.fish`,
    );
}

export async function completions(): Promise<readonly string[]> {
  return SHELLS;
}

export async function run({ session, args: [shell], surface }: Call): Promise<ExitCode> {
  const script = SCRIPTS[shell as Shell];
  session.io.out.write(script(await completionWords(surface)));
  return EXIT.pass;
}
