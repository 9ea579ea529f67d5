import { type AskedTests, testsOfCriteria, testsOfRun } from '../../analysis/asked-tests.ts';
import { attemptsAt, type TestAttempts } from '../../analysis/attempted-tests.ts';
import { whyNoProof, whyNoSuccess } from '../../analysis/test-result.ts';
import { whyUnseen } from '../../analysis/unseen-tests.ts';
import type { StepEvidence } from '../../evidence/output-facts.ts';
import type { FindingDraft } from '../../model/finding.ts';
import type { HandoffContract } from '../../model/handoff-contract.ts';
import { counted, shortList } from '../../model/short-list.ts';
import type { TestRun } from '../../model/test-run.ts';
import { outputRule } from '../rule.ts';

export const testsPass = outputRule({
  id: 'output/tests-pass',
  holds: "The subtask's tests ran on the head and passed, as many as required and as claimed.",
  needs: ['spec', 'contract', 'steps', 'testRuns'],
  to: 'executor',
  mast: 'FM-3.2',
  seed: ['G2c', 'C4', 'C16'],
  threats: ['C05', 'C08', 'C10', 'C11'],
  skip: ({ spec, steps }) =>
    testsOfCriteria(spec.spec['acceptance-criteria'], new Map()).length === 0 &&
    cited(steps).length === 0
      ? 'no criterion asks for tests, and no step cites a run'
      : undefined,
  saw: ({ steps, testRuns }) =>
    `${counted(testRuns.length, 'run')} recorded on the head, ${cited(steps).length} cited`,
  check({ spec, contract, steps, testRuns }) {
    const citations = cited(steps);
    // A run of an earlier commit that still counts is older than every run of the head.
    const onHead = new Set(testRuns.map(({ id }) => id));
    const earlier = citations.map(({ run }) => run).filter(({ id }) => !onHead.has(id));
    const runs = [...earlier, ...testRuns];
    const citedFor = new Map(
      citations.flatMap(({ index, run }) =>
        covers(contract, index).map((id) => [id, run] as const),
      ),
    );
    const byCriteria = testsOfCriteria(spec.spec['acceptance-criteria'], citedFor)
      .map((tests) => ({ tests, attempts: attemptsAt(runs, tests) }))
      .filter(
        ({ tests, attempts }) =>
          attempts.ran.length > 0 || !isToldElsewhere(tests, contract, steps),
      );
    const seen = new Set(byCriteria.flatMap(({ attempts }) => attempts.ran.map(({ id }) => id)));
    const unseen = new Map(
      citations
        .filter(({ run }) => !seen.has(run.id))
        .map((citation) => [citation.run.id, citation]),
    );
    const byCitations = [...unseen.values()]
      .map(({ field, run }) => testsOfRun(run, field))
      .map((tests) => ({ tests, attempts: attemptsAt(runs, tests) }));
    const judged = [...byCriteria, ...byCitations].map(({ tests, attempts }) => ({
      failures: failures(tests, attempts, runs),
      advice: flaky(tests, attempts),
      blamed: attempts.latest === undefined ? attempts.ran : [attempts.latest.run],
    }));
    const told = new Set(
      judged
        .filter(({ failures }) => failures.length > 0)
        .flatMap(({ blamed }) => blamed.map(({ id }) => id)),
    );
    return [
      ...judged.flatMap(({ failures, advice }) => [...failures, ...advice]),
      ...citations.filter(({ run }) => !told.has(run.id)).flatMap(notAsClaimed),
    ];
  },
});

interface Citation {
  readonly index: number;
  readonly field: string;
  readonly run: TestRun;
  readonly claimed: { readonly passed: number; readonly total: number } | undefined;
}

/** Runs of this head that a step cites, whatever their result. */
function cited(steps: readonly StepEvidence[]): readonly Citation[] {
  return steps.flatMap(({ index, ref, resolution: { run } }) => {
    if (ref?.kind !== 'test-run' || run === undefined) return [];
    return [{ index, field: `completed-steps[${index}].ref`, run, claimed: ref.counts }];
  });
}

/** The criteria that a step says it proves. */
function covers(contract: HandoffContract, index: number): readonly string[] {
  return contract['completed-steps'].flatMap((step, at) => (at === index ? step.covers : []));
}

/** A ref that leads to no run is told by output/refs-resolve or output/evidence-bound, once. */
function isToldElsewhere(
  { field }: AskedTests,
  contract: HandoffContract,
  steps: readonly StepEvidence[],
): boolean {
  return steps.some(
    ({ index, resolution }) =>
      resolution.state !== 'resolved' && covers(contract, index).includes(field),
  );
}

function failures(
  { field, what, min }: AskedTests,
  { ran, latest }: TestAttempts,
  runs: readonly TestRun[],
): readonly FindingDraft[] {
  const draft = (problem: string, fix: string, found: string, key: string): FindingDraft => ({
    problem: `${field}: ${problem}`,
    fix,
    at: { field },
    expected: `${min} passed, none failed`,
    found,
    facts: { tests: what, min, found, runs: ran.map(({ id }) => id) },
    key,
  });
  const again = `Run ${what} on the head with nothing uncommitted, and record it (handoff-gate record-tests).`;
  const [dirty] = ran;
  if (latest === undefined) {
    return dirty === undefined
      ? [draft(`${whyUnseen(runs, { what })}.`, again, 'no run', 'none')]
      : [
          draft(
            `${what} ran beside uncommitted changes (run ${dirty.id}: ${shortList(dirty.dirty, 3)}), which says nothing about the head.`,
            again,
            'uncommitted changes',
            'dirty',
          ),
        ];
  }
  const { run, counts } = latest;
  const why = whyNoSuccess(counts);
  const newest = `the newest run of ${what} (${run.id})`;
  if (why !== undefined)
    return [
      draft(
        `${newest} is no success: ${why}.`,
        `Make ${what} pass, then run and record it again.`,
        why,
        'failed',
      ),
    ];
  if (counts.passed >= min) return [];
  const found = `${counts.passed} passed`;
  return [
    draft(
      `${newest} has ${found}, ${min} are required.`,
      `Add the missing tests to ${what}, then run and record it again.`,
      found,
      'too-few',
    ),
  ];
}

/** A good attempt after a bad one counts, but the tests are flaky or were run until green (threat C10). */
function flaky(
  { field, what }: AskedTests,
  { failedBefore }: TestAttempts,
): readonly FindingDraft[] {
  if (failedBefore.length === 0) return [];
  const runs = failedBefore.map(({ id }) => id);
  return [
    {
      problem: `${field}: ${what} did not succeed on this very head before: ${shortList(runs)}.`,
      fix: `Find out why ${what} does not always pass.`,
      at: { field },
      found: shortList(runs),
      facts: { tests: what, runs },
      key: 'flaky',
      severity: 'warn',
    },
  ];
}

function notAsClaimed({ field, run, claimed }: Citation): readonly FindingDraft[] {
  const why = whyNoProof(run, claimed);
  if (why === undefined) return [];
  return [
    {
      problem: `${field}: test run ${run.id} is not what is claimed: ${why}.`,
      fix: 'Cite the newest run of the head, with the counts that it has; `handoff-gate contract draft` fills them in.',
      at: { field },
      expected: claimed === undefined ? 'a success' : `${claimed.passed}/${claimed.total}`,
      found: why,
      facts: { run: run.id, found: why },
      key: 'claim',
    },
  ];
}
