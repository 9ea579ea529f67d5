import type { TestRun } from '../../src/model/test-run.ts';
import { attackOnOutput } from '../support/attack.ts';
import { outputFacts, testRun } from '../support/output-facts.ts';

const FILE = 'src/auth/auth.spec.ts';
const [commit, tests] = outputFacts().steps;
if (!commit || !tests) throw new Error('the honest output cites a commit and a run');
/** What a runner reported, believed: the ref counts as resolved. */
const reported = (passed: number, skipped: number, more: Partial<TestRun> = {}) => {
  const counts = { passed, failed: 0, skipped };
  const run = testRun({ tests: counts, files: [{ name: FILE, ...counts }], ...more });
  const ref = { kind: 'test-run', id: run.id } as const;
  return outputFacts({
    testRuns: [run],
    steps: [commit, { ...tests, ref, resolution: { ...tests.resolution, run } }],
  });
};

attackOnOutput({
  threat: 'C11',
  rule: 'output/tests-pass',
  attacks: [
    { why: 'a job that was switched off: no test ran', facts: reported(0, 0) },
    { why: 'every test is skipped', facts: reported(0, 12) },
    { why: 'all but one are skipped', facts: reported(1, 11) },
    {
      why: 'a path filter left the file out',
      facts: reported(12, 0, {
        files: [{ name: 'src/other.spec.ts', passed: 12, failed: 0, skipped: 0 }],
      }),
    },
    { why: 'a report that names no file', facts: reported(12, 0, { files: [] }) },
    {
      why: 'failures that the job continued on',
      facts: reported(12, 0, { tests: { passed: 12, failed: 1, skipped: 0 } }),
    },
  ],
  twins: [
    { why: 'the tests ran', facts: reported(12, 0) },
    { why: 'the tests ran, and others are skipped', facts: reported(12, 3) },
  ],
});
