import type { TestRun } from '../../src/model/test-run.ts';
import { attackOnOutput } from '../support/attack.ts';
import { outputFacts, testRun } from '../support/output-facts.ts';

const FILE = 'src/auth/auth.spec.ts';
const attempt = (id: string, failed: number, more: Partial<TestRun> = {}): TestRun => {
  const counts = { passed: 12 - failed, failed, skipped: 0 };
  return testRun({ id, tests: counts, files: [{ name: FILE, ...counts }], ...more });
};
/** The contract cites auth-1, which passed 12 of 12; these runs were recorded on the head, oldest first. */
const recorded = (...testRuns: TestRun[]) => outputFacts({ testRuns });
const GOOD = testRun();

attackOnOutput({
  threat: 'C10',
  rule: 'output/tests-pass',
  attacks: [
    {
      why: 'attempt 1 passed and is cited, attempt 2 failed',
      facts: recorded(GOOD, attempt('auth-2', 1)),
    },
    {
      why: 'the last of many attempts failed',
      facts: recorded(attempt('auth-0', 1), GOOD, attempt('auth-2', 0), attempt('auth-3', 12)),
    },
    {
      why: 'the failing attempt reports the file by its absolute path',
      facts: recorded(
        GOOD,
        attempt('auth-2', 1, {
          files: [{ name: `/home/ci/${FILE}`, passed: 11, failed: 1, skipped: 0 }],
        }),
      ),
    },
    {
      why: 'the newest attempt runs fewer of the tests',
      facts: recorded(
        GOOD,
        attempt('auth-2', 0, {
          tests: { passed: 3, failed: 0, skipped: 0 },
          files: [{ name: FILE, passed: 3, failed: 0, skipped: 0 }],
        }),
      ),
    },
    {
      why: 'the newest attempt skips them all',
      facts: recorded(
        GOOD,
        attempt('auth-2', 0, {
          tests: { passed: 0, failed: 0, skipped: 12 },
          files: [{ name: FILE, passed: 0, failed: 0, skipped: 12 }],
        }),
      ),
    },
  ],
  twins: [
    {
      why: 'attempt 1 failed, attempt 2 passed and is cited: flagged as advice',
      facts: recorded(attempt('auth-0', 1), GOOD),
    },
    {
      why: 'a later run of other tests failed',
      facts: recorded(
        GOOD,
        testRun({
          id: 'db-1',
          tests: { passed: 0, failed: 3, skipped: 0 },
          files: [{ name: 'src/db/db.spec.ts', passed: 0, failed: 3, skipped: 0 }],
        }),
      ),
    },
    {
      why: 'a failing run beside uncommitted changes says nothing about the head',
      facts: recorded(GOOD, attempt('auth-2', 12, { dirty: ['src/auth/oauth.ts'] })),
    },
  ],
});
