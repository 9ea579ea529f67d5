import { type AcceptanceCriterion, EVERY_TEST } from '../model/acceptance-criterion.ts';
import type { TestRun } from '../model/test-run.ts';
import type { TestCounts } from './test-result.ts';
import { countsOf, namesTestFile } from './test-selection.ts';

/** Some tests whose result somebody relies on. */
export interface AskedTests {
  /** The criterion, or the field of the contract, that relies on them. */
  readonly field: string;
  /** For people: the test file, the command or the run. */
  readonly what: string;
  /** Least number that must pass. */
  readonly min: number;
  /** Their counts in a run; undefined when the run holds none of them. */
  readonly select: (run: TestRun) => TestCounts | undefined;
}

/**
 * The tests of the subtask, not of the whole system (seed G2c).
 *
 * @param citedFor the run that a completed step cites for a criterion, by its id.
 */
export function testsOfCriteria(
  criteria: readonly AcceptanceCriterion[],
  citedFor: ReadonlyMap<string, TestRun>,
): readonly AskedTests[] {
  return criteria.flatMap(({ id, verify }): readonly AskedTests[] => {
    if (verify === undefined) return [];
    if ('command' in verify) {
      const { command } = verify;
      const isOf = (run: TestRun) => run.command === command || run.id === command;
      const select = (run: TestRun) => (isOf(run) ? run.tests : undefined);
      return [{ field: id, what: command, min: 1, select }];
    }
    if (!('tests' in verify)) return [];
    const { tests, min = 1 } = verify;
    if (tests === EVERY_TEST) return [{ ...testsOfRun(citedFor.get(id), id), min }];
    const select = (run: TestRun) => countsOf(run, (name) => namesTestFile(tests, name));
    return [{ field: id, what: tests, min, select }];
  });
}

/** The tests that a cited run holds, in that run and in every later one (threat C10: the good attempt is cited). */
export function testsOfRun(cited: TestRun | undefined, field: string): AskedTests {
  const names = new Set(cited?.files.map(({ name }) => name));
  return {
    field,
    what: cited === undefined ? 'the tests' : `the tests of run ${cited.id}`,
    min: 1,
    select: (run) => (run.id === cited?.id ? run.tests : countsOf(run, (name) => names.has(name))),
  };
}
