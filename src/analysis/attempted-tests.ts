import type { TestRun } from '../model/test-run.ts';
import type { AskedTests } from './asked-tests.ts';
import { type TestCounts, whyNoSuccess } from './test-result.ts';

/** What the recorded runs of one head say about some tests. */
export interface TestAttempts {
  /** Every run that holds them, oldest first. */
  readonly ran: readonly TestRun[];
  /** The newest one on the committed tree: the only one that counts (threat C10). */
  readonly latest: { readonly run: TestRun; readonly counts: TestCounts } | undefined;
  /** Earlier runs on the committed tree in which they did not succeed. */
  readonly failedBefore: readonly TestRun[];
}

/** @param runs oldest first. A run beside uncommitted changes is no evidence for the head, good or bad. */
export function attemptsAt(runs: readonly TestRun[], { select }: AskedTests): TestAttempts {
  const ran = runs.flatMap((run) => {
    const counts = select(run);
    return counts === undefined ? [] : [{ run, counts }];
  });
  const clean = ran.filter(({ run }) => run.dirty.length === 0);
  return {
    ran: ran.map(({ run }) => run),
    latest: clean.at(-1),
    failedBefore: clean
      .slice(0, -1)
      .filter(({ counts }) => whyNoSuccess(counts) !== undefined)
      .map(({ run }) => run),
  };
}
