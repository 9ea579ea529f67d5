import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import { printRecordedRun, type RecordedRun, readRecordedRun } from '../../model/recorded-run.ts';
import type { Sha } from '../../model/sha.ts';
import type { TestRun } from '../../model/test-run.ts';
import type { TestRuns } from '../../ports/test-runs.ts';
import { TESTS_CHECK } from './check-runs.ts';
import { checkWrites } from './check-writes.ts';
import type { GitHub } from './github.ts';
import { type WorkflowRun, workflowRuns } from './workflow-runs.ts';
import { write } from './write.ts';

interface Options {
  /** Texts of the checks that hold test runs, on the head of every pull request that is judged. */
  readonly texts: () => Promise<readonly string[]>;
  /** Those of the commits before, oldest first, where a run is cited that is not among these; asked for once, when one is. */
  readonly older: (known: ReadonlySet<string>) => Promise<readonly string[]>;
  /** Workflow files whose runs prove something (policy `evidence.workflows`). */
  readonly workflows: readonly string[];
  /** Is the file the same on that commit as on the default branch? A pull request may not bring its own proof (threat C07). */
  readonly unchanged: (path: string, commit: Sha) => Promise<boolean>;
  /** Where a new run is written: node id of the repository, and of the workflow run that records it. */
  readonly recorder?: { readonly repository: string; readonly workflowRun: string };
}

/** Test runs as checks `handoff-tests` on the commits that were tested. */
export function githubTestRuns(github: GitHub, options: Options): TestRuns {
  let [head, all]: Promise<readonly TestRun[]>[] = [];
  const onHeads = (): Promise<readonly TestRun[]> => {
    head ??= options.texts().then((texts) => readRuns(github, options, texts));
    return head;
  };
  const onAll = (): Promise<readonly TestRun[]> => {
    all ??= withOlder(github, options, onHeads());
    return all;
  };
  const named = (runs: readonly TestRun[], id: string) => runs.find((run) => run.id === id);
  return {
    async find(id) {
      const found = named(await onHeads(), id);
      return found !== undefined && isSettled(found, options) ? found : named(await onAll(), id);
    },
    on: async (head) => (await onHeads()).filter((run) => run.head === head),
    async record(run) {
      if ((await this.find(run.id)) !== undefined)
        throw new GateError('usage', `A test run ${run.id} is already recorded`, {
          remedy: 'Give the run another id.',
        });
      await recordRun(github, options, run);
    },
  };
}

async function withOlder(
  github: GitHub,
  options: Options,
  onHeads: Promise<readonly TestRun[]>,
): Promise<readonly TestRun[]> {
  const settled = (await onHeads).filter((run) => isSettled(run, options));
  const older = await options.older(new Set(settled.map(({ id }) => id)));
  return older.length === 0
    ? onHeads
    : readRuns(github, options, [...older, ...(await options.texts())]);
}

/** A claim on the head may take the id of a proved run of an older commit (threat C10), where runs can be proved. */
function isSettled({ grade }: TestRun, { workflows }: Options): boolean {
  return grade === 'E3' || workflows.length === 0;
}

async function readRuns(
  github: GitHub,
  options: Options,
  texts: readonly string[],
): Promise<readonly TestRun[]> {
  const recorded = texts.flatMap((text) => readRecordedRun(text) ?? []);
  if (recorded.length === 0) return [];
  const runs = await workflowRuns(
    github,
    recorded.map((one) => one['workflow-run']),
  );
  const graded = await Promise.all(
    recorded.map(async (one): Promise<TestRun> => {
      const proved = await isProved(one, runs.get(one['workflow-run']), options);
      return { ...one.run, grade: proved ? 'E3' : 'E2' };
    }),
  );
  // Of two runs with one id the proved one keeps it, else the first: nobody hides a failed run behind a claim (threat C10).
  const proved = (run: TestRun): number => Number(run.grade === 'E3');
  const lastCounts = graded.toReversed().sort((a, b) => proved(a) - proved(b));
  const byId = new Map(lastCounts.map((run) => [run.id, run]));
  return [...byId.values()].sort((a, b) => (a['recorded-at'] < b['recorded-at'] ? -1 : 1));
}

/**
 * E3: GitHub says that an allow-listed workflow file, unchanged by the pull request, ran on exactly this commit. Whoever may
 * write checks can write one that names such a run (THREATS 1.3: T1 and T2 trust the workflows of the repository).
 */
async function isProved(
  { run }: RecordedRun,
  workflowRun: WorkflowRun | undefined,
  { workflows, unchanged }: Options,
): Promise<boolean> {
  if (workflowRun?.path === undefined || workflowRun.head !== run.head) return false;
  return (
    workflows.includes(workflowRun.path) && (await unchanged(workflowRun.path, workflowRun.head))
  );
}

async function recordRun(github: GitHub, { recorder }: Options, run: TestRun): Promise<void> {
  if (recorder === undefined)
    throw new GateError('usage', 'Test runs are recorded by the workflow that ran the tests', {
      remedy: 'Use the command record-tests in a workflow.',
    });
  const text = printRecordedRun({
    ...{ schema: 'handoff-recorded-run/v1', 'workflow-run': recorder.workflowRun },
    run,
  });
  if (Buffer.byteLength(text) >= LIMITS.bodyCharacters)
    throw new GateError(
      'usage',
      `The report names ${run.files.length} test files, more than a check can hold`,
      {
        remedy: 'Record the reports of several jobs one by one.',
      },
    );
  const { passed, failed, skipped } = run.tests;
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
  const done = await write(
    github,
    checkWrites(
      recorder.repository,
      run.head as Sha,
      {
        name: TESTS_CHECK,
        conclusion: failed === 0 ? 'success' : 'failure',
        title: counts,
        summary: `Test run \`${run.id}\`: ${counts}. A handoff contract cites it as \`test-run:${run.id}-${passed}/${passed + failed + skipped}\`.`,
        text,
        annotationPages: [],
        externalId: run.id,
      },
      undefined,
    ),
  );
  if (done.state === 'refused')
    throw new GateError('access', `The test run could not be written: ${done.because}`, {
      remedy: 'Give the job the permission checks: write.',
    });
}
