import type { TestRun } from '../model/test-run.ts';
import { matchesPattern } from './scope-match.ts';
import type { TestCounts } from './test-result.ts';

/**
 * Does a report's name for a test file or suite mean the file that a criterion names? Reports write paths (relative,
 * absolute, with either slash), or the dotted name of the module or class (pytest, Maven): `tests/test_auth.py` is
 * `tests.test_auth` and holds `tests.test_auth.TestLogin`; `src/test/java/com/acme/PoolTest.java` is `com.acme.PoolTest`.
 */
export function namesTestFile(selector: string, name: string): boolean {
  const written = name.replaceAll('\\', '/').replace(/^\.\//, '');
  if (matchesPattern(selector, written) || written.endsWith(`/${selector}`)) return true;
  const dotted = selector.replace(/\.[^./]*$/, '').replaceAll('/', '.');
  return (
    written === dotted ||
    written.startsWith(`${dotted}.`) ||
    (written.includes('.') && dotted.endsWith(`.${written}`))
  );
}

/** The counts of a run's files that are selected; undefined when it holds none of them. */
export function countsOf(
  { files }: Pick<TestRun, 'files'>,
  selects: (name: string) => boolean,
): TestCounts | undefined {
  const selected = files.filter(({ name }) => selects(name));
  if (selected.length === 0) return undefined;
  const sum = (count: (file: TestCounts) => number) =>
    selected.reduce((total, file) => total + count(file), 0);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    skipped: sum(({ skipped }) => skipped),
  };
}
