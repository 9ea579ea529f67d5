import type { CommandModule } from './session.ts';

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

/** Every command, under the heading of its kind in the help. */
export const CATALOGUE: Readonly<Record<string, readonly (Leaf | Branch)[]>> = {
  'Judge:': [],
  'Prepare:': [
    {
      name: 'record-tests',
      summary: 'Record a test report as a run on the current commit',
      load: () => import('./commands/record-tests.ts'),
    },
  ],
  'Look up:': [],
  'Set up:': [],
};
