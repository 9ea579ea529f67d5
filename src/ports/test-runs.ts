import type { Sha } from '../model/sha.ts';
import type { TestRun } from '../model/test-run.ts';

/** Test runs that were recorded on a commit (FORMATS §1: outside the tree, or the check `handoff-tests`). */
export interface TestRuns {
  /** `undefined` = looked, nothing of that id was ever recorded. */
  find(id: string): Promise<TestRun | undefined>;
  /** All runs on a commit, oldest first: only the newest of one report counts (threat C10). */
  on(head: Sha): Promise<readonly TestRun[]>;
  /** @throws GateError 'usage' when the id is taken by another run. */
  record(run: TestRun): Promise<void>;
}
