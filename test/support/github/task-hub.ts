import { printContract } from '../../../src/model/print-contract.ts';
import { type GitHub, gitHub } from './git-hub.ts';
import type { Issue, PullRequest } from './world.ts';

/** The numeric id of an account of the default world. */
export function idOf(hub: GitHub, login: string): number {
  const found = hub.world.accounts.get(login);
  if (found === undefined) throw new Error(`There is no account ${login}`);
  return found.id;
}
