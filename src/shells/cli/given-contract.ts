import { relative } from 'node:path';
import { LIMITS } from '../../model/limits.ts';
import { readInput } from './read-input.ts';
import type { Session } from './session.ts';

export interface GivenText {
  readonly source: string;
  readonly text: string;
}

/** The text of `--contract`; undefined = the one that came with the output counts. */
export async function givenContract({ contract, cwd }: Session): Promise<GivenText | undefined> {
  if (contract === undefined) return undefined;
  // Four bytes a character at most; a gate refuses what is over the bound by characters itself.
  const text = await readInput(contract, LIMITS.bodyCharacters * 4);
  return { source: relative(cwd, contract) || contract, text };
}
