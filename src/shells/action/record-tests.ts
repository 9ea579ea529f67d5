import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { create } from '@actions/glob';
import { z } from 'zod';
import type { GitHub } from '../../adapters/github/github.ts';
import { githubTestRuns } from '../../adapters/github/github-test-runs.ts';
import { ObjectId } from '../../adapters/github/object-id.ts';
import { systemClock } from '../../adapters/system-clock.ts';
import { readTestReport } from '../../analysis/test-report.ts';
import { recordTestRun } from '../../flows/record-test-run.ts';
import { GateError } from '../../model/gate-error.ts';
import { LIMITS } from '../../model/limits.ts';
import { quote } from '../../model/wording.ts';
import type { Job } from './job.ts';

/** A workflow run as REST shows it. @source https://docs.github.com/en/rest/actions/workflow-runs#get-a-workflow-run */
const Run = z.object({
  id: z.number(),
  node_id: z.string(),
  run_attempt: z.number(),
  head_sha: ObjectId,
  head_branch: z.string().nullable(),
  repository: z.object({ node_id: z.string() }),
});

/** More reports of one run than any test matrix writes. */
const MOST_REPORTS = 64;

/**
 * Records the test reports of a workflow run on the commit that it ran on, each as a check `handoff-tests`. What stands in
 * a report is the claim of whoever ran the tests; which workflow that was, a gate asks GitHub (FORMATS §4).
 * @returns refs that a contract can cite; empty when the patterns match no file
 */
export async function recordTests(job: Job, runId: number): Promise<readonly string[]> {
  const { inputs, tell } = job;
  const paths = await reportFiles(inputs.testReports);
  if (paths.length === 0) {
    tell('There are no test reports to record');
    return [];
  }
  const run = await workflowRun(job.github, runId);
  const testRuns = githubTestRuns(job.github, {
    texts: async () => [],
    older: async () => [],
    workflows: [],
    unchanged: async () => false,
    recorder: { repository: run.repository.node_id, workflowRun: run.node_id },
  });
  const head = { commit: run.head_sha, branch: run.head_branch ?? undefined };
  const workTree = { head: async () => head, dirty: async () => [] };
  const refs: string[] = [];
  for (const [index, path] of paths.entries()) {
    const report = await readReport(path);
    if (report.tests.passed + report.tests.failed === 0) {
      tell(`${basename(path)} names no test that ran; it is not recorded`);
      continue;
    }
    const suffix = paths.length === 1 ? '' : `-${index + 1}`;
    const id = `run-${run.id}-${run.run_attempt}${suffix}`;
    const recorded = await recordTestRun(
      { workTree, testRuns, clock: systemClock() },
      { ...report, reportPath: undefined, id, command: undefined },
    );
    tell(`Recorded ${recorded.ref} on ${run.head_sha}`);
    refs.push(recorded.ref);
  }
  return refs;
}

async function reportFiles(patterns: readonly string[]): Promise<readonly string[]> {
  if (patterns.length === 0) return [];
  // A link out of a downloaded report could name any file of the runner.
  const globber = await create(patterns.join('\n'), {
    followSymbolicLinks: false,
    matchDirectories: false,
  });
  const paths = (await globber.glob()).sort();
  if (paths.length <= MOST_REPORTS) return paths;
  throw new GateError(
    'usage',
    `The input test-reports matches ${paths.length} files; allowed are ${MOST_REPORTS}`,
    {
      remedy: 'Name the reports only.',
    },
  );
}

async function readReport(path: string) {
  const { size } = await stat(path);
  if (size > LIMITS.reportBytes)
    throw new GateError(
      'usage',
      `${basename(path)} has ${size} bytes; allowed are ${LIMITS.reportBytes}`,
      {
        remedy: 'Split the report.',
      },
    );
  const text = await readFile(path, 'utf8');
  const read = readTestReport(text);
  if (!read.ok)
    throw new GateError(
      'usage',
      `${quote(basename(path))} is no test report that counts: ${read.problems.map(({ message }) => message).join('; ')}`,
      { remedy: 'Give the report as the test runner wrote it, JUnit XML or CTRF JSON.' },
    );
  const { format, tests, files } = read.value;
  return {
    tests,
    files,
    report: { format, sha256: createHash('sha256').update(text).digest('hex') },
  };
}

async function workflowRun(github: GitHub, runId: number): Promise<z.infer<typeof Run>> {
  const answer = await github
    .request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', { run_id: runId })
    .catch((cause: unknown) => {
      throw new GateError('access', `The workflow run ${runId} could not be read`, {
        remedy: 'Give the job the permission actions: read.',
        cause,
      });
    });
  return Run.parse(answer.data);
}
