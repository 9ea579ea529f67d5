import { testsPass } from '../../../src/gates/output/tests-pass.ts';
import type { TestRun } from '../../../src/model/test-run.ts';
import { authorisedSpec, outputFacts, sha, testRun } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';
import { type Cited, citing } from '../../support/step-evidence.ts';

const FILE = 'src/auth/auth.spec.ts';
type Counts = readonly [passed: number, failed?: number, skipped?: number];
const run = (
  id: string,
  [passed, failed = 0, skipped = 0]: Counts,
  more: Partial<TestRun> = {},
): TestRun => {
  const counts = { passed, failed, skipped };
  return testRun({ id, tests: counts, files: [{ name: FILE, ...counts }], ...more });
};
const cites = (cited: TestRun, claimed = '', covers = ['AC1']): Cited => ({
  ref: `test-run:${cited.id}${claimed}`,
  covers,
  resolution: { run: cited, grade: cited.grade },
});
/** AC1 asks for 12 tests of FILE; the output cites one run among those recorded. */
const recorded = (cited: TestRun, runs: readonly TestRun[] = [cited], claimed = '') =>
  citing([cites(cited, claimed)], { testRuns: runs });
const asking = (verify: object) => ({
  spec: authorisedSpec({ 'acceptance-criteria': [{ id: 'AC1', text: 'x', verify }] }),
});
const asksNothing = asking({ exists: 'src/auth/pkce.ts' });
const GOOD = run('good', [12]);
const AC1 = { at: { field: 'AC1' } };
const REF = { at: { field: 'completed-steps[0].ref' } };

ruleTable(testsPass, {
  passes: [
    { why: 'an honest output', facts: outputFacts() },
    { why: 'exactly as many as required', facts: recorded(GOOD, [GOOD], '-12/12') },
    {
      why: 'more than required, some skipped, all told',
      facts: recorded(run('a', [13, 0, 2]), undefined, '-13/15'),
    },
    {
      why: 'tests of other files failed in another run: not of this subtask',
      facts: recorded(GOOD, [
        GOOD,
        testRun({
          id: 'db',
          tests: { passed: 0, failed: 3, skipped: 0 },
          files: [{ name: 'src/db/db.spec.ts', passed: 0, failed: 3, skipped: 0 }],
        }),
      ]),
    },
    {
      why: 'a run of an earlier commit that still counts',
      facts: recorded(run('earlier', [12], { head: sha('earlier') }), []),
    },
    {
      why: 'one run cited for two criteria',
      facts: citing([cites(GOOD), cites(GOOD, '', ['AC2'])], { testRuns: [GOOD] }),
    },
    {
      why: 'every test of the cited run',
      facts: { ...recorded(GOOD), ...asking({ tests: '*', min: 12 }) },
    },
    {
      why: 'a recorded run of the command',
      facts: {
        ...recorded(run('a', [3], { command: 'npm test' })),
        ...asking({ command: 'npm test' }),
      },
    },
    {
      why: 'a dirty run beside a clean one says nothing',
      facts: recorded(GOOD, [GOOD, run('dirty', [0, 9], { dirty: ['x'] })]),
    },
    {
      why: 'a ref to a run that is not there is told by output/refs-resolve',
      facts: citing([{ ref: 'test-run:x', covers: ['AC1'], resolution: { state: 'unresolved' } }], {
        testRuns: [],
      }),
    },
    {
      why: 'a run that is still to come is told by output/refs-resolve',
      facts: citing(
        [{ ref: 'test-run:pending', covers: ['AC1'], resolution: { state: 'pending' } }],
        { testRuns: [] },
      ),
    },
    {
      why: 'the same beside a step that proves something else',
      facts: citing(
        [
          { ref: 'commit:a3f92bc', covers: ['AC2'] },
          { ref: 'test-run:x', covers: ['AC1'], resolution: { state: 'unresolved' } },
        ],
        { testRuns: [] },
      ),
    },
    {
      why: 'no criterion asks for tests, but a good run is cited',
      facts: { ...recorded(GOOD), ...asksNothing },
    },
  ],
  skips: [
    {
      why: 'nobody asks for tests, nobody cites a run',
      facts: { ...citing([{ ref: 'commit:a3f92bc', covers: ['AC1'] }]), ...asksNothing },
    },
  ],
  fails: [
    {
      why: 'no run at all',
      facts: citing([{ ref: 'commit:a3f92bc', covers: ['AC1'] }], { testRuns: [] }),
      findings: [{ ...AC1, found: 'no run', severity: 'block' }],
    },
    {
      why: 'no run at all: a ref of another criterion that leads nowhere excuses nothing here',
      facts: citing(
        [
          { ref: 'commit:a3f92bc', covers: ['AC1'] },
          { ref: 'test-run:x', covers: ['AC2'], resolution: { state: 'unresolved' } },
        ],
        { testRuns: [] },
      ),
      findings: [{ ...AC1, found: 'no run' }],
    },
    {
      why: 'a ref that leads nowhere hides no failed run of the head (C10)',
      facts: citing([{ ref: 'test-run:x', covers: ['AC1'], resolution: { state: 'unresolved' } }], {
        testRuns: [run('red', [11, 1])],
      }),
      findings: [{ ...AC1, facts: { runs: ['red'] } }],
    },
    {
      why: 'only runs of other files',
      facts: citing([{ ref: 'commit:a3f92bc' }], { testRuns: [testRun({ files: [] })] }),
      findings: [{ ...AC1, found: 'no run' }],
    },
    {
      why: 'one failed',
      facts: recorded(run('a', [11, 1])),
      findings: [{ ...AC1, found: '1 of 12 tests failed' }],
    },
    {
      why: 'no test ran (C11)',
      facts: recorded(run('a', [0])),
      findings: [{ ...AC1, found: 'no test ran' }],
    },
    {
      why: 'all were skipped (C11)',
      facts: recorded(run('a', [0, 0, 12])),
      findings: [{ ...AC1, found: 'all 12 tests were skipped' }],
    },
    {
      why: 'one fewer than required',
      facts: recorded(run('a', [11])),
      findings: [{ ...AC1, found: '11 passed', expected: '12 passed, none failed' }],
    },
    {
      why: 'required tests skipped',
      facts: recorded(run('a', [11, 0, 1])),
      findings: [{ ...AC1, found: '11 passed' }],
    },
    {
      why: 'a tree with uncommitted changes',
      facts: recorded(run('a', [12], { dirty: ['src/auth/oauth.ts'] })),
      findings: [{ ...AC1, found: 'uncommitted changes' }],
    },
    {
      why: 'attempt 1 passed, attempt 2 failed, attempt 1 is cited (C10)',
      facts: recorded(GOOD, [GOOD, run('b', [11, 1])]),
      findings: [{ ...AC1, found: '1 of 12 tests failed' }],
    },
    {
      why: 'attempt 1 failed, attempt 2 passed: flagged, not red (C10)',
      facts: recorded(GOOD, [run('a', [11, 1]), GOOD]),
      findings: [{ ...AC1, severity: 'warn', found: 'a' }],
    },
    {
      why: 'the failed attempt is cited beside a good one (C10)',
      facts: recorded(run('a', [11, 1]), [run('a', [11, 1]), GOOD]),
      findings: [
        { ...AC1, severity: 'warn' },
        { ...REF, severity: 'block', found: '1 of 12 tests failed' },
      ],
    },
    {
      why: 'more claimed than found',
      facts: recorded(GOOD, [GOOD], '-13/13'),
      findings: [{ ...REF, expected: '13/13' }],
    },
    {
      why: 'skipped tests withheld (FM-2.4)',
      facts: recorded(run('a', [12, 0, 3]), undefined, '-12/12'),
      findings: [{ ...REF, expected: '12/12' }],
    },
    {
      why: 'a failing run is cited though no criterion asks for tests, twice: one finding',
      facts: {
        ...citing([cites(run('a', [11, 1])), cites(run('a', [11, 1]))], {
          testRuns: [run('a', [11, 1])],
        }),
        ...asksNothing,
      },
      findings: [{ found: '1 of 12 tests failed' }],
    },
    {
      why: 'a later run of a cited file failed, though no criterion asks for it (C10)',
      facts: { ...recorded(GOOD, [GOOD, run('b', [0, 12])]), ...asksNothing },
      findings: [{ ...REF, found: '12 of 12 tests failed' }],
    },
    {
      why: 'other tests of the cited run failed',
      facts: recorded(
        run('a', [12, 1], {
          files: [
            { name: FILE, passed: 12, failed: 0, skipped: 0 },
            { name: 'x.spec.ts', passed: 0, failed: 1, skipped: 0 },
          ],
        }),
      ),
      findings: [{ ...REF, found: '1 of 13 tests failed', expected: 'a success' }],
    },
    {
      why: 'every test of a run, and nobody cites one',
      facts: {
        ...citing([{ ref: 'commit:a3f92bc' }], { testRuns: [GOOD] }),
        ...asking({ tests: '*', min: 3 }),
      },
      findings: [{ ...AC1, found: 'no run' }],
    },
    {
      why: 'the command never ran',
      facts: { ...recorded(GOOD), ...asking({ command: 'npm test' }) },
      findings: [{ ...AC1, found: 'no run' }],
    },
    {
      why: 'a run of an earlier commit is older than a run of the head (C10)',
      facts: recorded(run('earlier', [12], { head: sha('earlier') }), [run('new', [11, 1])]),
      findings: [{ ...AC1, found: '1 of 12 tests failed' }],
    },
  ],
});
