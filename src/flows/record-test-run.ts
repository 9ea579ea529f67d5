import { GateError } from '../model/gate-error.ts';
import { printArtifactRef } from '../model/print-artifact-ref.ts';
import { taskOfBranch } from '../model/task-id.ts';
import { TestRun } from '../model/test-run.ts';
import type { Clock } from '../ports/clock.ts';
import type { TestRuns } from '../ports/test-runs.ts';
import type { WorkTree } from '../ports/work-tree.ts';

export interface RecordTestRunPorts {
  readonly workTree: WorkTree;
  readonly testRuns: TestRuns;
  readonly clock: Clock;
}

/** A report that was read and counted. */
export interface RecordTestRunRequest extends Pick<TestRun, 'tests' | 'files' | 'report'> {
  /** Path of the report inside the repository: it came out of the run, so it is no change that the run saw. */
  readonly reportPath: string | undefined;
  /** undefined: the day and the task, or the branch. */
  readonly id: string | undefined;
  readonly command: string | undefined;
}

export interface RecordedTestRun {
  readonly run: TestRun;
  /** What a contract cites: `test-run:2026-05-03-auth-12/12`. */
  readonly ref: string;
}

/**
 * Records a run of the subtask's tests, bound to the commit that is checked out. What the working tree held besides that
 * commit is recorded with it: such a run is no evidence for the commit.
 * @throws GateError 'usage': no test of the report ran, the id is taken or none, or there is no commit to bind to.
 */
export async function recordTestRun(
  { workTree, testRuns, clock }: RecordTestRunPorts,
  request: RecordTestRunRequest,
): Promise<RecordedTestRun> {
  const { tests, files, report, reportPath, id, command } = request;
  const { passed, failed, skipped } = tests;
  if (passed + failed === 0)
    throw new GateError('usage', `0 tests of the report ran (${skipped} were skipped)`, {
      remedy: 'Run the tests of the task, and record the report of that run.',
    });
  if (id !== undefined && !TestRun.shape.id.safeParse(id).success)
    throw new GateError('usage', `${JSON.stringify(id)} is no id of a test run`, {
      remedy:
        'Use at most 100 letters, digits, ".", "_" and "-", beginning with a letter or digit.',
    });
  const head = await workTree.head();
  if (head === undefined)
    throw new GateError('usage', 'HEAD has no commit that a run could be bound to', {
      remedy: 'Commit the work, run its tests, then record them.',
    });
  const dirty = (await workTree.dirty(head.commit)).filter((path) => path !== reportPath);
  const now = clock.now();
  const run: TestRun = {
    schema: 'handoff-test-run/v1',
    id: id ?? (await freeId(testRuns, `${now.slice(0, 10)}-${subjectOf(head)}`)),
    head: head.commit,
    dirty: dirty.slice(0, MOST_DIRTY),
    grade: 'E2',
    tests,
    files: [...files],
    report,
    'recorded-at': now,
    ...(command !== undefined && { command }),
  };
  await testRuns.record(run);
  const counts = { passed, total: passed + failed + skipped };
  return { run, ref: printArtifactRef({ kind: 'test-run', id: run.id, counts }) };
}

/** The first hundred say enough: one of them already unbinds the run. */
const MOST_DIRTY = 100;

/** What a run is about, in letters that an id may hold. */
function subjectOf(head: { readonly commit: string; readonly branch: string | undefined }): string {
  const { commit, branch = commit.slice(0, 12) } = head;
  return (taskOfBranch(branch) ?? branch).replace(/[^A-Za-z0-9_.]+/g, '-').slice(0, 64);
}

async function freeId(testRuns: TestRuns, wanted: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const id = count === 1 ? wanted : `${wanted}-${count}`;
    if ((await testRuns.find(id)) === undefined) return id;
  }
}
