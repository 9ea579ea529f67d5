import { type AskedTests, testsOfCriteria } from '../analysis/asked-tests.ts';
import { attemptsAt } from '../analysis/attempted-tests.ts';
import { namesTestFile } from '../analysis/test-selection.ts';
import { whyUnseen } from '../analysis/unseen-tests.ts';
import type { OutputFacts } from '../evidence/output-facts.ts';
import { type AcceptanceCriterion, EVERY_TEST } from '../model/acceptance-criterion.ts';
import { PENDING_RUN } from '../model/artifact-ref.ts';
import type { CompletedStep } from '../model/handoff-contract.ts';
import { printArtifactRef } from '../model/print-artifact-ref.ts';
import type { TestRun } from '../model/test-run.ts';

export type DraftFacts = Pick<
  OutputFacts,
  'head' | 'spec' | 'plan' | 'commits' | 'changedPaths' | 'headTree' | 'testRuns' | 'attempts'
>;

export interface DraftSteps {
  readonly steps: readonly CompletedStep[];
  readonly open: readonly string[];
}

/** Bounds of the schema. */
const MOST_STEPS = 64;
const STEP_LENGTH = 300;

/** A step for each criterion that can be looked up, then one for each changed file that no step names yet. */
export function draftSteps(facts: DraftFacts): DraftSteps {
  const criteria = facts.spec.spec['acceptance-criteria'];
  const covering = criteria.map((criterion) => ({ criterion, step: stepFor(criterion, facts) }));
  const proved = covering.flatMap(({ step }) => step ?? []);
  const named = new Set(proved.map(({ artifact }) => artifact));
  const files = facts.changedPaths
    .filter(({ path, kind }) => kind !== 'deleted' && !named.has(path))
    .flatMap(({ path }) => fileStep(path, facts));
  const all = [...proved, ...files];
  const byHand = covering
    .filter(({ criterion: { verify }, step }) => step === undefined && needsStep(verify))
    .map(
      ({ criterion }) =>
        `${criterion.id} needs a step with the ref that proves it: ${criterion.text}`,
    );
  const pending = covering
    .filter(({ step }) => step?.ref === `test-run:${PENDING_RUN}`)
    .map(({ criterion }) => howToRecord(criterion, facts.testRuns));
  const left = all.length - MOST_STEPS;
  return {
    steps: all.slice(0, MOST_STEPS),
    open: [
      ...byHand,
      ...pending,
      ...(left > 0
        ? [`${left} changed files are left out: a contract holds ${MOST_STEPS} steps`]
        : []),
    ],
  };
}

/** What is unchanged is seen in the trees, and a review is the critic's: no step could prove either. */
function needsStep(verify: AcceptanceCriterion['verify']): boolean {
  return verify === undefined || !('unchanged' in verify || 'review' in verify);
}

function stepFor(criterion: AcceptanceCriterion, facts: DraftFacts): CompletedStep | undefined {
  const { id, text, verify } = criterion;
  if (verify === undefined || !needsStep(verify)) return undefined;
  const step = text.slice(0, STEP_LENGTH);
  if ('exists' in verify) {
    const [made] = fileStep(verify.exists, facts);
    return made && { ...made, step, covers: [id] };
  }
  const run = runFor(criterion, facts.testRuns);
  const artifact = testFile(testSelector(verify), run, facts);
  if (artifact === undefined) return undefined;
  return { step, artifact, ref: runRef(run), covers: [id] };
}

/** The commit of this output that made the file what it is; a file that it did not touch is cited as it stands. */
function fileStep(path: string, { commits, headTree }: DraftFacts): readonly CompletedStep[] {
  const known: ReadonlyMap<string, unknown> = headTree;
  if (!known.has(path)) return [];
  const commit = commits.find(({ paths }) => paths.some((touched) => touched === path));
  const ref =
    commit === undefined ? `file:${path}` : printArtifactRef({ kind: 'commit', sha: commit.sha });
  const step = (commit?.subject.trim() || `Change ${path}`).slice(0, STEP_LENGTH);
  return [{ step, artifact: path, ref, covers: [] }];
}

/** The newest run of the asked tests on the committed head. */
function runFor(criterion: AcceptanceCriterion, runs: readonly TestRun[]): TestRun | undefined {
  const [latest] = askedBy(criterion).map((asked) => attemptsAt(runs, asked).latest);
  return latest?.run;
}

/** The tests of a criterion; for "every test", all of whatever run. */
function askedBy(criterion: AcceptanceCriterion): readonly AskedTests[] {
  const every = testSelector(criterion.verify) === EVERY_TEST;
  return testsOfCriteria([criterion], new Map()).map((asked) =>
    every ? { ...asked, select: (run) => run.tests } : asked,
  );
}

/** What is missing for a criterion whose run is pending, and the step that brings it. */
function howToRecord(criterion: AcceptanceCriterion, runs: readonly TestRun[]): string {
  const { id, verify } = criterion;
  const why = askedBy(criterion).map((asked) =>
    attemptsAt(runs, asked).ran.length > 0
      ? `${asked.what} ran beside uncommitted changes, which proves nothing`
      : whyUnseen(runs, asked),
  );
  const report =
    verify !== undefined && 'command' in verify
      ? `<report> --command ${JSON.stringify(verify.command)}`
      : '<report>, a report that names the test files';
  return `${id}: ${why.join('')}; run the tests, then handoff-gate record-tests ${report}`;
}

function testSelector(verify: AcceptanceCriterion['verify']): string | undefined {
  return verify !== undefined && 'tests' in verify ? verify.tests : undefined;
}

function runRef(run: TestRun | undefined): string {
  if (run === undefined) return `test-run:${PENDING_RUN}`;
  const { passed, failed, skipped } = run.tests;
  const counts = { passed, total: passed + failed + skipped };
  return printArtifactRef({ kind: 'test-run', id: run.id, ...(passed > 0 && { counts }) });
}

/** The test file that the criterion or its run names, where the head has it; else any file that this output changes. */
function testFile(
  selector: string | undefined,
  run: TestRun | undefined,
  { headTree, changedPaths }: DraftFacts,
): string | undefined {
  const named = selector === EVERY_TEST ? undefined : selector;
  const paths = [...headTree.keys()];
  const changed = changedPaths.filter(({ kind }) => kind !== 'deleted').map(({ path }) => path);
  return (
    paths.find((path) => named !== undefined && namesTestFile(named, path)) ??
    paths.find((path) => run?.files.some(({ name }) => namesTestFile(path, name))) ??
    changed[0]
  );
}
