import type { StepEvidence } from '../../../src/evidence/output-facts.ts';
import { claimsEvidenced } from '../../../src/gates/output/claims-evidenced.ts';
import type { ArtifactRef } from '../../../src/model/artifact-ref.ts';
import { outputFacts, testRun } from '../../support/output-facts.ts';
import { ruleTable } from '../../support/rule-table.ts';

const [COMMIT, RUN] = outputFacts().steps as [StepEvidence, StepEvidence];
const citing = (ref: ArtifactRef): StepEvidence => ({ ...COMMIT, ref });
const telling = (prose: string, steps: readonly StepEvidence[] = [COMMIT]) =>
  outputFacts({ prose, steps });

ruleTable(claimsEvidenced, {
  passes: [
    { why: 'no text around the contract', facts: outputFacts() },
    { why: 'a text that claims nothing', facts: telling('Adds PKCE. The tests should pass now.') },
    { why: 'tests pass, and a run is cited', facts: telling('All tests pass.', [COMMIT, RUN]) },
    {
      why: 'a run that does not resolve is cited: output/refs-resolve says so, not this rule',
      facts: telling('12/12 passing', [citing({ kind: 'test-run', id: 'invented' })]),
    },
    { why: 'the count of the whole run', facts: telling('12 of 12 tests pass', [RUN]) },
    {
      why: 'CI is green, and a check is cited',
      facts: telling('CI is green', [citing({ kind: 'check', name: 'ci' })]),
    },
    {
      why: 'a step whose ref has no grammar evidences nothing and hides nothing',
      facts: telling('Adds PKCE.', [{ ...COMMIT, ref: undefined, refProblem: 'is no ref' }]),
    },
  ],
  fails: [
    {
      why: 'tests pass, and no run is cited (C3)',
      facts: telling('Adds PKCE.\n\nAll tests pass.'),
      findings: [
        {
          severity: 'block',
          at: { field: 'text', line: 3 },
          facts: { kind: 'tests-pass', words: ['tests pass'] },
        },
      ],
    },
    {
      why: 'said twice: one finding, at the first line',
      facts: telling('5 passed\n\nAll tests pass.'),
      findings: [{ at: { field: 'text', line: 1 }, facts: { words: ['5 passed', 'tests pass'] } }],
    },
    {
      why: 'a pasted summary of a runner is nothing but words',
      facts: telling('```\nTests:       5 passed, 5 total\n```'),
      findings: [{ facts: { kind: 'tests-pass' } }],
    },
    {
      why: 'other claims are advice: each kind once',
      facts: telling('CI is green. Lint is clean. No breaking changes.'),
      findings: [
        { severity: 'warn', facts: { kind: 'ci-green' } },
        { severity: 'warn', facts: { kind: 'lint-clean' } },
        { severity: 'warn', facts: { kind: 'nothing-breaks' } },
      ],
    },
    {
      why: 'a test run does not show that somebody looked',
      facts: telling('Verified manually on iOS', [RUN]),
      findings: [{ severity: 'warn', facts: { kind: 'checked-by-hand' } }],
    },
    {
      why: 'another count than any cited run has',
      facts: telling('14 of 14 tests pass, 13 passed before', [RUN]),
      findings: [{ severity: 'warn', facts: { said: [14], were: [12] } }],
    },
    {
      why: 'neither the count of the run nor that of one of its files',
      facts: telling('14 of 14 tests pass', [
        {
          ...RUN,
          resolution: {
            ...RUN.resolution,
            run: testRun({
              files: [{ name: 'src/auth/auth.spec.ts', passed: 7, failed: 0, skipped: 0 }],
            }),
          },
        },
      ]),
      findings: [{ facts: { said: [14], were: [7, 12] } }],
    },
    {
      why: 'several wrong counts: one finding, smallest first',
      facts: telling('14 of 14 tests pass.\n\n13 passed', [RUN]),
      findings: [{ facts: { said: [13, 14], were: [12] } }],
    },
  ],
});
