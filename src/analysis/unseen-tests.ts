import { shortList } from '../model/short-list.ts';
import type { TestRun } from '../model/test-run.ts';
import type { AskedTests } from './asked-tests.ts';

/**
 * Why no run holds some tests, for people: nothing was recorded, or the reports name others. Reporters that leave out the
 * test file (node:test, jest-junit as it comes) look like a run that never happened to whoever recorded it just now.
 */
export function whyUnseen(runs: readonly TestRun[], { what }: Pick<AskedTests, 'what'>): string {
  const none = `no run of ${what} is recorded on this head`;
  const names = runs.flatMap(({ files }) => files.map(({ name }) => JSON.stringify(name)));
  return names.length === 0 ? none : `${none}; what is recorded names ${shortList(names, 3)}`;
}
