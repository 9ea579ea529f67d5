import type { TestRun } from '../model/test-run.ts';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What is wrong with the counts of a run, or undefined when it is a success (threats C08, C11). */
export function whyNoSuccess({ passed, failed, skipped }: TestCounts): string | undefined {
  if (failed > 0) return `${failed} of ${passed + failed + skipped} tests failed`;
  if (passed > 0) return undefined;
  return skipped > 0 ? `all ${skipped} tests were skipped` : 'no test ran';
}

/**
 * Why a recorded run is not the proof that a ref claims (FORMATS §4). The total counts skipped tests too: "12/12" beside
 * three skipped ones withholds them.
 */
export function whyNoProof(
  { dirty, tests }: Pick<TestRun, 'dirty' | 'tests'>,
  claimed?: { readonly passed: number; readonly total: number },
): string | undefined {
  const [first] = dirty;
  if (first !== undefined)
    return `it ran beside ${dirty.length} uncommitted changes, ${first} among them`;
  const failure = whyNoSuccess(tests);
  if (failure !== undefined || claimed === undefined) return failure;
  const total = tests.passed + tests.failed + tests.skipped;
  return claimed.passed === tests.passed && claimed.total === total
    ? undefined
    : `the ref claims ${claimed.passed}/${claimed.total}, the run has ${tests.passed}/${total}`;
}
