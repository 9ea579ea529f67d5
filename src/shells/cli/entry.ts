import type { Command } from 'commander';
import type { ExitCode } from '../exit-codes.ts';
import type { Session } from './session.ts';

/** What a command file says: its arguments and options (cheap), and its work. */
export interface CommandModule {
  define(command: Command): void;
  run(call: Call): Promise<ExitCode>;
  /** What may be typed as its argument, for shells; left out: what the argument's name says. */
  readonly completions?: () => Promise<readonly string[]>;
}

/** One command of a session, its own arguments and options read. */
export interface Call {
  readonly session: Session;
  readonly args: readonly string[];
  /** The value of an option that takes one. */
  text(option: string): string | undefined;
  flag(option: string): boolean;
  /** Every command there is, for the one that describes them all. */
  readonly surface: { readonly program: Command; readonly catalogue: Catalogue };
}

/** Global options that only some commands can honour; the others refuse them rather than ignore them. */
export type JudgingOption = '--base' | '--contract' | '--sarif' | '--report';

export interface Entry {
  readonly name: string;
  readonly summary: string;
  readonly takes?: readonly JudgingOption[];
}

export interface Leaf extends Entry {
  /** Loaded only when the command runs or shows its help. */
  readonly load: () => Promise<CommandModule>;
}

export interface Branch extends Entry {
  readonly entries: readonly Leaf[];
}

/** Commands under the headings of the help. */
export type Catalogue = Readonly<Record<string, readonly (Leaf | Branch)[]>>;
